"""The working calendar that is loaded, built once for each version of its data."""

from __future__ import annotations

from functools import lru_cache

from cases.domain.calendar import WorkCalendar
from guides.selectors.calendar import calendar_rows, calendar_version


def work_calendar() -> WorkCalendar:
    """Return the calendar of every year whose holiday arrangement is loaded."""
    return _built(calendar_version())


@lru_cache(maxsize=4)
def _built(version: str) -> WorkCalendar:
    """Return the calendar of that version; the version is the key of the memory, the rows are what is loaded now."""
    return WorkCalendar.from_rows(calendar_rows())
