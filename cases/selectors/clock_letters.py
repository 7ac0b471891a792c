"""Letters about one clock of theirs: the page writes them from the clock the mail speaks of, and says the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from cases.domain.messages import Letter, compose
from cases.domain.next_step.situation import driving_clock
from cases.domain.next_step.snapshot import REPLY_BY_RULE
from cases.models import Case, Deadline, Promise
from cases.selectors.chased import chased_tier
from cases.selectors.filings import words_of_ruling
from cases.selectors.letter_facts import answers_of, first_answer
from cases.selectors.letter_words import own_letters
from cases.selectors.letters import letter_of_case
from cases.selectors.mail_facts import clock_facts
from cases.selectors.snapshots import clocks_only

# What confirms or chases something that has a moment.
ABOUT_A_CLOCK = frozenset({"T4", "T5", "T5b"})
ALIVE = (Deadline.State.RUNNING, Deadline.State.LAPSED)


def letter_of_clock(
    case: Case,
    code: str,
    clock: Deadline | None,
    *,
    now: datetime,
    typed: Mapping[str, str] | None = None,
    promises: Sequence[Promise] | None = None,
) -> Letter:
    """Return the letter of that code; one about a clock is filled from `clock`, the others as ever (letter_of_case).

    The clock comes with its promise, contact and agent. What the shopper's own letter asked for is no record to cite.
    """
    letter = letter_of_case(case, code, now=now, typed=typed, promises=promises)
    if clock is None or clock.rule == REPLY_BY_RULE or code not in ABOUT_A_CLOCK:
        return letter
    facts = replace(letter.facts, **clock_facts(clock, case, known=letter.facts))
    if facts.by_rule:
        facts = replace(facts, promise=words_of_ruling(case, clock.trigger_at))
    if clock.tier != case.tier:
        # Written to a tier the case has left: what the present one answered says nothing of it.
        facts = replace(facts, tier=clock.tier, answered_at=None, answer_at=None, refused_at=None, agreed_at=None)
    if facts.answered_at is not None:
        facts = replace(facts, answer_at=first_answer(answers_of(case), clock.trigger_at))
    return compose(code, facts, own=own_letters())


def driving_deadline(case: Case, rows: Iterable[Deadline], *, now: datetime) -> Deadline | None:
    """Return the clock of theirs that the next step goes by, out of the case's live ones; None without any."""
    rows = list(rows)
    view = driving_clock(clocks_only(case, rows), now)
    return next((row for row in rows if view is not None and row.pk == view.id), None)


def clock_to_chase(case: Case, number: str, *, now: datetime) -> Deadline | None:
    """Return the clock a letter is about: the one of that number while it lives, else the one the step goes by."""
    rows = Deadline.objects.filter(case=case, lane=Deadline.Lane.THEIRS, state__in=ALIVE)
    known = list(rows.select_related("promise__agent", "promise__contact").order_by("due_at", "pk")[:50])
    named = next((row for row in known if str(row.pk) == number), None)
    if named is None and chased_tier(case):
        named = next((row for row in known if row.pk == case.next_deadline_id), None)
    return named or driving_deadline(case, known, now=now)
