"""Derives every open case's next step anew once a night: what passes without any clock is right by the morning."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from cases.domain.zone import local
from cases.models import Case, Heartbeat
from cases.services.heartbeat import heartbeat_write
from cases.services.next_step import cases_rederive

NAME = "night"
# A night's check belongs to the day it begins on, counted from three in the morning.
BEGINS = timedelta(hours=3)


@transaction.atomic
def night_check(*, now: datetime, limit: int = 1000) -> int:
    """Return how many stored steps were put right in this pass: the next `limit` open cases of tonight's walk.

    Where it stands is kept, so that a walk goes on at the next tick and a second one on the same day does nothing.
    """
    night = local(now - BEGINS).date().isoformat()
    known = Heartbeat.objects.filter(name=NAME).values_list("data", flat=True).first() or {}
    after = known.get("after") if known.get("night") == night else 0
    if after is None:
        return 0
    # A case somebody is changing at this moment is derived by them.
    rows = Case.objects.filter(closed_at__isnull=True, pk__gt=after).order_by("pk")
    ids = list(rows.select_for_update(skip_locked=True, no_key=True).values_list("pk", flat=True)[:limit])
    changed = cases_rederive(case_ids=ids, now=now)
    heartbeat_write(name=NAME, now=now, data={"night": night, "after": ids[-1] if len(ids) == limit else None})
    return changed
