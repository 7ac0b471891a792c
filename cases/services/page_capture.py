"""Keeps a product or shop page as it looked: the screenshots become exhibits of one item. Nothing is fetched."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from cases.domain.page_digest import page_digest
from cases.models import Case, Evidence, PageCapture
from cases.services.case_lock import case_lock
from cases.services.event import event_record
from cases.services.exhibits import case_exhibits_refresh


@transaction.atomic
def page_capture_make(
    *, case: Case, what: str, address: str, seen_at: datetime, shots: Sequence[Evidence], now: datetime
) -> PageCapture | None:
    """Return the new item with those of the shots that belong to no page yet; None when there are none."""
    case_lock(case=case)
    free = Evidence.objects.kept().filter(case=case, page__isnull=True, pk__in=[row.pk for row in shots])
    rows = list(free.order_by("number"))
    if not rows:
        return None
    digest = page_digest(address, seen_at, [row.sha256 for row in rows])
    made = PageCapture.objects.create(
        case=case, what=what, address=address, seen_at=seen_at, made_at=now, sha256=digest
    )
    for row in rows:
        row.page = made
        row.kind = Evidence.Kind.PAGE
        if row.formed_source != Evidence.Formed.CONFIRMED:
            # The shopper has just said when.
            row.formed_at, row.formed_source = seen_at, Evidence.Formed.CONFIRMED
        row.version += 1
        row.save(update_fields=["page", "kind", "formed_at", "formed_source", "version"])
    numbers = [row.number for row in rows]
    event_record(case=case, kind="page_kept", at=now, now=now, data={"numbers": numbers, "sha256": digest})
    case_exhibits_refresh(case=case)
    return made
