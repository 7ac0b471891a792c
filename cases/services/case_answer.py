"""Answers that need no form: "they do not reply" is one of them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from cases.models import Case, Deadline
from cases.services.deadlines import deadline_end
from cases.services.event import event_record
from cases.services.marks import case_marks_refresh
from cases.services.next_step import case_refresh_next


@transaction.atomic
def case_no_reply(*, case: Case, now: datetime, counts: bool = True, data: dict[str, Any] | None = None) -> None:
    """Record that nobody replies; the next step follows from it (settled: the platform).

    `counts=False` keeps the record and moves nothing: the answer was about a tier the case has left.
    """
    if counts:
        case.no_reply_at = now
        case.save(update_fields=["no_reply_at"])
    event_record(case=case, kind="no_reply", at=now, now=now, data=data)
    case_refresh_next(case_ids=[case.pk], now=now)


@transaction.atomic
def reply_accept(*, case: Case, now: datetime) -> None:
    """Record that the shopper accepts their answer. The case stays open until it has arrived."""
    _decide(case, "reply_accepted", now)


@transaction.atomic
def reply_decline(*, case: Case, now: datetime) -> None:
    """Record that the shopper does not accept their answer: it counts as a refusal, the next tier opens."""
    _decide(case, "reply_declined", now)


def _decide(case: Case, kind: str, now: datetime) -> None:
    event_record(case=case, kind=kind, at=now, now=now)
    case_marks_refresh(case=case)
    case_refresh_next(case_ids=[case.pk], now=now)


@transaction.atomic
def window_filed(*, case: Case, deadline: Deadline, now: datetime) -> bool:
    """Return True when the shopper's own window was running and now counts as met."""
    if deadline.state != Deadline.State.RUNNING:
        return False
    deadline_end(deadline=deadline, state=Deadline.State.MET, now=now)
    event_record(case=case, kind="window_filed", at=now, now=now, data={"rule": deadline.rule})
    case_refresh_next(case_ids=[case.pk], now=now)
    return True
