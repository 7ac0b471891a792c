"""When an answer ended a clock of theirs: that moment, not when it was written down, says whether it came in time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from cases.domain.lifecycle import STOPS_CLOCK
from cases.domain.starts import STARTS
from cases.models import Case, Contact, Deadline
from cases.selectors.clocks import DISPUTE_RULE, moment_of
from cases.selectors.promises import promises_deed


def answered_of(case: Case, rows: Iterable[Deadline]) -> dict[int, datetime]:
    """Return the moment of the answer by the clock it ended; of a clock that no answer on record ended, nothing.

    At most one query.
    """
    met = [row for row in rows if row.lane == Deadline.Lane.THEIRS and row.state == Deadline.State.MET]
    if not met:
        return {}
    told = Contact.objects.filter(case=case, direction=Contact.Direction.IN, voided_at__isnull=True)
    contacts = list(told.order_by("at", "pk"))
    found = {row.pk: _answered(case, row, contacts) for row in met}
    return {pk: at for pk, at in found.items() if at is not None}


def late_seconds(row: Deadline, answered_at: datetime | None) -> float:
    """Return by how much the answer came late; 0 in time, and while the clock stood still for the shopper."""
    if answered_at is None or row.paused_at is not None:
        return 0.0
    return max(0.0, (answered_at - row.due_at).total_seconds())


def _answered(case: Case, row: Deadline, contacts: Sequence[Contact]) -> datetime | None:
    later = [one for one in contacts if one.tier == row.tier and one.at > row.trigger_at]
    # What an entry ends carries the moment the entry was made.
    by_entry = [one.at for one in later if one.created_at == row.ended_at]
    told = (moment_of(case, one.trigger) for one in STARTS if row.rule in one.ends)
    answers = (one.at for one in later if one.reply in STOPS_CLOCK and _ends(row, one))
    return next((at for at in (*by_entry, *told, *answers) if at is not None), None)


def _ends(row: Deadline, one: Contact) -> bool:
    if row.promise is not None and promises_deed(row.promise):
        return one.reply == Contact.Reply.REFUSED
    return row.rule != DISPUTE_RULE or one.reply == Contact.Reply.AGREED
