"""Asks for a covered copy of an exhibit: the worker burns the rectangles into the pixels of a new file."""

from __future__ import annotations

import json
from datetime import datetime
from functools import partial

from django.db import transaction

from cases.adapters import storage
from cases.adapters.queue import enqueue
from cases.domain.covers import Box
from cases.models import Case, Evidence, PackVariant, Rendition
from cases.services.case_lock import case_lock
from cases.services.event import event_record
from cases.services.evidence_receive import DEVELOP
from cases.services.exhibits import case_exhibits_refresh


class CoversChanged(Exception):
    """Other rectangles were saved since the form was opened: an old tab must never uncover what they hide."""


def covers_mark(evidence: Evidence) -> str:
    """Return what a form says it was made from."""
    return json.dumps(evidence.covers) if evidence.covers else ""


@transaction.atomic
def evidence_cover(*, case: Case, evidence: Evidence, covers: list[Box], now: datetime, was: str | None = None) -> bool:
    """Return False when it cannot be covered: not a picture, deleted, or not checked yet. No covers: uncovered again.

    CoversChanged when it is not covered as `was` says any more (`covers_mark`); the same rectangles again are no
    conflict. None asks for no such check.

    Until the worker is done there is no covered copy, rather than one that shows too much.
    """
    case_lock(case=case)
    row = Evidence.objects.kept().filter(pk=evidence.pk, case=case, state=Evidence.State.READY).first()
    if row is None or row.width is None or row.reason or row.media_type.startswith("video/"):
        return False
    said = [list(box) for box in covers]
    changed = said != row.covers
    if changed and was is not None and was != covers_mark(row):
        raise CoversChanged
    row.covers, row.act_at = said, now
    row.save(update_fields=["covers", "act_at"])
    # A dossier that is being made may have the earlier pixels already: it is begun anew.
    PackVariant.objects.filter(pack__case=case, state=PackVariant.State.WAITING, tries__gt=0).update(
        act_at=now, tries=0, done=0
    )
    # Slices and further pages show what is now covered, or no longer is.
    earlier = row.renditions.exclude(variant__in=[Rendition.Variant.THUMB, Rendition.Variant.SCREEN])
    names = list(earlier.values_list("name", flat=True))
    earlier.delete()
    transaction.on_commit(partial(storage.remove_all, names), robust=True)
    if changed:
        # What was made of it until now shows it as it was (selectors.held).
        kind = "evidence_covered" if covers else "evidence_uncovered"
        data = {"numbers": [row.number], "rectangles": len(covers)}
        event_record(case=case, kind=kind, at=now, now=now, data=data)
    case_exhibits_refresh(case=case)
    enqueue(DEVELOP, evidence_id=row.pk)
    return True
