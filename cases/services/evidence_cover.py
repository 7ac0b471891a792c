"""Asks for a covered copy of an exhibit: the worker burns the rectangles into the pixels of a new file."""

from __future__ import annotations

import json
from datetime import datetime
from functools import partial

from django.db import transaction

from cases.adapters import storage
from cases.adapters.queue import enqueue
from cases.domain.covers import Box, Covers, on_page, with_page
from cases.domain.media import media_type
from cases.domain.media.types import PAPER
from cases.models import Case, Evidence, PackVariant, Rendition
from cases.services.case_lock import case_lock
from cases.services.event import event_record
from cases.services.evidence_receive import DEVELOP
from cases.services.exhibits import case_exhibits_refresh

# As it was checked, or as it is after a copy of it could not be made.
COVERABLE = ("", Evidence.COPY_FAILED)


class CoversChanged(Exception):
    """Other rectangles were saved since the form was opened: an old tab must never uncover what they hide."""


def covers_mark(evidence: Evidence, page: int = 1) -> str:
    """Return what a form for that page says it was made from: the other pages are no concern of it."""
    boxes = on_page(evidence.covers, page)
    return json.dumps(boxes) if boxes else ""


@transaction.atomic
def evidence_cover(
    *, case: Case, evidence: Evidence, covers: list[Box], now: datetime, was: str | None = None, page: int = 1
) -> bool:
    """Return False when it cannot be covered: not a picture, deleted, or not checked yet. No covers: uncovered again.

    Of a PDF one `page` is covered and the others stay as they are. CoversChanged when the page is not covered as `was`
    says any more (`covers_mark`); the same rectangles again are no conflict. None asks for no such check.

    Until the worker is done there is no covered copy, rather than one that shows too much.
    """
    case_lock(case=case)
    row = Evidence.objects.kept().filter(pk=evidence.pk, case=case, state=Evidence.State.READY).first()
    if row is None or row.width is None or row.reason not in COVERABLE or row.media_type.startswith("video/"):
        return False
    paper = media_type(row.media_type).family == PAPER or (row.pages or 1) > 1
    said = with_page(row.covers, page, covers) if paper else [list(box) for box in covers]
    earlier, changed = row.covers, said != row.covers
    if covers != on_page(earlier, page) and was is not None and was != covers_mark(row, page):
        raise CoversChanged
    # Begun anew with all its tries: a worker that still draws the earlier covers has not failed.
    row.covers, row.act_at, row.tries, row.reason = said, now, 0, ""
    row.save(update_fields=["covers", "act_at", "tries", "reason"])
    # A dossier that is being made may have the earlier pixels already: it is begun anew.
    PackVariant.objects.filter(pack__case=case, state=PackVariant.State.WAITING, tries__gt=0).update(
        act_at=now, tries=0, done=0
    )
    _pictures_remove(row, earlier)
    if changed:
        # What was made of it until now shows it as it was (selectors.held).
        kind = "evidence_covered" if said else "evidence_uncovered"
        data = {"numbers": [row.number], "rectangles": len(said)}
        event_record(case=case, kind=kind, at=now, now=now, data=data)
    case_exhibits_refresh(case=case)
    enqueue(DEVELOP, evidence_id=row.pk)
    return True


def _pictures_remove(row: Evidence, earlier: Covers) -> None:
    """Remove what shows what is now covered, or no longer is: slices, further pages, the copy.

    What is drawn over stays, so that page after page can be covered without waiting for the worker.
    """
    pages = [one for one in row.renditions.all() if one.variant.startswith(Rendition.PAGE)]
    for one in pages:
        number = one.variant.removeprefix(Rendition.PAGE)
        if not on_page(earlier, int(number)):
            row.renditions.filter(pk=one.pk).update(variant=f"{Rendition.BARE_PAGE}{number}")
    kept = [Rendition.Variant.THUMB, Rendition.Variant.SCREEN]
    gone = row.renditions.exclude(variant__in=kept).exclude(variant__startswith=Rendition.BARE_PAGE)
    names = list(gone.values_list("name", flat=True))
    gone.delete()
    transaction.on_commit(partial(storage.remove_all, names), robust=True)
