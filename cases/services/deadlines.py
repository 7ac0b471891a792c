"""Starts, moves and ends clocks. Each keeps `stage` and `act_at` true: the one thing the sweep reads.

All of them run inside the caller's transaction, after the caller has locked or made the case.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Q

from cases.domain.agenda import Turn, agenda, turns_from
from cases.domain.lifecycle import DeadlineMove, DeadlineState, deadline_after
from cases.domain.pauses import paused_line, resumed_line
from cases.models import Case, Deadline, Promise
from cases.selectors.clocks import resumed_clock
from cases.selectors.recount import world


def deadline_start(
    *,
    case: Case,
    lane: str,
    rule: str,
    tier: str,
    trigger_at: datetime,
    due_at: datetime,
    now: datetime,
    promise: Promise | None = None,
    working: list[Any] | None = None,
    variant: str = "",
    provisional_year: int | None = None,
) -> Deadline:
    """Return the new running clock, armed for its first stage; a lapse that lies behind is swept at the next tick."""
    row = Deadline(
        case=case,
        lane=lane,
        rule=rule,
        variant=variant,
        tier=tier,
        promise=promise,
        trigger_at=trigger_at,
        due_at=due_at,
        working=working or [],
        provisional_year=provisional_year,
        created_at=now,
    )
    _arm(row, recorded_at=now)
    row.save(force_insert=True)
    return row


def deadline_move(
    *,
    deadline: Deadline,
    due_at: datetime,
    now: datetime,
    trigger_at: datetime | None = None,
    working: list[Any] | None = None,
    provisional_year: int | None = None,
) -> None:
    """Set another due moment and arm the stages again; a lapsed window that now lies ahead runs again.

    Mails of the old moment still in the outbox find it changed and are never sent. The same due moment again
    changes no stage: what was mailed for it stays mailed.
    """
    moved = due_at != deadline.due_at
    deadline.due_at = due_at
    deadline.trigger_at = trigger_at or deadline.trigger_at
    deadline.working = working or []
    deadline.provisional_year = provisional_year
    fields = ["due_at", "trigger_at", "working", "provisional_year"]
    if moved:
        ended = deadline.state in (Deadline.State.MET, Deadline.State.CANCELLED)
        deadline.state = _after(deadline, DeadlineMove.REVIVE if ended else DeadlineMove.SHIFT)
        deadline.ended_at = deadline.nudged_at = None
        if deadline.state == Deadline.State.RUNNING:
            _arm(deadline, recorded_at=now)
        fields += ["state", "ended_at", "nudged_at", "stage", "act_at"]
    deadline.save(update_fields=fields)


def deadline_end(*, deadline: Deadline, state: str, now: datetime) -> None:
    """End the clock as met or cancelled. Its unsent mails see that when their turn comes, and are cancelled."""
    move = DeadlineMove.MEET if state == Deadline.State.MET else DeadlineMove.CANCEL
    deadline.state, deadline.act_at, deadline.ended_at = _after(deadline, move), None, now
    # `stage` stays: it says where to go on if this is undone.
    deadline.save(update_fields=["state", "act_at", "ended_at"])


def deadline_resume(*, deadline: Deadline) -> None:
    """Let an ended clock run on from the stage it had reached (an undone entry). Nothing is mailed twice.

    One that stood still when it was ended stands still again.
    """
    deadline.state, deadline.ended_at = _after(deadline, DeadlineMove.REVIVE), None
    if deadline.paused_at is not None:
        deadline.state = _after(deadline, DeadlineMove.PAUSE)
    else:
        ahead = turns_from(_turns(deadline, deadline.created_at), deadline.stage) if deadline.stage else ()
        deadline.act_at = ahead[0].at if ahead else None
    deadline.save(update_fields=["state", "ended_at", "act_at"])


def deadline_lapse(*, deadline: Deadline) -> None:
    """Close a window of the shopper's at its moment, as the sweep does."""
    deadline.state, deadline.act_at = _after(deadline, DeadlineMove.LAPSE), None
    deadline.ended_at = deadline.due_at
    deadline.save(update_fields=["state", "act_at", "ended_at"])


def open_when(at: datetime) -> Q:
    """Return the shopper's windows that something done `at` that moment meets: what was done in time was in time,
    however late it is noted."""
    return Q(state=Deadline.State.RUNNING) | Q(state=Deadline.State.LAPSED, due_at__gte=at)


def windows_meet(*, case: Case, rules: Iterable[str], at: datetime, now: datetime) -> None:
    """End the shopper's own windows of these rules that something done `at` that moment meets."""
    for row in Deadline.objects.filter(open_when(at), case=case, lane=Deadline.Lane.MINE, rule__in=tuple(rules)):
        deadline_end(deadline=row, state=Deadline.State.MET, now=now)


def deadline_pause(*, deadline: Deadline, at: datetime) -> None:
    """Let a running clock stand still since then: nothing is mailed, nothing lapses, what was left stays left."""
    deadline.state, deadline.paused_at, deadline.act_at = _after(deadline, DeadlineMove.PAUSE), at, None
    deadline.working = [*deadline.working, paused_line(at)]
    deadline.save(update_fields=["state", "paused_at", "act_at", "working"])


def deadline_unpause(*, deadline: Deadline, at: datetime, now: datetime) -> None:
    """Let a paused clock go on from that moment with exactly what was left, over the calendar that is loaded by now."""
    found = world().count(deadline) if deadline.provisional_year is not None else None
    if found is not None:
        deadline.due_at, deadline.working = found.due_at, list(found.working)
        deadline.provisional_year = found.provisional_year
    rest, clock = resumed_clock(deadline, at)
    deadline.state, deadline.paused_at = _after(deadline, DeadlineMove.RESUME), None
    deadline.due_at, deadline.provisional_year = clock.due_at, clock.provisional_year or deadline.provisional_year
    deadline.working = [*deadline.working, resumed_line(at, rest), *clock.working]
    _arm(deadline, recorded_at=now)
    deadline.save(update_fields=["state", "paused_at", "due_at", "provisional_year", "working", "stage", "act_at"])


def _after(deadline: Deadline, move: DeadlineMove) -> str:
    return str(deadline_after(DeadlineState(deadline.state), move))


def _turns(row: Deadline, recorded_at: datetime) -> tuple[Turn, ...]:
    return agenda(row.lane, row.trigger_at, row.due_at, recorded_at, settings.GRACE_SECONDS)


def _arm(row: Deadline, recorded_at: datetime) -> None:
    """Set the first stage. What had passed when the moment was recorded is not warned of, but a lapse is kept."""
    first = next(iter(_turns(row, recorded_at)), None)
    row.stage, row.act_at = (first.name, first.at) if first else ("", None)
