"""The vectors of facts §3.3, the refusals, and the laws every clock obeys."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.domain.calendar import WorkCalendar
from cases.domain.clocks import (
    ClockRefused,
    ClockRule,
    Kind,
    Refusal,
    Step,
    Unit,
    start_clock,
)
from cases.domain.spans import add_business_hours, add_months
from cases.domain.zone import SHANGHAI
from guides.adapters.knowledge_files import read_knowledge
from guides.selectors.calendar import rows_of

CALENDAR = WorkCalendar.from_rows(rows_of({row["year"]: row["days"] for row in read_knowledge().calendars}))
ACCEPTANCE = ClockRule("CLK20", (Step(Unit.WORKING_DAYS, 7),))
MEDIATION = ClockRule("CLK21", (Step(Unit.DAYS, 60),), extends_over_holiday=True)
NO_REASON = ClockRule("CLK02", (Step(Unit.DAYS, 7),))
WINDOW = ClockRule("CLK05", (Step(Unit.DAYS, 7), Step(Unit.DAYS, 15)))
BY_GOODS = ClockRule(
    "CLK11",
    kind=Kind.CATEGORY,
    categories=(
        ("fresh", (Step(Unit.HOURS, 48),)),
        ("fashion_look", (Step(Unit.HOURS, 48), Step(Unit.DAYS, 15))),
        ("watch", ()),
    ),
)
DAYS = st.dates(date(2024, 1, 1), date(2026, 10, 31))
MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2026, 10, 31), timezones=st.just(UTC))


def end_of(day: date) -> datetime:
    return datetime.combine(day, time(23, 59, 59), SHANGHAI)


@pytest.mark.parametrize(
    ("rule", "start", "due"),
    [
        (ACCEPTANCE, date(2026, 9, 24), date(2026, 10, 12)),
        (ACCEPTANCE, date(2026, 11, 23), date(2026, 12, 2)),
        (MEDIATION, date(2026, 10, 12), date(2026, 12, 11)),
        (MEDIATION, date(2026, 12, 2), date(2027, 1, 31)),
        (NO_REASON, date(2026, 9, 23), date(2026, 9, 30)),
        (NO_REASON, date(2026, 9, 25), date(2026, 10, 2)),
        (NO_REASON, date(2026, 6, 1), date(2026, 6, 8)),
    ],
)
def test_it_reaches_the_day_of_the_facts(rule: ClockRule, start: date, due: date) -> None:
    (clock,) = start_clock(rule, start, CALENDAR)
    assert clock.due_at == end_of(due)
    assert clock.due_at.utcoffset() == timedelta(hours=8)
    assert clock.trigger_at == datetime.combine(start, time(0), SHANGHAI)


def test_it_gives_one_clock_for_each_date_of_a_rule() -> None:
    first, second = start_clock(WINDOW, date(2026, 11, 2), CALENDAR)
    assert (first.variant, first.due_at) == ("7d", end_of(date(2026, 11, 9)))
    assert (second.variant, second.due_at) == ("15d", end_of(date(2026, 11, 17)))


def test_it_lists_every_counted_and_skipped_day() -> None:
    (clock,) = start_clock(ACCEPTANCE, date(2026, 9, 24), CALENDAR)
    assert len(clock.working) == 18
    assert clock.working[0].startswith("2026-09-25 周五")
    assert "中秋节" in clock.working[0]
    assert "2026-10-10 周六 第6个工作日" in clock.working[-3]
    assert clock.working[-1] == "2026-10-12 周一 第7个工作日"
    assert start_clock(NO_REASON, date(2026, 11, 18), CALENDAR)[0].working[0] == "2026-11-19 周四 第1天"


def test_it_moves_the_last_day_of_mediation_past_a_public_holiday_only() -> None:
    (holiday,) = start_clock(MEDIATION, date(2026, 8, 2), CALENDAR)
    assert holiday.due_at == end_of(date(2026, 10, 8))
    assert "顺延" in holiday.working[-1]
    assert len(holiday.working) == 61
    # 2026-12-12 is a plain Saturday: the rule says public holidays, so it stays.
    (weekend,) = start_clock(MEDIATION, date(2026, 10, 13), CALENDAR)
    assert weekend.due_at == end_of(date(2026, 12, 12))


def test_it_says_when_a_year_without_a_calendar_was_needed() -> None:
    (reaching,) = start_clock(ACCEPTANCE, date(2026, 12, 28), CALENDAR)
    assert reaching.provisional
    assert reaching.provisional_year == 2027
    (mediation,) = start_clock(MEDIATION, date(2026, 12, 2), CALENDAR)
    assert mediation.provisional_year == 2027
    (inside,) = start_clock(ACCEPTANCE, date(2026, 11, 23), CALENDAR)
    assert not inside.provisional
    # Calendar days need no holiday notice.
    (plain,) = start_clock(NO_REASON, date(2026, 12, 28), CALENDAR)
    assert not plain.provisional


def test_it_counts_hours_from_the_moment_and_through_holidays() -> None:
    rule = ClockRule("CLK07", (Step(Unit.HOURS, 24),))
    (clock,) = start_clock(rule, datetime(2026, 9, 30, 2, 0, tzinfo=UTC), CALENDAR)
    assert clock.due_at.isoformat() == "2026-10-01T10:00:00+08:00"
    (by_date,) = start_clock(rule, date(2026, 9, 30), CALENDAR)
    assert by_date.due_at.isoformat() == "2026-10-01T00:00:00+08:00"


def test_it_takes_the_shanghai_day_of_a_moment() -> None:
    late = datetime(2026, 11, 17, 17, 0, tzinfo=UTC)
    assert start_clock(NO_REASON, late, CALENDAR)[0].due_at == end_of(date(2026, 11, 25))


def test_it_refuses_a_moment_without_a_time_zone() -> None:
    with pytest.raises(ValueError, match="time zone"):
        start_clock(NO_REASON, datetime(2026, 11, 18, 10, 0), CALENDAR)


def test_it_counts_the_first_day_where_a_rule_says_so() -> None:
    rule = ClockRule("X", (Step(Unit.DAYS, 7),), next_day_counts=False)
    assert start_clock(rule, date(2026, 11, 18), CALENDAR)[0].due_at == end_of(date(2026, 11, 24))


def test_it_ends_years_on_the_same_day_or_the_months_last() -> None:
    rule = ClockRule("CLK23", (Step(Unit.YEARS, 3),))
    assert start_clock(rule, date(2026, 11, 23), CALENDAR)[0].due_at == end_of(date(2029, 11, 23))
    assert start_clock(rule, date(2024, 2, 29), CALENDAR)[0].due_at == end_of(date(2027, 2, 28))
    month = ClockRule("X", (Step(Unit.MONTHS, 1),))
    assert start_clock(month, date(2026, 1, 31), CALENDAR)[0].due_at == end_of(date(2026, 2, 28))


@pytest.mark.parametrize(
    ("rule", "category", "reason"),
    [
        (ClockRule("CLK01", kind=Kind.PROMISE), "", Refusal.PROMISE),
        (BY_GOODS, "", Refusal.NEEDS_CATEGORY),
        (BY_GOODS, "books", Refusal.UNKNOWN_CATEGORY),
        (BY_GOODS, "watch", Refusal.NO_FIXED_LENGTH),
    ],
)
def test_it_refuses_what_has_no_date(rule: ClockRule, category: str, reason: Refusal) -> None:
    with pytest.raises(ClockRefused) as refused:
        start_clock(rule, date(2026, 11, 23), CALENDAR, category)
    assert refused.value.reason is reason


def test_it_names_the_category_in_the_variant() -> None:
    assert [clock.variant for clock in start_clock(BY_GOODS, date(2026, 11, 2), CALENDAR, "fresh")] == ["fresh"]
    both = start_clock(BY_GOODS, date(2026, 11, 2), CALENDAR, "fashion_look")
    assert [clock.variant for clock in both] == ["fashion_look:48h", "fashion_look:15d"]


@pytest.mark.parametrize(
    ("start", "due"),
    [
        ("2026-11-23T10:00:00", "2026-11-23T14:00:00"),
        ("2026-11-23T14:00:00", "2026-11-23T18:00:00"),
        ("2026-11-23T14:01:00", "2026-11-24T09:01:00"),
        ("2026-11-23T07:00:00", "2026-11-23T13:00:00"),
        ("2026-11-23T20:00:00", "2026-11-24T13:00:00"),
        ("2026-11-27T16:00:00", "2026-11-30T11:00:00"),
        ("2026-09-30T16:00:00", "2026-10-08T11:00:00"),
        ("2026-10-09T16:00:00", "2026-10-10T11:00:00"),
    ],
)
def test_it_counts_business_hours_over_evenings_weekends_and_holidays(start: str, due: str) -> None:
    begun = datetime.fromisoformat(start).replace(tzinfo=SHANGHAI)
    assert add_business_hours(begun, 4, CALENDAR) == datetime.fromisoformat(due).replace(tzinfo=SHANGHAI)
    (clock,) = start_clock(ClockRule("X", (Step(Unit.BUSINESS_HOURS, 4),)), begun, CALENDAR)
    assert clock.due_at == add_business_hours(begun, 4, CALENDAR)


@given(DAYS, st.integers(1, 30))
def test_it_ends_n_days_later_at_the_end_of_the_day(start: date, n: int) -> None:
    (clock,) = start_clock(ClockRule("X", (Step(Unit.DAYS, n),)), start, CALENDAR)
    assert clock.due_at == end_of(start + timedelta(days=n))
    assert len(clock.working) == n


@given(DAYS, st.integers(1, 15))
def test_it_counts_exactly_n_working_days(start: date, n: int) -> None:
    (clock,) = start_clock(ClockRule("X", (Step(Unit.WORKING_DAYS, n),)), start, CALENDAR)
    last = clock.due_at.date()
    between = [start + timedelta(days=i) for i in range(1, (last - start).days + 1)]
    assert sum(CALENDAR.is_working(day) for day in between) == n
    assert CALENDAR.is_working(last)
    assert len(clock.working) == len(between)


@given(MOMENTS, st.integers(1, 200))
def test_it_keeps_hours_exact(start: datetime, n: int) -> None:
    (clock,) = start_clock(ClockRule("X", (Step(Unit.HOURS, n),)), start, CALENDAR)
    assert clock.due_at - start == timedelta(hours=n)


@given(DAYS)
def test_it_never_ends_mediation_on_a_holiday_nor_before_day_60(start: date) -> None:
    (clock,) = start_clock(MEDIATION, start, CALENDAR)
    last = clock.due_at.date()
    assert last >= start + timedelta(days=60)
    assert CALENDAR.is_working(last) or CALENDAR.reason(last) == "周末"


@given(MOMENTS, st.integers(1, 40))
def test_it_spends_exactly_the_business_hours(start: datetime, hours: int) -> None:
    due = add_business_hours(start, hours, CALENDAR)
    begun, spent = start.astimezone(SHANGHAI), timedelta()
    day = begun.date()
    while day <= due.date():
        opens = datetime.combine(day, time(9), SHANGHAI)
        closes = datetime.combine(day, time(18), SHANGHAI)
        if CALENDAR.is_working(day):
            spent += max(min(due, closes) - max(begun, opens), timedelta())
        day += timedelta(days=1)
    assert spent == timedelta(hours=hours)


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.integers(1, 60))
def test_it_lands_in_the_right_month_and_never_past_the_day(day: date, months: int) -> None:
    later = add_months(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later + timedelta(days=1)).day == 1
