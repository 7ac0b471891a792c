"""Puts a better file in an exhibit's place. Both keep their numbers: what was handed in may cite the old one."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from cases.models import Case, Evidence
from cases.services.case_lock import case_lock
from cases.services.event import event_record
from cases.services.exhibits import case_exhibits_refresh
from cases.services.exhibits_also import also_carry

# What is said of the old one is said of the new one too; marks, covers and regions fit another picture.
CARRIED = ("kind", "caption", "proves", "original_where", "promise_id", "contact_id")


@transaction.atomic
def evidence_replace(*, case: Case, old: Evidence, new: Evidence, now: datetime) -> bool:
    """Return False when one of them is gone, they are the same, or the old one was replaced before.

    `new` has just come: its own words are replaced by those of the old one.
    """
    case_lock(case=case)
    rows = {row.pk: row for row in Evidence.objects.kept().filter(case=case, pk__in=[old.pk, new.pk])}
    if len(rows) != 2 or rows[old.pk].replaced_by_id is not None or rows[new.pk].replaced_by_id is not None:
        return False
    was, comes = rows[old.pk], rows[new.pk]
    for name in CARRIED:
        setattr(comes, name, getattr(was, name))
    comes.version += 1
    comes.save(update_fields=["kind", "caption", "proves", "original_where", "promise", "contact", "version"])
    was.replaced_by, was.promise, was.contact, was.region = comes, None, None, []
    was.version += 1
    was.save(update_fields=["replaced_by", "promise", "contact", "region", "version"])
    also_carry(was=was, comes=comes)
    numbers = [was.number, comes.number]
    event_record(case=case, kind="evidence_replaced", at=now, now=now, data={"numbers": numbers})
    case_exhibits_refresh(case=case)
    return True
