"""The moment a sent letter asks an answer by (T5b: 请在11月24日 18:00前给出方案) becomes a clock (row 34)."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q

from cases.domain.messages.reply_by import reply_by_in
from cases.domain.next_step.snapshot import REPLY_BY_RULE
from cases.models import Case, Contact, Deadline
from cases.services.deadlines import deadline_start
from cases.services.their_clocks import LETTER_RULES, clocks_leave

# The letters whose own words name such a moment.
ASKING_BY = frozenset({"T5b"})


def reply_clock_start(*, case: Case, contact: Contact, now: datetime) -> Deadline | None:
    """Return the clock of the moment that the text names as it was sent; None when it names none to come.

    What had lapsed before gives way, and so does the clock of an earlier letter: what is awaited now is an answer by
    then. All of it ends in the moment the entry was made, as an undo finds it. Runs in the caller's transaction.
    """
    due_at = reply_by_in(contact.words, now) if contact.letter_code in ASKING_BY else None
    if due_at is None:
        return None
    given_way = Q(due_at__lte=now) | Q(rule__in=LETTER_RULES)
    clocks_leave(given_way, case=case, now=contact.created_at, lane=Deadline.Lane.THEIRS, tier=case.tier)
    return deadline_start(
        case=case,
        lane=Deadline.Lane.THEIRS,
        rule=REPLY_BY_RULE,
        tier=case.tier,
        trigger_at=contact.at,
        due_at=due_at,
        now=now,
    )
