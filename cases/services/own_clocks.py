"""Clocks that a told day starts, in both lanes: from the order's days and the case's own, moved when those change."""

from __future__ import annotations

from datetime import datetime

from cases.domain.lifecycle import Tier
from cases.domain.starts import MET_BY_TIER, RULES
from cases.models import Case, Deadline, Order
from cases.selectors.clocks import Wanted, clocks_wanted
from cases.services.deadlines import deadline_end, deadline_move, deadline_resume, deadline_start
from cases.services.event import event_record
from cases.services.next_step import case_refresh_next


def order_clocks_refresh(*, order: Order, now: datetime) -> None:
    """Bring the windows of every open case of this order in line with its moments, and with them the next steps."""
    cases = list(Case.objects.filter(order=order, closed_at__isnull=True).order_by("pk"))
    for case in cases:
        case.order = order
        own_clocks_refresh(case=case, now=now)
    case_refresh_next(case_ids=[case.pk for case in cases], now=now)


def own_clocks_refresh(*, case: Case, now: datetime) -> None:
    """Bring every clock that a told day starts (cases.domain.starts) in line with the days; one event per move.

    An unknown day starts nothing: the page asks for it instead of guessing. What was filed stays filed. A clock of
    theirs runs only while the case is with them.
    """
    wanted = {(one.clock.rule, one.clock.variant): one for one in clocks_wanted(case)}
    rows = {(row.rule, row.variant): row for row in Deadline.objects.filter(case=case, rule__in=RULES, promise=None)}
    for name, one in wanted.items():
        row = rows.get(name)
        if one.lane == Deadline.Lane.THEIRS and one.tier != case.tier:
            # Taken back to the tier below: whoever had it has nothing to do any more.
            if row is not None and row.is_live:
                deadline_end(deadline=row, state=Deadline.State.CANCELLED, now=now)
            continue
        if row is None:
            if not _used(case, one):
                _start(case, one, now)
        elif row.state == Deadline.State.MET:
            continue
        elif _differs(row, one):
            _move(case, row, one, now)
        elif row.state == Deadline.State.CANCELLED:
            deadline_resume(deadline=row)  # the date is known again, or the case is open again
    for name, row in rows.items():
        if name not in wanted and row.is_live:
            deadline_end(deadline=row, state=Deadline.State.CANCELLED, now=now)


def _used(case: Case, one: Wanted) -> bool:
    """Return whether what the window is for was done in it, before its day was told."""
    met = case.tier == Case.Tier.PLATFORM and one.clock.rule in MET_BY_TIER[Tier.PLATFORM]
    return met and case.filed_at is not None and case.filed_at <= one.clock.due_at


def _differs(row: Deadline, one: Wanted) -> bool:
    """Return whether the row must move. A clock of theirs may have been paused: only another day moves it."""
    if row.trigger_at != one.clock.trigger_at:
        return True
    return one.lane == Deadline.Lane.MINE and row.due_at != one.clock.due_at


def _start(case: Case, one: Wanted, now: datetime) -> None:
    deadline_start(
        case=case,
        lane=one.lane,
        rule=one.clock.rule,
        variant=one.clock.variant,
        tier=one.tier,
        trigger_at=one.clock.trigger_at,
        due_at=one.clock.due_at,
        working=list(one.clock.working),
        provisional_year=one.clock.provisional_year,
        now=now,
    )


def _move(case: Case, row: Deadline, one: Wanted, now: datetime) -> None:
    old, clock = row.due_at, one.clock
    deadline_move(
        deadline=row,
        trigger_at=clock.trigger_at,
        due_at=clock.due_at,
        working=list(clock.working),
        provisional_year=clock.provisional_year,
        now=now,
    )
    data = {"rule": clock.rule, "variant": clock.variant, "from": old.isoformat(), "due": clock.due_at.isoformat()}
    event_record(case=case, kind="window_moved", at=now, now=now, data=data)
