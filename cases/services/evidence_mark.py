"""Keeps what is drawn over an exhibit, and where it shows the words of its promise. The picture stays as it is."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db import transaction

from cases.domain.page_marks import marks_on, with_marks
from cases.domain.regions import pointed
from cases.models import AlsoProves, Case, Contact, Evidence, Promise
from cases.selectors.evidence import region_of
from cases.services.case_lock import case_lock
from cases.services.event import event_record
from cases.services.exhibits import case_exhibits_refresh
from cases.services.exhibits_also import also_add, also_set


class MarksChanged(Exception):
    """Other marks were saved since the form was opened: an old tab must not wipe them away unseen."""


def marks_mark(evidence: Evidence, page: int = 1) -> str:
    """Return what a form for that page says it was made from."""
    marks = marks_on(evidence.marks, page)
    return sha256(json.dumps(marks).encode()).hexdigest()[:16] if marks else ""


@transaction.atomic
def evidence_mark(
    *,
    case: Case,
    evidence: Evidence,
    marks: Sequence[dict[str, Any]],
    now: datetime,
    was: str | None = None,
    page: int = 1,
) -> bool:
    """Return False when there is no picture to mark. No marks: they are taken off again.

    Of a PDF one `page` is marked and the others stay as they are. MarksChanged when the page is not marked as `was`
    says any more (`marks_mark`); None asks for no such check.
    """
    case_lock(case=case)
    row = _row(case, evidence)
    if row is None:
        return False
    said = with_marks(row.marks, page, marks)
    if said == row.marks:
        return True
    if was is not None and was != marks_mark(row, page):
        raise MarksChanged
    row.marks = said
    row.version += 1
    row.save(update_fields=["marks", "version"])
    kind = "evidence_marked" if said else "evidence_unmarked"
    event_record(case=case, kind=kind, at=now, now=now, data={"numbers": [row.number], "marks": len(said)})
    case_exhibits_refresh(case=case)
    return True


@transaction.atomic
def evidence_point(
    *,
    case: Case,
    evidence: Evidence,
    promise: Promise | None,
    contact: Contact | None,
    region: Sequence[float],
    now: datetime,
    page: int = 1,
) -> bool:
    """Tie the exhibit to what it proves and keep where the words stand; no region: all of it. False: no such row.

    Of a PDF one `page` was looked at: a box on another stays, until there is one here. A promise beside the one it is
    tied to already is shown as well: neither takes it from the other.
    """
    case_lock(case=case)
    row = Evidence.objects.kept().filter(pk=evidence.pk, case=case).first()
    if row is None:
        return False
    box = list(region) if row.width is not None else []
    tied = promise.contact if promise else contact
    if promise is not None and row.promise_id not in (None, promise.pk):
        same = AlsoProves.objects.filter(evidence=row, promise=promise).exists()
        also_add(evidence=row, promise=promise, region=pointed(region_of(row, str(promise.pk)), box, page))
    else:
        same = row.promise_id == (promise.pk if promise else None) and row.contact_id == (tied.pk if tied else None)
        place = pointed(row.region if same else [], box, page) if tied else []
        row.promise, row.contact, row.region = promise, tied, place
        also_set(evidence=row, promises=None if promise or contact else ())
    row.version += 1
    row.save(update_fields=["promise", "contact", "region", "version"])
    if not same:
        # Where on the picture the words stand is no new tie; and what was taken from everything is tied to nothing.
        kind = "evidence_tied" if tied else "evidence_changed"
        event_record(case=case, kind=kind, at=now, now=now, contact=tied, data={"numbers": [row.number]})
    case_exhibits_refresh(case=case)
    return True


def _row(case: Case, evidence: Evidence) -> Evidence | None:
    row = Evidence.objects.kept().filter(pk=evidence.pk, case=case, state=Evidence.State.READY).first()
    return row if row is not None and row.width is not None and not row.reason else None
