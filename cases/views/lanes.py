"""The two lanes of clocks: what they owe and what the shopper must do, with the days that are still asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.domain import wording
from cases.domain.next_step.snapshot import TESTING
from cases.domain.starts import CONSUMER_WINDOWS, STARTS, TO_THE_MINUTE, Trigger
from cases.domain.zone import local
from cases.models import Case, Deadline, Promise
from cases.selectors.answered import Came, late_seconds
from cases.selectors.clock_rules import RuleFacts, rule_facts, rule_since
from cases.selectors.clocks import facts_of, moment_of, questions_of, starts_of
from cases.selectors.past_asking import is_past_asking
from cases.selectors.promises import clock_deed, promises_deed
from cases.views import cards
from cases.views.moment_words import asked, why
from cases.views.wording import count_lines, due_words, moment_words, page_lang

# On the case page at most so many days are asked for; the rest stands on the page of all clocks.
ASKED_AT_ONCE = 2
# So many clocks of a lane stand with their ruler, the nearest first; the rest by name and end.
WITH_RULER = 2
SILENCE = ("CLK14", "CLK15")
THEIRS = frozenset(one.trigger for one in STARTS if one.rule in ("CLK06", "CLK10", "CLK13", "CLK16", "CLK21", "CLK22"))


def case_lanes(
    case: Case, rows: Iterable[Deadline], shown: Deadline | None, now: datetime, *, windows_over: bool
) -> dict[str, Any]:
    """Return the lanes as the case page shows them: the clock of the next step by its name only."""
    rows = [row for row in rows if row.rule not in SILENCE]
    days = list(questions_of(case, windows_over=windows_over)) if case.is_open else []
    return {
        "lanes": [
            _lane(case, lane, rows, shown, now, [one for one in days[:ASKED_AT_ONCE] if _lane_of(one) == lane])
            for lane in (Deadline.Lane.THEIRS, Deadline.Lane.MINE)
        ],
        "more": max(len(days) - ASKED_AT_ONCE, 0),
        "url": reverse("case-clocks", args=[case.ref]),
        "day_url": reverse("case-day", args=[case.ref]),
    }


def _lane_of(trigger: Trigger) -> str:
    return Deadline.Lane.THEIRS if trigger in THEIRS else Deadline.Lane.MINE


def lane_name(lane: str) -> str:
    return _("What they owe") if lane == Deadline.Lane.THEIRS else _("What you must do in time")


def _lane(
    case: Case, lane: str, rows: list[Deadline], shown: Deadline | None, now: datetime, days: list[Trigger]
) -> dict[str, Any]:
    mine = [row for row in rows if row.lane == lane]
    running = [row for row in mine if row.is_live]
    over = [row for row in mine if row.state == Deadline.State.LAPSED]
    found = [clock_row(case, row, now, brief=row is shown) for row in sorted(running, key=lambda row: row.due_at)]
    return {
        "name": lane_name(lane),
        "slug": lane,
        "rows": [one | {"short": place >= WITH_RULER and not one["paused"]} for place, one in enumerate(found)],
        "over": [_over(row, now) for row in over],
        "ways_url": reverse("case-ways", args=[case.ref]) if over else "",
        "days": [question(case, one, now) for one in days],
    }


def clock_row(case: Case, row: Deadline, now: datetime, *, brief: bool = False) -> dict[str, Any]:
    """Return one clock: its name, its number, its ruler; a paused one with what is left and no ruler."""
    at = row.paused_at if row.state == Deadline.State.PAUSED and row.paused_at else None
    deed = clock_deed(row)
    values = cards.clock_of(row, at or now, deed=deed)
    late = {"late_label": cards.row_note(row, late=True, deed=deed)}
    values |= {"label": cards.row_note(row, row.due_at <= now, deed=deed)} | late
    name = _("To be done") if deed and row.promise is not None else cards.rule_words(row)
    if row.promise is not None:
        name = f"{name}：{row.promise.words}" if page_lang() != "en" else f"{name}: {row.promise.words}"
    if at is not None:
        # R121 art. 22: a test is nobody's debt, its result is waited for.
        tested = case.owed_kind == TESTING
        stands = _("Stands still since %(at)s: it waits for the result of the test") if tested else ""
        paused = (stands or _("Stands still since %(at)s: it waits for you")) % {"at": moment_words(at, now)}
        values |= {"label": _("Left"), "due": None, "start": None, "state": "calm", "note": paused}
    elif row.rule in CONSUMER_WINDOWS:
        values |= {"note": cards.depends_on(case, row)}
    elif is_past_asking(row, case):
        values |= {"note": _("You have gone to 12315: once it has taken this up, JD may refuse. No reminder comes.")}
    how = f"{reverse('case-clocks', args=[case.ref])}#d{row.pk}"
    return values | {
        "who": name,
        "how": how,
        "brief": brief and at is None,
        "paused": at is not None,
        "until": due_words(row.due_at, now),
    }


def _over(row: Deadline, now: datetime) -> str:
    return _("%(name)s: over since %(due)s") % {"name": cards.rule_words(row), "due": due_words(row.due_at, now)}


def question(case: Case, trigger: Trigger, now: datetime, typed: str = "", error: str = "") -> dict[str, Any]:
    """Return one day that is asked for, with the day of signing as a tap where it may be the same."""
    signed = case.order.signed_at
    same = trigger in (Trigger.RECEIVED, Trigger.DELIVERED) and signed is not None
    known = moment_of(case, trigger)
    return {
        "trigger": str(trigger),
        "asked": asked(trigger),
        "why": why(trigger),
        "timed": trigger in TO_THE_MINUTE,
        "max": local(now).date().isoformat(),
        "value": typed or (local(known).date().isoformat() if known else ""),
        "error": error,
        "note": _unruled(trigger, known),
        "same": local(signed).date().isoformat() if same and signed else "",
        "same_words": _("Same day as signing, %(day)s") % {"day": wording.day(signed, now, page_lang())}
        if same and signed
        else "",
    }


def _unruled(trigger: Trigger, at: datetime | None) -> str:
    """Return what to say of a day before the rule that counts from it: an earlier rule is not guessed at."""
    if at is None:
        return ""
    rules = [one.rule for one in STARTS if one.trigger is trigger]
    since = [rule_since(rule) for rule in rules if rule_facts(rule, at) is None]
    day = max((one for one in since if one), default=None)
    if day is None:
        return ""
    words = _("Before %(day)s another rule held, and we do not know its time. Go by the notice you were given.")
    return words % {"day": day.isoformat()}


def told_days(case: Case, now: datetime) -> list[dict[str, Any]]:
    """Return every day that was told, to be corrected."""
    known = [one for one in Trigger if moment_of(case, one) is not None]
    return [question(case, one, now) for one in known]


def other_days(case: Case, now: datetime, *, windows_over: bool) -> list[dict[str, Any]]:
    """Return the days nobody is asked for yet that may be told all the same."""
    due = set(questions_of(case, windows_over=windows_over))
    triggers = {one.trigger for one in starts_of(case)} - due
    return [question(case, one, now) for one in Trigger if one in triggers and moment_of(case, one) is None]


def full_row(case: Case, row: Deadline, now: datetime, answered: Mapping[int, Came] | None = None) -> dict[str, Any]:
    """Return a clock with all that is known of it: every day counted, the rule, its source and when it was checked.

    `answered` as answered_of has it.
    """
    facts = facts_of(row)
    values = clock_row(case, row, now)
    still = row.state == Deadline.State.PAUSED
    left = " ".join(f"{number}{unit}" for number, unit in values["parts"]).replace(
        " ", "" if page_lang() != "en" else " "
    )
    values |= {
        "pk": row.pk,
        "live": row.is_live,
        "due_text": _("%(left)s left") % {"left": left} if still else due_words(row.due_at, now),
    }
    values |= {
        "state_word": _state_word(row, now, (answered or {}).get(row.pk)),
        "started": cards.trigger_words(row, now, deed=clock_deed(row)),
    }
    # How long nothing came is counted to the minute from what was sent: there are no days to show, and no hand in it.
    by_hand = row.rule not in SILENCE
    values |= {"working": count_lines(row.working), "by_hand": by_hand, "rule": _rule(facts)}
    return values


def _state_word(row: Deadline, now: datetime, came: Came | None) -> tuple[str, str]:
    """Return the tag of a clock and its look. It says of a late answer what the ledger says, and of late money that
    it came late: done after its time is not done in time."""
    if row.state == Deadline.State.PAUSED:
        return _("Stands still"), "soon"
    if row.state == Deadline.State.MET:
        broken = row.promise is not None and row.promise.state == Promise.State.BROKEN
        # No answer does what was agreed to, early or late: the refusal that ended the wait broke it.
        refused = row.promise is not None and broken and promises_deed(row.promise) and not (came and came.money)
        if not refused and (late := late_seconds(row, came)):
            words = _("The money came, %(late)s late") if came and came.money else _("Answered, %(late)s late")
            return words % {"late": wording.duration(late, page_lang())}, "late"
        return (_("Broken"), "late") if broken else (_("Met"), "ok")
    if row.state == Deadline.State.CANCELLED:
        return _("Not counted any more"), ""
    if row.due_at <= now:
        return (_("Overdue"), "late") if row.lane == Deadline.Lane.THEIRS else (_("Over"), "")
    return _("Running"), ""


def _rule(facts: RuleFacts | None) -> dict[str, Any] | None:
    """Return the rule as the page cites it, None for a moment that no rule gave."""
    if facts is None or facts.kind == "promise":
        return None
    lang = page_lang()
    since = facts.source.effective_from
    return {
        "name": facts.name.said(lang),
        "counting": facts.counting.said(lang),
        "note": facts.note.said(lang),
        "source": facts.source,
        "since": since.isoformat() if since else "",
    }
