"""Puts two exhibits side by side, and keeps the boxes in pairs with what differs in each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from cases.models import Case, Comparison, Evidence
from cases.services.case_lock import case_lock
from cases.services.event import event_record


@transaction.atomic
def comparison_open(*, case: Case, genuine: Evidence, suspect: Evidence, now: datetime) -> Comparison:
    """Return the comparison of the two, new or as it was left. ValueError for one exhibit twice or another case's."""
    case_lock(case=case)
    if genuine.pk == suspect.pk or {genuine.case_id, suspect.case_id} != {case.pk}:
        raise ValueError("two exhibits of the case are needed")
    found = Comparison.objects.filter(case=case, genuine=genuine, suspect=suspect).first()
    if found is not None:
        return found
    numbers = [genuine.number, suspect.number]
    event_record(case=case, kind="evidence_compared", at=now, now=now, data={"numbers": numbers})
    return Comparison.objects.create(case=case, genuine=genuine, suspect=suspect, made_at=now)


@transaction.atomic
def comparison_save(
    *, case: Case, comparison: Comparison, pairs: Sequence[dict[str, Any]], caption: str, version: int
) -> bool:
    """Return False when it was changed elsewhere since `version`; nothing is saved then."""
    case_lock(case=case)
    row = Comparison.objects.filter(pk=comparison.pk, case=case).first()
    if row is None or row.version != version:
        return False
    row.pairs, row.caption = list(pairs), caption
    row.version += 1
    row.save(update_fields=["pairs", "caption", "version"])
    return True


@transaction.atomic
def comparison_remove(*, case: Case, comparison: Comparison, now: datetime) -> None:
    """Take the comparison away; both exhibits stay."""
    case_lock(case=case)
    if Comparison.objects.filter(pk=comparison.pk, case=case).delete()[0]:
        numbers = [comparison.genuine.number, comparison.suspect.number]
        event_record(case=case, kind="comparison_removed", at=now, now=now, data={"numbers": numbers})
