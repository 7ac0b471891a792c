"""The holiday calendars that are loaded."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from guides.adapters.knowledge_files import read_knowledge
from guides.adapters.stamp import kept
from guides.domain.fingerprint import fingerprint
from guides.models import CalendarYear

Rows = dict[int, dict[date, tuple[bool, str]]]


def calendar_rows() -> Rows:
    """Return {year: {date: (is working, name)}}: days off and working weekends. A year that is absent is not known."""
    return kept("calendar_rows", lambda loaded: rows_of(_days(loaded)))


def calendar_version() -> str:
    """Return a text that changes whenever any loaded calendar does, and only then."""
    return kept("calendar_version", lambda loaded: fingerprint(_days(loaded)))


def rows_of(days: Mapping[int, Mapping[str, Any]]) -> Rows:
    """Return the days of each year with real dates."""
    return {
        year: {date.fromisoformat(day): (bool(working), str(name)) for day, (working, name) in entries.items()}
        for year, entries in days.items()
    }


def _days(loaded: bool) -> dict[int, Mapping[str, Any]]:
    if loaded:
        return dict(CalendarYear.objects.values_list("year", "days"))
    return {row["year"]: row["days"] for row in read_knowledge().calendars}
