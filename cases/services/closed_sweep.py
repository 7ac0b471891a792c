"""Looks after closed cases: asks for promised money, says that files go, and deletes them when it was said in time."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from uuid import uuid4

from django.db import transaction

from cases.adapters.bulk import rows_insert
from cases.domain.closing import ASK_AGAIN, NOTICE, NOTICE_LEAST
from cases.domain.zone import local
from cases.models import Case, Evidence, Mail
from cases.services.case_lock import case_lock
from cases.services.event import event_record
from cases.services.evidence_delete import evidence_files_remove
from cases.services.exhibits import case_exhibits_refresh
from cases.services.mail_queue import MAIL_EMPTY
from cases.services.pack_clear import packs_expire

MAIL_FIELDS = ("id", "kind", "user", "case", "key", "act_at", "created_at")
MAIL_CONSTANTS = {"state": "pending", "stage": ""} | MAIL_EMPTY
LIMIT = 1000


def closed_sweep(*, now: datetime, limit: int = LIMIT) -> int:
    """Return how many cases were asked about, told of, or had their files deleted. Safe to repeat."""
    return money_sweep(now=now, limit=limit) + files_tell(now=now, limit=limit) + files_sweep(now=now, limit=limit)


@transaction.atomic
def money_sweep(*, now: datetime, limit: int = LIMIT) -> int:
    """Return how many shoppers are asked whether the money has come; the next time is 14 days away."""
    due = Case.objects.filter(money_at__isnull=False, money_at__lte=now).order_by("money_at")
    found = list(due.select_for_update(skip_locked=True, no_key=True).values_list("pk", "owner_id")[:limit])
    _queue("money", found, now)
    Case.objects.filter(pk__in=[pk for pk, _ in found]).update(money_at=now + ASK_AGAIN)
    return len(found)


@transaction.atomic
def files_tell(*, now: datetime, limit: int = LIMIT) -> int:
    """Return how many shoppers are told that files of theirs are about to go."""
    due = Case.objects.filter(files_go_at__isnull=False, files_go_at__lte=now + NOTICE, files_told_at__isnull=True)
    rows = due.order_by("files_go_at").select_for_update(skip_locked=True, no_key=True)
    found = list(rows.values_list("pk", "owner_id")[:limit])
    _queue("files", found, now)
    Case.objects.filter(pk__in=[pk for pk, _ in found]).update(files_told_at=now)
    return len(found)


def files_sweep(*, now: datetime, limit: int = LIMIT) -> int:
    """Return how many cases lost their files: the day has come, and it was said a week before at least."""
    due = Case.objects.filter(files_go_at__isnull=False, files_go_at__lte=now, files_told_at__lte=now - NOTICE_LEAST)
    return sum(files_delete(case=case, now=now) for case in due.order_by("files_go_at")[:limit])


@transaction.atomic
def files_delete(*, case: Case, now: datetime) -> bool:
    """Delete every file of a closed case whose day has come, its dossiers' too; the record stays. False if not so."""
    case_lock(case=case)
    if case.is_open or case.files_go_at is None or case.files_go_at > now:
        return False
    rows = list(Evidence.objects.kept().filter(case=case).order_by("number"))
    Evidence.objects.filter(pk__in=[row.pk for row in rows]).update(deleted_at=now, act_at=now)
    case.files_go_at = None
    case.save(update_fields=["files_go_at"])
    if rows:
        data = {"numbers": [row.number for row in rows], "sha256": [row.sha256 for row in rows]}
        event_record(case=case, kind="files_deleted", at=now, now=now, by_owner=False, data=data)
        case_exhibits_refresh(case=case)
    # A dossier holds the same pictures.
    packs_expire(case=case, now=now)
    for row in rows:
        transaction.on_commit(partial(evidence_files_remove, evidence_id=row.pk), robust=True)
    return True


def _queue(kind: str, found: list[tuple[int, int]], now: datetime) -> None:
    day = local(now).date()
    rows = [(uuid4(), kind, owner, pk, f"{kind}:{pk}:{day}", now, now) for pk, owner in found]
    rows_insert(Mail, MAIL_FIELDS, rows, constants=MAIL_CONSTANTS, ignore_conflicts=True)
