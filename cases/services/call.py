"""Telephone calls: begun, ended, counted. What was said goes into the log as any other contact."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from cases.models import Call, Case
from cases.services.case_lock import case_lock


@transaction.atomic
def call_start(*, case: Case, tier: str, number: str, now: datetime) -> Call:
    """Return the running call; a new one unless one runs already."""
    case_lock(case=case)
    running = Call.objects.filter(case=case, ended_at__isnull=True).first()
    return running or Call.objects.create(case=case, tier=tier, number=number, started_at=now)


@transaction.atomic
def call_end(*, case: Case, now: datetime) -> Call | None:
    """Return the call that ended now; None when none was running."""
    case_lock(case=case)
    call = Call.objects.filter(case=case, ended_at__isnull=True).first()
    if call is None:
        return None
    call.ended_at = max(now, call.started_at)
    call.save(update_fields=["ended_at"])
    return call


@transaction.atomic
def call_note(*, case: Case, tier: str, number: str, started_at: datetime, now: datetime) -> Call:
    """Return a call noted afterwards: from when it began until now. One that was running ends as well."""
    call_end(case=case, now=now)
    return Call.objects.create(
        case=case, tier=tier, number=number, started_at=started_at, ended_at=max(now, started_at)
    )
