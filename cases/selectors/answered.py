"""What ended a clock of theirs: that moment, not when it was written down, says whether it came in time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from cases.domain.lifecycle import STOPS_CLOCK
from cases.domain.starts import STARTS
from cases.models import Case, Contact, Deadline, FilingResult
from cases.selectors.clocks import DISPUTE_RULE, moment_of
from cases.selectors.promises import clock_deed


class Came(NamedTuple):
    """What was awaited: when it came, and whether it was the money itself and no answer."""

    at: datetime
    money: bool = False


def answered_of(case: Case, rows: Iterable[Deadline]) -> dict[int, Came]:
    """Return what came, by the clock it ended; of a clock that nothing on record ended, nothing.

    At most two queries.
    """
    met = [row for row in rows if row.lane == Deadline.Lane.THEIRS and row.state == Deadline.State.MET]
    if not met:
        return {}
    told = Contact.objects.filter(case=case, direction=Contact.Direction.IN, voided_at__isnull=True)
    contacts = list(told.order_by("at", "pk"))
    paid = FilingResult.objects.filter(filing__case=case, kind=FilingResult.Kind.PAID)
    money = dict(paid.order_by("-at", "-pk").values_list("noted_at", "at"))
    found = {row.pk: _came(case, row, contacts, money) for row in met}
    return {pk: came for pk, came in found.items() if came is not None}


def late_seconds(row: Deadline, came: Came | None) -> float:
    """Return by how much it came late; 0 in time, and while the clock stood still for the shopper."""
    if came is None or row.paused_at is not None:
        return 0.0
    return max(0.0, (came.at - row.due_at).total_seconds())


def _came(case: Case, row: Deadline, contacts: Sequence[Contact], money: Mapping[datetime, datetime]) -> Came | None:
    later = [one for one in contacts if one.tier == row.tier and one.at > row.trigger_at]
    # What an entry ends carries the moment the entry was made, and what the money ends the one it was noted.
    by_entry = [one.at for one in later if one.created_at == row.ended_at]
    paid = money.get(row.ended_at) if row.ended_at is not None else None
    if paid is not None and not by_entry:
        return Came(paid, money=True)
    told = (moment_of(case, one.trigger) for one in STARTS if row.rule in one.ends)
    answers = (one.at for one in later if one.reply in STOPS_CLOCK and _ends(row, one))
    at = next((at for at in (*by_entry, *told, *answers) if at is not None), None)
    return Came(at) if at is not None else None


def _ends(row: Deadline, one: Contact) -> bool:
    if clock_deed(row):
        return one.reply == Contact.Reply.REFUSED
    return row.rule != DISPUTE_RULE or one.reply == Contact.Reply.AGREED
