"""The moment a letter asks an answer by (T5b: 请在11月24日 18:00前给出方案) becomes a clock once it was sent."""

from __future__ import annotations

from datetime import datetime, timedelta

from cases.domain.next_step import ASKED_RULE
from cases.domain.wording import stamp
from cases.models import Case, Contact, Deadline, Promise
from cases.selectors.letter_facts import reply_by
from cases.services.deadlines import deadline_end, deadline_start

ASKING_BY = frozenset({"T5b"})
# A letter may be copied one day and sent the next: it names the moment of the day it was written.
WRITTEN_WITHIN = 3


def reply_clock_start(*, case: Case, contact: Contact, now: datetime) -> Deadline | None:
    """Return the clock of the moment that the sent text names; None when the shopper has written another or none.

    What had lapsed before gives way: what is awaited now is an answer by then. Runs in the caller's transaction.
    """
    due_at = _asked_by(contact.words, now) if contact.letter_code in ASKING_BY else None
    if due_at is None:
        return None
    lapsed = Deadline.objects.running().filter(case=case, tier=case.tier, lane=Deadline.Lane.THEIRS, due_at__lte=now)
    for row in lapsed.select_related("promise"):
        # Ended at the moment the entry was made, as an undo finds it (clocks_restart).
        deadline_end(deadline=row, state=Deadline.State.CANCELLED, now=contact.created_at)
        Promise.objects.filter(deadline=row, state=Promise.State.RUNNING).update(
            state=Promise.State.BROKEN, settled_at=now
        )
    return deadline_start(
        case=case,
        lane=Deadline.Lane.THEIRS,
        rule=ASKED_RULE,
        tier=case.tier,
        trigger_at=contact.at,
        due_at=due_at,
        now=now,
    )


def _asked_by(text: str, now: datetime) -> datetime | None:
    written = (now - timedelta(days=back) for back in range(WRITTEN_WITHIN))
    moments = ((reply_by(day), day) for day in written)
    return next((due for due, day in moments if due > now and stamp(due, day) in text), None)
