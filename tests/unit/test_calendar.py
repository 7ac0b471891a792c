"""The working calendar against the fact sheet, and the laws it must keep for any data."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.domain.calendar import Holiday, WorkCalendar
from tests.unit.calendars import CALENDAR, ROWS_2026

DAYS = st.dates(date(2023, 1, 1), date(2028, 12, 31))
ROWS = st.dictionaries(DAYS, st.tuples(st.booleans(), st.sampled_from(["", "国庆节", "春节"])), max_size=60)
CALENDARS = st.builds(
    lambda rows, years: WorkCalendar({2026: rows}, years), ROWS, st.frozensets(st.integers(2023, 2028))
)


@pytest.mark.parametrize("day", [date(2024, 2, 4), date(2024, 2, 18), date(2024, 10, 12), date(2026, 10, 10)])
def test_it_works_on_make_up_weekends(day: date) -> None:
    assert CALENDAR.is_working(day)
    assert CALENDAR.reason(day) == "调休上班"


def test_it_rests_on_a_weekday_holiday() -> None:
    assert not CALENDAR.is_working(date(2024, 2, 12))
    assert CALENDAR.is_holiday(date(2024, 2, 12))
    assert CALENDAR.reason(date(2024, 2, 12)) == "春节"


def test_it_tells_a_plain_weekend_from_a_holiday() -> None:
    assert not CALENDAR.is_working(date(2026, 11, 28))
    assert not CALENDAR.is_holiday(date(2026, 11, 28))
    assert CALENDAR.reason(date(2026, 11, 28)) == "周末"


def test_it_has_the_working_days_of_2026_month_by_month() -> None:
    year = [date(2026, 1, 1) + timedelta(days=i) for i in range(365)]
    months = [sum(CALENDAR.is_working(day) for day in year if day.month == month) for month in range(1, 13)]
    assert months == [21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23]
    assert sum(months) == 248


@pytest.mark.parametrize(
    ("start", "count", "due"),
    [
        (date(2026, 9, 24), 7, date(2026, 10, 12)),
        (date(2026, 11, 23), 7, date(2026, 12, 2)),
        (date(2026, 2, 13), 3, date(2026, 2, 25)),
        (date(2026, 4, 30), 2, date(2026, 5, 7)),
        (date(2026, 9, 30), 3, date(2026, 10, 10)),
        (date(2026, 9, 30), 0, date(2026, 9, 30)),
    ],
)
def test_it_counts_working_days_over_holidays(start: date, count: int, due: date) -> None:
    found = CALENDAR.add_working_days(start, count)
    assert found.day == due
    assert not found.provisional


def test_it_lists_every_day_with_its_reason() -> None:
    notes = CALENDAR.add_working_days(date(2026, 9, 30), 3).working
    assert notes == [
        "2026-10-01 周四 跳过：国庆节",
        "2026-10-02 周五 跳过：国庆节",
        "2026-10-03 周六 跳过：国庆节",
        "2026-10-04 周日 跳过：国庆节",
        "2026-10-05 周一 跳过：国庆节",
        "2026-10-06 周二 跳过：国庆节",
        "2026-10-07 周三 跳过：国庆节",
        "2026-10-08 周四 第1个工作日",
        "2026-10-09 周五 第2个工作日",
        "2026-10-10 周六 第3个工作日（调休上班）",
    ]
    assert [note.number for note in notes] == [None] * 7 + [1, 2, 3]
    assert [note.working for note in notes][-3:] == [True, True, True]


def test_it_is_provisional_only_when_an_unannounced_year_is_counted() -> None:
    assert not CALENDAR.add_working_days(date(2026, 12, 30), 1).provisional
    crossing = CALENDAR.add_working_days(date(2026, 12, 30), 2)
    assert crossing.provisional
    assert crossing.day == date(2027, 1, 1)
    assert CALENDAR.covers(2026)
    assert not CALENDAR.covers(2027)


def test_it_finds_the_next_holiday_with_its_weekend() -> None:
    assert CALENDAR.holiday_after(date(2026, 9, 28)) == Holiday(date(2026, 10, 1), date(2026, 10, 7))
    assert CALENDAR.holiday_after(date(2026, 9, 1), "国庆") == Holiday(date(2026, 10, 1), date(2026, 10, 7))
    assert CALENDAR.holiday_after(date(2026, 10, 3)) == Holiday(date(2026, 10, 1), date(2026, 10, 7))
    assert CALENDAR.holiday_after(date(2026, 11, 23)) is None


def test_it_refuses_a_negative_count() -> None:
    with pytest.raises(ValueError, match="negative"):
        CALENDAR.add_working_days(date(2026, 1, 1), -1)


def test_it_cannot_be_changed_through_the_rows_it_was_built_from() -> None:
    rows = {2026: dict(ROWS_2026)}
    calendar = WorkCalendar.from_rows(rows)
    rows[2026][date(2026, 11, 24)] = (False, "停工")
    rows[2027] = {}
    assert calendar.is_working(date(2026, 11, 24))
    assert calendar.years == {2026}


@given(CALENDARS, DAYS, st.integers(1, 25))
def test_it_always_ends_on_a_working_day_after_the_start(calendar: WorkCalendar, start: date, count: int) -> None:
    found = calendar.add_working_days(start, count)
    assert found.day > start
    assert calendar.is_working(found.day)
    assert [note.number for note in found.working if note.working] == list(range(1, count + 1))
    assert [note.day for note in found.working] == [start + timedelta(days=i + 1) for i in range(len(found.working))]
    assert all(note.working == calendar.is_working(note.day) for note in found.working)
    assert all(note.working or note.reason for note in found.working)


@given(CALENDARS, DAYS, st.integers(0, 12), st.integers(0, 12))
def test_it_counts_in_steps_as_it_counts_at_once(calendar: WorkCalendar, start: date, first: int, rest: int) -> None:
    at_once = calendar.add_working_days(start, first + rest)
    in_steps = calendar.add_working_days(calendar.add_working_days(start, first).day, rest)
    assert at_once.day == in_steps.day


@given(CALENDARS, DAYS, st.integers(1, 12))
def test_it_is_provisional_exactly_when_a_counted_year_is_missing(calendar: WorkCalendar, start: date, n: int) -> None:
    found = calendar.add_working_days(start, n)
    assert found.provisional == any(not calendar.covers(note.day.year) for note in found.working)


@given(CALENDARS, DAYS)
def test_it_finds_the_next_working_day_with_only_rest_between(calendar: WorkCalendar, day: date) -> None:
    following = calendar.next_working_day(day)
    between = [day + timedelta(days=i) for i in range(1, (following - day).days)]
    assert calendar.is_working(following)
    assert not any(calendar.is_working(each) for each in between)
