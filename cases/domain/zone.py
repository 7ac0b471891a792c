"""The one time zone of every rule and page."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")
MORNING = time(9, 0)


def local(moment: datetime) -> datetime:
    """Return the moment on Shanghai's clock. ValueError for a naive one: a guess would be eight hours wrong."""
    if moment.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    return moment.astimezone(SHANGHAI)


def at_clock(day: date, clock: time) -> datetime:
    """Return that clock time of that day in Shanghai."""
    return datetime.combine(day, clock, SHANGHAI)


def morning(day: date) -> datetime:
    """Return 09:00 of that day in Shanghai."""
    return datetime.combine(day, MORNING, SHANGHAI)
