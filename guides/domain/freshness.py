"""How long ago somebody looked whether a guide or a number still holds."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

STALE_DAYS = 90
OLD_DAYS = 180


class Freshness(StrEnum):
    """FRESH up to 90 days; STALE says so on the page; OLD waits in the editors' queue as well."""

    FRESH = "fresh"
    STALE = "stale"
    OLD = "old"


def freshness(checked_on: date, today: date) -> Freshness:
    """Return how fresh a check of that day is today."""
    days = (today - checked_on).days
    if days > OLD_DAYS:
        return Freshness.OLD
    return Freshness.STALE if days > STALE_DAYS else Freshness.FRESH
