"""The moment by which a letter asks for an answer, read back from the words that were sent."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from cases.domain.zone import at_clock, local

# As wording.stamp() writes it; a shopper may have put another moment in its place.
ASKED = re.compile(r"请[您你]?(?:务必)?在\s*(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日\s*(\d{1,2})[:：](\d{2})\s*之?前")
END_OF_DAY = time(23, 59, 59)


def reply_by_in(text: str, now: datetime) -> datetime | None:
    """Return the moment the text asks for an answer by; None when it names none, or one that has passed."""
    found = ASKED.search(text)
    if found is None:
        return None
    year, month, day, hours, minutes = (int(part) if part else 0 for part in found.groups())
    try:
        moment = _moment(date(year or local(now).year, month, day), hours, minutes)
        if not year and moment <= now - timedelta(days=180):
            moment = _moment(date(local(now).year + 1, month, day), hours, minutes)
    except ValueError:
        return None
    return moment if moment > now else None


def _moment(day: date, hours: int, minutes: int) -> datetime:
    """Return that clock time of the day; 24:00 is its end. ValueError for one no clock shows."""
    return at_clock(day, END_OF_DAY if (hours, minutes) == (24, 0) else time(hours, minutes))
