"""The holiday calendars that are loaded."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from guides.adapters.knowledge_files import read_knowledge
from guides.adapters.stamp import kept
from guides.domain.fingerprint import fingerprint
from guides.domain.sources import Source
from guides.models import CalendarYear

Rows = dict[int, dict[date, tuple[bool, str]]]


def calendar_rows() -> Rows:
    """Return {year: {date: (is working, name)}}: days off and working weekends. A year that is absent is not known."""
    return _rows_and_version()[0]


def calendar_sources() -> dict[int, Source]:
    """Return the notice each year's days come from, the earliest year first."""
    return kept("calendar_sources", _read_sources)


def calendar_version() -> str:
    """Return a text that changes whenever any loaded calendar does, and only then."""
    return _rows_and_version()[1]


def rows_of(days: Mapping[int, Mapping[str, Any]]) -> Rows:
    """Return the days of each year with real dates."""
    return {
        year: {date.fromisoformat(day): (bool(working), str(name)) for day, (working, name) in entries.items()}
        for year, entries in days.items()
    }


def _rows_and_version() -> tuple[Rows, str]:
    return kept("calendars", _read)


def _read_sources(loaded: bool) -> dict[int, Source]:
    rows = [row.content() for row in CalendarYear.objects.all()] if loaded else read_knowledge().calendars
    return {row["year"]: Source.of(row) for row in sorted(rows, key=lambda row: int(row["year"]))}


def _read(loaded: bool) -> tuple[Rows, str]:
    if loaded:
        days = dict(CalendarYear.objects.values_list("year", "days"))
    else:
        days = {row["year"]: row["days"] for row in read_knowledge().calendars}
    return rows_of(days), fingerprint(days)
