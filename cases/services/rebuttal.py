"""Keeps what the shopper says to the reasons of the other side, for the dossier."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from cases.models import Case, Rebuttal
from cases.services.case_lock import case_lock


@transaction.atomic
def rebuttals_write(*, case: Case, said: Mapping[int, tuple[str, Sequence[int]]], now: datetime) -> int:
    """Write {contact: (text, exhibit numbers)}, an empty text takes one away; return how many were changed."""
    case_lock(case=case)
    rows = {one.contact_id: one for one in Rebuttal.objects.filter(contact__case=case)}
    changed = 0
    for contact, (text, exhibits) in said.items():
        row = rows.get(contact)
        if not text:
            changed += row is not None
            Rebuttal.objects.filter(contact_id=contact, contact__case=case).delete()
        elif row is None or (row.text, row.exhibits) != (text, list(exhibits)):
            known = {"text": text, "exhibits": list(exhibits), "written_at": now}
            Rebuttal.objects.update_or_create(contact_id=contact, defaults=known)
            changed += 1
    return changed
