"""Changes what is said of an exhibit. The old value stays as an event."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from cases.models import Case, Contact, Evidence, Promise
from cases.services.case_lock import case_lock
from cases.services.event import event_record
from cases.services.exhibits import case_exhibits_refresh
from cases.services.exhibits_also import also_set

# What is kept as the old value in the event; moments and rows by what they say.
PLAIN = ("kind", "caption", "proves", "original_where")


@dataclass(frozen=True)
class ExhibitWords:
    """What the shopper says of an exhibit. `formed_sure` False leaves a proposed moment proposed."""

    kind: str
    caption: str = ""
    proves: str = ""
    formed_at: datetime | None = None
    formed_sure: bool = True
    original_where: str = ""
    contact: Contact | None = None
    promise: Promise | None = None
    # The further promises it shows, of the same case; None leaves them as they are.
    also: Collection[Promise] | None = None


@transaction.atomic
def evidence_edit(*, case: Case, evidence: Evidence, words: ExhibitWords, version: int, now: datetime) -> bool:
    """Return False when it was changed elsewhere since `version`; nothing is saved then."""
    case_lock(case=case)
    row = Evidence.objects.kept().filter(pk=evidence.pk, case=case).first()
    if row is None or row.version != version:
        return False
    old: dict[str, Any] = {name: getattr(row, name) for name in PLAIN if getattr(row, name) != getattr(words, name)}
    if words.formed_sure and row.formed_at != words.formed_at:
        old["formed_at"] = row.formed_at.isoformat() if row.formed_at else ""
    for name in PLAIN:
        setattr(row, name, getattr(words, name))
    if words.formed_sure:
        row.formed_at = words.formed_at
        row.formed_source = Evidence.Formed.CONFIRMED if words.formed_at else Evidence.Formed.UNKNOWN
    before = row.promise_id, row.contact_id
    row.promise = words.promise
    row.contact = words.promise.contact if words.promise else words.contact
    if before != (row.promise_id, row.contact_id):
        # It showed the words of something else.
        row.region = []
    row.version += 1
    row.save(
        update_fields=[*PLAIN, "formed_at", "formed_source", "promise", "contact", "region", "version"],
    )
    also_set(evidence=row, promises=words.also)
    event_record(case=case, kind="evidence_changed", at=now, now=now, data={"numbers": [row.number], "old": old})
    case_exhibits_refresh(case=case)
    return True
