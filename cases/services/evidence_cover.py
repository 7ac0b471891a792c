"""Asks for a covered copy of an exhibit: the worker burns the rectangles into the pixels of a new file."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from django.db import transaction

from cases.adapters import storage
from cases.adapters.queue import enqueue
from cases.domain.covers import Box
from cases.models import Case, Evidence
from cases.services.case_lock import case_lock
from cases.services.event import event_record
from cases.services.evidence_receive import DEVELOP
from cases.services.exhibits import case_exhibits_refresh


@transaction.atomic
def evidence_cover(*, case: Case, evidence: Evidence, covers: list[Box], now: datetime) -> bool:
    """Return False when it cannot be covered: not a picture, deleted, or not checked yet. No covers: uncovered again.

    Until the worker is done there is no covered copy, rather than one that shows too much.
    """
    case_lock(case=case)
    row = Evidence.objects.kept().filter(pk=evidence.pk, case=case, state=Evidence.State.READY).first()
    if row is None or row.width is None or row.reason:
        return False
    row.covers = [list(box) for box in covers]
    row.act_at = now
    row.save(update_fields=["covers", "act_at"])
    earlier = row.renditions.filter(variant__startswith="covered")
    names = list(earlier.values_list("name", flat=True))
    earlier.delete()
    transaction.on_commit(partial(storage.remove_all, names), robust=True)
    event_record(
        case=case,
        kind="evidence_covered" if covers else "evidence_uncovered",
        at=now,
        now=now,
        data={"numbers": [row.number], "rectangles": len(covers)},
    )
    case_exhibits_refresh(case=case)
    enqueue(DEVELOP, evidence_id=row.pk)
    return True
