"""The shipped calendars, day by day against an independent record."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import chinese_calendar
import pytest

from cases.domain.calendar import WorkCalendar
from guides.adapters.knowledge_files import read_knowledge
from guides.selectors.calendar import rows_of

ROWS = rows_of({row["year"]: row["days"] for row in read_knowledge().calendars})
CALENDAR = WorkCalendar.from_rows(ROWS)


def days_of(year: int) -> list[date]:
    first = date(year, 1, 1)
    return [first + timedelta(days=i) for i in range((date(year + 1, 1, 1) - first).days)]


@pytest.mark.parametrize("year", [2024, 2025, 2026])
def test_it_agrees_with_chinesecalendar_on_every_day(year: int) -> None:
    wrong = [day for day in days_of(year) if CALENDAR.is_working(day) != chinese_calendar.is_workday(day)]
    assert wrong == []


def test_it_has_248_working_days_in_2026_spread_as_the_notice_says() -> None:
    months = Counter(day.month for day in days_of(2026) if CALENDAR.is_working(day))
    assert [months[month] for month in range(1, 13)] == [21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23]
    assert months.total() == 248


def test_it_lists_33_days_off_and_6_working_weekends_for_2026() -> None:
    counts = Counter(working for working, _name in ROWS[2026].values())
    assert counts == {False: 33, True: 6}


@pytest.mark.parametrize(
    ("day", "working"),
    [("2024-02-04", True), ("2024-02-18", True), ("2024-10-12", True), ("2024-02-12", False), ("2026-10-10", True)],
)
def test_it_knows_the_make_up_days_others_miss(day: str, working: bool) -> None:
    assert CALENDAR.is_working(date.fromisoformat(day)) is working


def test_it_names_every_day_off_and_invents_no_year() -> None:
    assert sorted(ROWS) == [2024, 2025, 2026]
    assert all(name for days in ROWS.values() for _working, name in days.values())
