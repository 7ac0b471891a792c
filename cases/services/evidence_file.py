"""Files exhibits: out of the inbox into a case, and to the contact or promise they prove."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db import transaction

from cases.domain.lifecycle import IllegalMove
from cases.models import Case, Contact, Evidence, Promise
from cases.services.case_lock import case_lock
from cases.services.event import event_record
from cases.services.evidence_delete import evidence_delete
from cases.services.evidence_receive import next_number
from cases.services.exhibits import case_exhibits_refresh
from cases.services.exhibits_also import also_add, also_set


@transaction.atomic
def evidence_file(
    *,
    case: Case,
    items: Sequence[Evidence],
    now: datetime,
    contact: Contact | None = None,
    promise: Promise | None = None,
    also: Collection[Promise] = (),
    kind: str = "",
) -> list[Evidence]:
    """Return the exhibits as they stand in the case afterwards, numbered and tied. IllegalMove when it is closed.

    What the case has already takes the place of its twin from the inbox, which goes.
    """
    case_lock(case=case)
    if not case.is_open:
        raise IllegalMove("a closed case takes no evidence")
    done, came = [], []
    for item in items:
        row = Evidence.objects.kept().filter(pk=item.pk, owner=case.owner).first()
        if row is None or row.case_id not in (None, case.pk):
            continue
        if row.case_id is None:
            twin = Evidence.objects.kept().filter(case=case, sha256=row.sha256).first()
            if twin is None:
                row.case, row.number = case, next_number(case=case)
                row.save(update_fields=["case", "number"])
                came.append(row.number)
            else:
                evidence_delete(evidence=row, now=now)
                row = twin
        _tie(row, contact, promise, kind, also)
        done.append(row)
    if came:
        event_record(case=case, kind="evidence_added", at=now, now=now, contact=contact, data={"numbers": came})
    elif done and (contact or promise):
        numbers = [row.number for row in done]
        event_record(case=case, kind="evidence_tied", at=now, now=now, contact=contact, data={"numbers": numbers})
    case_exhibits_refresh(case=case)
    return done


def _tie(
    row: Evidence, contact: Contact | None, promise: Promise | None, kind: str, also: Collection[Promise] = ()
) -> None:
    before = row.promise_id, row.contact_id
    if promise is not None and row.promise_id not in (None, promise.pk):
        # It shows another promise already, and goes on showing it.
        also_add(evidence=row, promise=promise)
    else:
        row.contact = contact or (promise.contact if promise else row.contact)
        row.promise = promise or row.promise
    for one in also:
        if one.pk != row.promise_id:
            also_add(evidence=row, promise=one)
    also_set(evidence=row, promises=None)
    if kind and row.kind == Evidence.Kind.OTHER:
        row.kind = kind
    if before != (row.promise_id, row.contact_id):
        # It showed the words of something else.
        row.region = []
    row.version += 1
    row.save(update_fields=["contact", "promise", "region", "kind", "version"])
