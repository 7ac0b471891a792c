"""Hours in which no reminder is sent, unless waiting would make it useless."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta

from cases.domain.zone import at_clock, local

Quiet = tuple[time, time]

SHAPE = re.compile(r"([01]?\d|2[0-4])[:：]([0-5]\d)\s*[-–—~～至]\s*([01]?\d|2[0-4])[:：]([0-5]\d)")


def quiet_parse(words: str) -> Quiet | None:
    """Return (from, to) of "22:00-08:00", None for "". ValueError says what is wrong with anything else."""
    words = words.strip()
    if not words:
        return None
    found = SHAPE.fullmatch(words)
    if found is None:
        raise ValueError(f"quiet hours look like 22:00-08:00, not {words!r}")
    start, end = _clock(found[1], found[2]), _clock(found[3], found[4])
    if start == end:
        raise ValueError("quiet hours that start and end at the same time would be a whole day or nothing")
    return start, end


def quiet_until(at: datetime, quiet: Quiet | None) -> datetime | None:
    """Return when the quiet hours around `at` end (Asia/Shanghai), None when it is not quiet then.

    The first minute is quiet, the last moment is not: 22:00 waits, 08:00 goes.
    """
    if quiet is None:
        return None
    start, end = quiet
    here = local(at)
    clock, day = here.time(), here.date()
    if start < end:
        return at_clock(day, end) if start <= clock < end else None
    if clock >= start:
        return at_clock(day + timedelta(days=1), end)
    return at_clock(day, end) if clock < end else None


def send_at(at: datetime, quiet: Quiet | None, urgent_until: datetime | None = None) -> datetime:
    """Return when to send what wants to go at `at`: then, or when the quiet hours end.

    `urgent_until` is the end of a window of the shopper's own: closing before the quiet hours do, it goes at once.
    """
    end = quiet_until(at, quiet)
    if end is None or (urgent_until is not None and urgent_until <= end):
        return at
    return end


def _clock(hours: str, minutes: str) -> time:
    if hours == "24" and minutes != "00":
        raise ValueError(f"there is no {hours}:{minutes}")
    return time(int(hours) % 24, int(minutes))
