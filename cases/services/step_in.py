"""京东: the dispute has had its time with the seller; now the platform itself is asked."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from cases.domain.starts import MET_BY_ASKING
from cases.models import Case, Deadline
from cases.services.case_lock import case_lock
from cases.services.deadlines import deadline_end, deadline_start, windows_meet
from cases.services.event import event_record
from cases.services.marks import case_marks_refresh
from cases.services.next_step import case_refresh_next
from cases.services.silence import silence_start


@transaction.atomic
def step_in_ask(*, case: Case, now: datetime, at: datetime | None = None, due_at: datetime | None = None) -> bool:
    """Return True when it went on record that the platform was asked to step in; `due_at` is what its app shows.

    `at` is when it was asked, None for now.

    What ran with the seller ends, what was said before counts no more, and the 15 days for asking are met by what was
    asked within them. False when there is no dispute to take up,
    or the platform was asked before.
    """
    case_lock(case=case)
    if not case.is_open or case.tier != Case.Tier.PLATFORM or case.step_in_at is None:
        return False
    at = at or now
    case.step_in_at, case.stepped_in_at, case.filed_at, case.no_reply_at = None, at, at, None
    case.save(update_fields=["step_in_at", "stepped_in_at", "filed_at", "no_reply_at"])
    for row in Deadline.objects.live().filter(case=case, lane=Deadline.Lane.THEIRS, tier=case.tier):
        deadline_end(deadline=row, state=Deadline.State.CANCELLED, now=now)
    windows_meet(case=case, rules=MET_BY_ASKING, at=at, now=now)
    event_record(case=case, kind="step_in_asked", at=at, now=now)
    if due_at is not None:
        deadline_start(
            case=case,
            lane=Deadline.Lane.THEIRS,
            rule="",
            tier=case.tier,
            trigger_at=at,
            due_at=due_at,
            now=now,
        )
    else:
        silence_start(case=case, at=at, now=now)
    case_marks_refresh(case=case)
    case_refresh_next(case_ids=[case.pk], now=now)
    return True
