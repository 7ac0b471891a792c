"""The Chinese working calendar: public holidays, make-up working days (调休), and years nobody has announced yet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple, Self

WEEKDAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
WEEKEND = "周末"
MAKE_UP = "调休上班"
REST = "休息日"
SATURDAY = 5
ONE_DAY = timedelta(days=1)

# {year: {day: (is_working, name)}}: only the days that differ from a plain week.
Rows = Mapping[int, Mapping[date, "tuple[bool, str] | bool"]]


class DayNote(str):
    """One day of a count as people read it; `number` is None for a skipped day, `reason` says why it is skipped."""

    __slots__ = ("day", "number", "reason")

    day: date
    number: int | None
    reason: str

    def __new__(cls, day: date, number: int | None, reason: str) -> Self:
        head = f"{day.isoformat()} {WEEKDAYS[day.weekday()]}"
        if number is None:
            words = f"{head} 跳过：{reason}"
        else:
            words = f"{head} 第{number}个工作日" + (f"（{reason}）" if reason else "")
        note = super().__new__(cls, words)
        note.day, note.number, note.reason = day, number, reason
        return note

    @property
    def working(self) -> bool:
        """True when the day was counted."""
        return self.number is not None


# The same few days are counted for every promise of a week.
day_note = lru_cache(maxsize=4096)(DayNote)


class Count(NamedTuple):
    """The n-th working day, every day looked at on the way, and whether a year on the way is not announced."""

    day: date
    working: list[DayNote]
    provisional: bool


class Holiday(NamedTuple):
    """A run of days off that has a public holiday in it: its first and its last day."""

    first: date
    last: date


class WorkCalendar:
    """Which days are worked. A year that is not covered has plain weekends, and a count through it is provisional."""

    __slots__ = ("_days", "_years")

    def __init__(self, rows: Rows, covered: Iterable[int] | None = None) -> None:
        """Take {year: {day: (is_working, name) or is_working}}; the years given are the years covered."""
        days: dict[date, tuple[bool, str]] = {}
        for year_days in rows.values():
            for day, entry in year_days.items():
                days[day] = (entry, "") if isinstance(entry, bool) else (bool(entry[0]), entry[1])
        self._days: Mapping[date, tuple[bool, str]] = MappingProxyType(days)
        self._years = frozenset(rows if covered is None else covered)

    @classmethod
    def from_rows(cls, rows: Rows, covered: Iterable[int] | None = None) -> Self:
        """Return the calendar of these rows; the same as calling the class."""
        return cls(rows, covered)

    @property
    def years(self) -> frozenset[int]:
        """The years whose holiday arrangement is loaded."""
        return self._years

    def covers(self, year: int, /) -> bool:
        """Return whether the year's holiday arrangement is loaded."""
        return year in self._years

    def is_working(self, day: date, /) -> bool:
        """Return whether people work that day: a weekday that is no holiday, or a make-up weekend."""
        entry = self._days.get(day)
        return day.weekday() < SATURDAY if entry is None else entry[0]

    def is_holiday(self, day: date, /) -> bool:
        """Return whether the day is off by the holiday arrangement; a plain weekend is not."""
        entry = self._days.get(day)
        return entry is not None and not entry[0]

    def reason(self, day: date, /) -> str:
        """Return why the day is what it is: a holiday's name, 周末, 调休上班; empty for a plain working day."""
        entry = self._days.get(day)
        weekend = day.weekday() >= SATURDAY
        if entry is None:
            return WEEKEND if weekend else ""
        if entry[0]:
            return MAKE_UP if weekend else ""
        return entry[1] or (WEEKEND if weekend else REST)

    def add_working_days(self, start: date, count: int, /) -> Count:
        """Return the count-th working day after start, which is never counted itself. ValueError below zero."""
        if count < 0:
            raise ValueError("a count of working days cannot be negative")
        notes: list[DayNote] = []
        provisional = False
        day, number = start, 0
        while number < count:
            day += ONE_DAY
            provisional = provisional or day.year not in self._years
            if self.is_working(day):
                number += 1
                notes.append(day_note(day, number, self.reason(day)))
            else:
                notes.append(day_note(day, None, self.reason(day)))
        return Count(day, notes, provisional)

    def next_working_day(self, day: date, /) -> date:
        """Return the first working day strictly after the given one."""
        return self.add_working_days(day, 1).day

    def holiday_after(self, day: date, /, name: str = "") -> Holiday | None:
        """Return the days off around the next holiday (of that name) on or after day, None when none is loaded."""
        named = [d for d, (works, called) in self._days.items() if d >= day and not works and called and name in called]
        if not named:
            return None
        first = last = min(named)
        while not self.is_working(first - ONE_DAY):
            first -= ONE_DAY
        while not self.is_working(last + ONE_DAY):
            last += ONE_DAY
        return Holiday(first, last)
