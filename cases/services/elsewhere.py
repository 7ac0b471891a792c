"""Keeps which other bodies have the same dispute."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from cases.models import Case, Elsewhere
from cases.selectors.rising import MET
from cases.services.ascent import grounds_answer
from cases.services.case_lock import case_lock
from cases.services.event import event_record


@transaction.atomic
def elsewhere_note(*, case: Case, body: str, day: date, now: datetime, name: str = "", number: str = "") -> Elsewhere:
    """Return the body as noted; the check before filing then says that one has it."""
    case_lock(case=case)
    row, fresh = Elsewhere.objects.get_or_create(
        case=case, body=body, day=day, name=name, number=number, voided_at=None, defaults={"noted_at": now}
    )
    if fresh:
        data = {"body": body, "day": day.isoformat(), "number": number, "name": name}
        event_record(case=case, kind="elsewhere_noted", at=now, now=now, data=data)
    grounds_answer(case=case, answers={"elsewhere": MET}, now=now)
    return row


@transaction.atomic
def elsewhere_drop(*, case: Case, number: int, now: datetime) -> bool:
    """Return True when the body was taken off: it was noted by mistake. False when it is not there."""
    case_lock(case=case)
    changed = Elsewhere.objects.filter(case=case, pk=number, voided_at__isnull=True).update(voided_at=now)
    if changed:
        event_record(case=case, kind="elsewhere_dropped", at=now, now=now)
    return bool(changed)
