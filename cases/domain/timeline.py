"""The case page's record, grouped into days."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Generic, Protocol, TypeVar

from cases.domain.wording import clock, day_heading
from cases.domain.zone import local

# Noted later than this after it happened, the reader is told so.
LATE_NOTE = timedelta(hours=1)


class Row(Protocol):
    """Anything that happened at a moment."""

    @property
    def at(self) -> datetime: ...


R = TypeVar("R", bound=Row)


@dataclass(frozen=True, slots=True)
class Entry(Generic[R]):
    """One row with its clock time, 10:12."""

    row: R
    clock: str


@dataclass(frozen=True, slots=True)
class Day(Generic[R]):
    """One day of Shanghai's calendar: its heading (今天, 11月21日 周六) and what happened on it, newest first."""

    date: date
    heading: str
    entries: tuple[Entry[R], ...]


def by_day(rows: Iterable[R], now: datetime, lang: str = "zh-hans") -> tuple[Day[R], ...]:
    """Return the days, newest first. Rows of the same moment keep the order in which they came."""
    newest_first = sorted(rows, key=lambda row: row.at, reverse=True)
    today = local(now).date()
    return tuple(
        Day(shown, day_heading(shown, today, lang), tuple(Entry(row, clock(row.at)) for row in group))
        for shown, group in groupby(newest_first, key=lambda row: local(row.at).date())
    )
