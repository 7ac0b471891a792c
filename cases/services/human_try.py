"""Counts how often a human was asked for: one row per case and day."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import F

from cases.domain.zone import local
from cases.models import Case, HumanTries

# A finger that slipped on the button all afternoon is no record worth keeping.
MOST = 99


@transaction.atomic
def human_try(*, case: Case, now: datetime) -> int:
    """Return how often it was tried on this day, this time included. A closed case counts nothing more."""
    day = local(now).date()
    if not case.is_open:
        return HumanTries.objects.filter(case=case, day=day).values_list("tries", flat=True).first() or 0
    HumanTries.objects.get_or_create(case=case, day=day)
    HumanTries.objects.filter(case=case, day=day, tries__lt=MOST).update(tries=F("tries") + 1)
    return HumanTries.objects.values_list("tries", flat=True).get(case=case, day=day)
