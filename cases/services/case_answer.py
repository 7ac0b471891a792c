"""Answers that need no form: "they do not reply" is one of them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from cases.models import Case, CaseEvent, Deadline
from cases.selectors.running import last_answer
from cases.services.case_lock import case_lock
from cases.services.deadlines import deadline_end
from cases.services.event import event_record
from cases.services.inbox_read import notices_answered
from cases.services.marks import DECISIONS, case_marks_refresh
from cases.services.next_step import case_refresh_next


@transaction.atomic
def case_no_reply(*, case: Case, now: datetime, counts: bool = True, data: dict[str, Any] | None = None) -> bool:
    """Return True when it went on record that nobody replies; the next step follows from it (settled: the platform).

    False when that is what was said last: nothing has happened since. `counts=False` keeps the record and moves
    nothing: the answer was about a tier the case has left.
    """
    case_lock(case=case)
    if not case.is_open or (counts and data is None and _said_so(case)):
        return False
    if counts:
        case.no_reply_at = now
        case.save(update_fields=["no_reply_at"])
    notices_answered(case=case, now=now)
    event_record(case=case, kind="no_reply", at=now, now=now, data=data)
    case_refresh_next(case_ids=[case.pk], now=now)
    return True


def _said_so(case: Case) -> bool:
    return case.no_reply_at is not None and (case.contacted_at is None or case.contacted_at <= case.no_reply_at)


@transaction.atomic
def reply_accept(*, case: Case, now: datetime) -> bool:
    """Record that the shopper accepts their answer. The case stays open until it has arrived.

    False when there is no answer, or it was accepted before.
    """
    return _decide(case, "reply_accepted", now)


@transaction.atomic
def reply_decline(*, case: Case, now: datetime) -> bool:
    """Record that the shopper does not accept their answer: it counts as a refusal, the next tier opens.

    False when there is no answer, or it was declined before.
    """
    return _decide(case, "reply_declined", now)


def _decide(case: Case, kind: str, now: datetime) -> bool:
    case_lock(case=case)
    answer = last_answer(case)
    if not case.is_open or answer is None:
        return False
    decided = CaseEvent.objects.filter(case=case, tier=case.tier, kind__in=DECISIONS, at__gte=answer.at)
    if decided.order_by("-at", "-pk").values_list("kind", flat=True).first() == kind:
        return False
    event_record(case=case, kind=kind, at=now, now=now)
    case_marks_refresh(case=case)
    case_refresh_next(case_ids=[case.pk], now=now)
    return True


@transaction.atomic
def window_filed(*, case: Case, deadline: Deadline, now: datetime) -> bool:
    """Return True when the shopper's own window was running and now counts as met, with the rule's other dates."""
    case_lock(case=case)
    rows = Deadline.objects.running().filter(case=case, lane=Deadline.Lane.MINE, rule=deadline.rule)
    running = {row.pk: row for row in rows}
    if deadline.pk not in running:
        return False
    # CLK05 keeps two dates for one request: day 7 and day 15.
    for row in running.values():
        deadline_end(deadline=row, state=Deadline.State.MET, now=now)
    event_record(case=case, kind="window_filed", at=now, now=now, data={"rule": deadline.rule})
    case_refresh_next(case_ids=[case.pk], now=now)
    return True
