"""Derives every open case's next step anew once a night: what passes without any clock is right by the morning."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from cases.domain.zone import local
from cases.models import Case, Heartbeat
from cases.services.asking_restore import asking_restore
from cases.services.heartbeat import heartbeat_write
from cases.services.kept_restore import kept_restore
from cases.services.next_step import cases_rederive

NAME = "night"
# A night's check belongs to the day it begins on, counted from three in the morning.
BEGINS = timedelta(hours=3)


# Read and written together: as many as an index still finds better than a walk over everything.
AT_ONCE = 100


def night_check(*, now: datetime, limit: int = 1000) -> int:
    """Return how many stored steps were put right in this pass: the next `limit` open cases of tonight's walk.

    Where it stands is kept, so that a walk goes on at the next tick and a second one on the same day does nothing.
    """
    night, changed = local(now - BEGINS).date().isoformat(), 0
    for start in range(0, limit, AT_ONCE):
        after = _stands_at(night)
        if after is None:
            break
        changed += _check(night, after, min(AT_ONCE, limit - start), now)
    return changed


def _stands_at(night: str) -> int | None:
    """Return the last case tonight's walk has looked at, 0 before the first; None when it is over."""
    known = Heartbeat.objects.filter(name=NAME).values_list("data", flat=True).first() or {}
    after: int | None = known.get("after") if known.get("night") == night else 0
    return after


@transaction.atomic
def _check(night: str, after: int, number: int, now: datetime) -> int:
    """Return how many of the next cases were put right. Two walks at once do the same and are both right."""
    # A case somebody is changing at this moment is derived by them.
    rows = Case.objects.filter(closed_at__isnull=True, pk__gt=after).order_by("pk")
    ids = list(rows.select_for_update(skip_locked=True, no_key=True).values_list("pk", flat=True)[:number])
    kept_restore(case_ids=ids, now=now)
    asking_restore(case_ids=ids, now=now)
    changed = cases_rederive(case_ids=ids, now=now)
    heartbeat_write(name=NAME, now=now, data={"night": night, "after": ids[-1] if len(ids) == number else None})
    return changed
