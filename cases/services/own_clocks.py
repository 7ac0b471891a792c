"""The shopper's own windows (你的期限): started from the order's moments, moved when those change."""

from __future__ import annotations

from datetime import datetime

from cases.domain.clocks import Clock
from cases.models import Case, Deadline, Order
from cases.selectors.clocks import OWN_RULES, own_clocks_of
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
    """Bring CLK02 (from 签收) and CLK05 (from 确认收货) in line with the order's moments; one event per move.

    An unknown trigger starts nothing: the page asks for the date instead of guessing it. What was filed stays filed.
    """
    wanted = {(clock.rule, clock.variant): clock for clock in own_clocks_of(case.order, now=now)}
    known = Deadline.objects.filter(case=case, lane=Deadline.Lane.MINE, rule__in=OWN_RULES)
    rows = {(row.rule, row.variant): row for row in known}
    for name, clock in wanted.items():
        row = rows.get(name)
        if row is None:
            _start(case, clock, now)
        elif row.state == Deadline.State.MET:
            continue
        elif row.trigger_at != clock.trigger_at or row.due_at != clock.due_at:
            _move(case, row, clock, now)
        elif row.state == Deadline.State.CANCELLED:
            deadline_resume(deadline=row)  # the date is known again, or the case is open again
    for name, row in rows.items():
        if name not in wanted and row.state == Deadline.State.RUNNING:
            deadline_end(deadline=row, state=Deadline.State.CANCELLED, now=now)


def _start(case: Case, clock: Clock, now: datetime) -> None:
    deadline_start(
        case=case,
        lane=Deadline.Lane.MINE,
        rule=clock.rule,
        variant=clock.variant,
        tier=Case.Tier.MERCHANT,
        trigger_at=clock.trigger_at,
        due_at=clock.due_at,
        working=list(clock.working),
        provisional_year=clock.provisional_year,
        now=now,
    )


def _move(case: Case, row: Deadline, clock: Clock, now: datetime) -> None:
    old = row.due_at
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
