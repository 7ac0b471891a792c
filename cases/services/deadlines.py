"""Starts, moves and ends clocks. Each keeps `stage` and `act_at` true: the one thing the sweep reads.

All of them run inside the caller's transaction, after the caller has locked or made the case.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings

from cases.domain.agenda import Turn, agenda, turns_from
from cases.models import Case, Deadline, Promise


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
        deadline.state, deadline.ended_at, deadline.nudged_at = Deadline.State.RUNNING, None, None
        _arm(deadline, recorded_at=now)
        fields += ["state", "ended_at", "nudged_at", "stage", "act_at"]
    deadline.save(update_fields=fields)


def deadline_end(*, deadline: Deadline, state: str, now: datetime) -> None:
    """End the clock as met or cancelled. Its unsent mails see that when their turn comes, and are cancelled."""
    deadline.state, deadline.act_at, deadline.ended_at = state, None, now
    # `stage` stays: it says where to go on if this is undone.
    deadline.save(update_fields=["state", "act_at", "ended_at"])


def deadline_resume(*, deadline: Deadline) -> None:
    """Let an ended clock run on from the stage it had reached (an undone entry). Nothing is mailed twice."""
    ahead = turns_from(_turns(deadline, deadline.created_at), deadline.stage) if deadline.stage else ()
    deadline.state, deadline.ended_at = Deadline.State.RUNNING, None
    deadline.act_at = ahead[0].at if ahead else None
    deadline.save(update_fields=["state", "ended_at", "act_at"])


def _turns(row: Deadline, recorded_at: datetime) -> tuple[Turn, ...]:
    return agenda(row.lane, row.trigger_at, row.due_at, recorded_at, settings.GRACE_SECONDS)


def _arm(row: Deadline, recorded_at: datetime) -> None:
    """Set the first stage. What had passed when the moment was recorded is not warned of, but a lapse is kept."""
    first = next(iter(_turns(row, recorded_at)), None)
    row.stage, row.act_at = (first.name, first.at) if first else ("", None)
