"""Asks once in 14 days of silence whether the shopper is still waiting."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from cases.adapters.bulk import rows_insert
from cases.domain.row_key import time_key
from cases.domain.zone import local
from cases.models import Case, Mail
from cases.services.event import STALE_AFTER
from cases.services.mail_queue import MAIL_EMPTY

MAIL_FIELDS = ("id", "user", "case", "key", "act_at", "created_at")
MAIL_CONSTANTS = {"kind": "stale", "state": "pending", "stage": ""} | MAIL_EMPTY


@transaction.atomic
def stale_sweep(*, now: datetime, limit: int = 1000) -> int:
    """Return how many silent cases got their question queued; the next one is 14 days away, whatever was missed."""
    silent = Case.objects.silent(now).order_by("stale_at").select_for_update(skip_locked=True, no_key=True)
    found = list(silent.values_list("pk", "owner_id", "closed_at", "muted_at")[:limit])
    asked = [(pk, owner) for pk, owner, closed_at, muted_at in found if closed_at is None and muted_at is None]
    rows = [_mail(pk, owner, now) for pk, owner in asked]
    rows_insert(Mail, MAIL_FIELDS, rows, constants=MAIL_CONSTANTS, ignore_conflicts=True)
    Case.objects.filter(pk__in=[row[0] for row in found]).update(stale_at=now + STALE_AFTER)
    return len(asked)


def _mail(case_id: int, owner_id: int, now: datetime) -> tuple[object, ...]:
    return (time_key(now), owner_id, case_id, f"stale:{case_id}:{local(now).date()}", now, now)
