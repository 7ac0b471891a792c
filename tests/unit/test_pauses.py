"""A pause neither loses nor adds time, whatever is counted and however often it happens."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.domain.clocks import ClockRule, Step, Unit, start_clock
from cases.domain.count_lines import count_line
from cases.domain.pauses import (
    Measure,
    Rest,
    measure_of,
    nominal_day,
    paused_line,
    rest_at,
    resume,
    resumed_line,
    stands_still,
    went_on,
)
from cases.domain.zone import SHANGHAI, local
from tests.unit.calendars import CALENDAR

MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2026, 11, 1), timezones=st.just(UTC))
GAPS = st.timedeltas(timedelta(0), timedelta(days=12))
UNITS = st.sampled_from([(Unit.HOURS, 48), (Unit.DAYS, 60), (Unit.WORKING_DAYS, 7)])


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


@given(MOMENTS, UNITS, st.lists(st.tuples(GAPS, GAPS), max_size=5))
def test_it_loses_no_time_and_gains_none(
    start: datetime, unit: tuple[Unit, int], gaps: list[tuple[timedelta, timedelta]]
) -> None:
    """Run, stand still, run on, as often as you like: what was counted while it ran is the length of the clock."""
    name, length = unit
    (clock,) = start_clock(ClockRule("X", (Step(name, length),)), start, CALENDAR)
    due, at = clock.due_at, start
    measure = measure_of(name, due)
    counted = 0
    for runs, stands in gaps:
        pause = at + runs
        if pause > due:
            break
        before, rest = rest_at(due, at, measure, CALENDAR), rest_at(due, pause, measure, CALENDAR)
        counted += before.amount - rest.amount
        at = pause + stands
        due = resume(rest, at, CALENDAR).due_at
        assert rest_at(due, at, measure, CALENDAR) == rest
    whole = rest_at(clock.due_at, start, measure, CALENDAR).amount
    assert counted + rest_at(due, at, measure, CALENDAR).amount == whole


@given(MOMENTS, UNITS, GAPS, GAPS)
def test_it_shifts_by_just_the_pause(
    start: datetime, unit: tuple[Unit, int], runs: timedelta, stands: timedelta
) -> None:
    name, length = unit
    (clock,) = start_clock(ClockRule("X", (Step(name, length),)), start, CALENDAR)
    pause, measure = start + runs, measure_of(name, clock.due_at)
    if pause > clock.due_at:
        return
    after = resume(rest_at(clock.due_at, pause, measure, CALENDAR), pause + stands, CALENDAR).due_at
    days = local(pause + stands).date() - local(pause).date()
    if measure is Measure.EXACT:
        assert after - clock.due_at == stands
    elif measure is Measure.DAYS:
        assert after - clock.due_at == days
    else:
        assert after >= clock.due_at
    if not days and measure is not Measure.EXACT:
        assert measure is Measure.WORKING_DAYS or after == clock.due_at


@given(MOMENTS, UNITS, GAPS)
def test_it_is_nothing_to_stand_still_for_no_time(start: datetime, unit: tuple[Unit, int], runs: timedelta) -> None:
    name, length = unit
    (clock,) = start_clock(ClockRule("X", (Step(name, length),)), start, CALENDAR)
    pause, measure = start + runs, measure_of(name, clock.due_at)
    rest = Rest(measure, 0) if pause > clock.due_at else rest_at(clock.due_at, pause, measure, CALENDAR)
    if rest.amount:
        assert resume(rest, pause, CALENDAR).due_at == clock.due_at


@pytest.mark.parametrize(
    ("unit", "due", "paused", "resumed", "expected"),
    [
        # 48 hours, 20 left.
        ("hours", "2026-11-25T10:00:00", "2026-11-24T14:00:00", "2026-11-26T09:30:00", "2026-11-27T05:30:00"),
        # 60 days of mediation, tested for ten of them.
        ("days", "2026-12-11T23:59:59", "2026-11-01T09:00:00", "2026-11-11T16:00:00", "2026-12-21T23:59:59"),
        # 7 working days from 24 September, paused over the National Day holiday with four left.
        ("working_days", "2026-10-12T23:59:59", "2026-09-30T10:00:00", "2026-10-08T10:00:00", "2026-10-13T23:59:59"),
        ("working_days", "2026-10-12T23:59:59", "2026-09-30T10:00:00", "2026-10-09T10:00:00", "2026-10-14T23:59:59"),
        # 春节: two working days left before it, two after it.
        ("working_days", "2026-02-14T23:59:59", "2026-02-12T10:00:00", "2026-02-23T10:00:00", "2026-02-25T23:59:59"),
        # The last day itself stays the last day.
        ("days", "2026-11-25T23:59:59", "2026-11-25T10:00:00", "2026-11-27T10:00:00", "2026-11-27T23:59:59"),
    ],
)
def test_it_goes_on_with_what_was_left(unit: str, due: str, paused: str, resumed: str, expected: str) -> None:
    measure = measure_of(unit, moment(due))
    rest = rest_at(moment(due), moment(paused), measure, CALENDAR)
    assert resume(rest, moment(resumed), CALENDAR).due_at == moment(expected)


# Mediation: 60 days, running on over a public holiday (CLK21).
MEDIATION = ClockRule("X", (Step(Unit.DAYS, 60),), extends_over_holiday=True)


@pytest.mark.parametrize(
    ("accepted", "paused", "resumed", "expected"),
    [
        # Day 60 is 1 October, so it ends on the 8th; six days are left, and their last is 4 October.
        ("2026-08-02", "2026-09-25T10:00:00", "2026-09-28T10:00:00", "2026-10-08T23:59:59"),
        # Day 60 is 30 September, a working day; ten days left, their last is 3 October.
        ("2026-08-01", "2026-09-20T10:00:00", "2026-09-23T10:00:00", "2026-10-08T23:59:59"),
        # Past the holiday there is nothing to run on over.
        ("2026-08-02", "2026-09-25T10:00:00", "2026-10-10T10:00:00", "2026-10-16T23:59:59"),
        # Paused while it runs on: its sixty days are spent, it ends on the day it goes on or after the holiday.
        ("2026-08-02", "2026-10-03T10:00:00", "2026-10-05T10:00:00", "2026-10-08T23:59:59"),
        ("2026-08-02", "2026-10-03T10:00:00", "2026-10-20T10:00:00", "2026-10-20T23:59:59"),
    ],
)
def test_it_leaves_the_days_it_ran_on_over_a_holiday_out_of_the_rest(
    accepted: str, paused: str, resumed: str, expected: str
) -> None:
    (clock,) = start_clock(MEDIATION, moment(f"{accepted}T00:00:00"), CALENDAR)
    nominal = nominal_day([*clock.working, paused_line(moment(paused))])
    rest = rest_at(clock.due_at, moment(paused), Measure.DAYS, CALENDAR, nominal=nominal)
    assert resume(rest, moment(resumed), CALENDAR, extends=True).due_at == moment(expected)


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2026, 9, 20), timezones=st.just(UTC)),
    st.lists(st.tuples(GAPS, GAPS), max_size=4),
)
def test_it_counts_sixty_days_however_often_it_runs_on(
    start: datetime, gaps: list[tuple[timedelta, timedelta]]
) -> None:
    (clock,) = start_clock(MEDIATION, start, CALENDAR)
    due, working, at, counted = clock.due_at, list(clock.working), start, 0
    for runs, stands in gaps:
        pause = at + runs
        if pause > due:
            break
        nominal = nominal_day(working)
        before = rest_at(due, at, Measure.DAYS, CALENDAR, nominal=nominal)
        rest = rest_at(due, pause, Measure.DAYS, CALENDAR, nominal=nominal)
        counted += before.amount - rest.amount
        at = pause + stands
        on = resume(rest, at, CALENDAR, extends=True)
        due, working = on.due_at, [*working, paused_line(pause), resumed_line(at, rest), *on.working]
        assert not CALENDAR.is_holiday(local(due).date())
        assert rest_at(due, at, Measure.DAYS, CALENDAR, nominal=nominal_day(working)) == rest
    left = rest_at(due, at, Measure.DAYS, CALENDAR, nominal=nominal_day(working))
    assert counted + left.amount == 60


def test_it_pauses_nothing_that_is_late() -> None:
    with pytest.raises(ValueError, match="no rest"):
        rest_at(moment("2026-11-20T10:00:00"), moment("2026-11-20T10:00:01"), Measure.EXACT, CALENDAR)


def test_it_says_when_a_year_without_a_calendar_is_counted() -> None:
    late = resume(Rest(Measure.WORKING_DAYS, 5), moment("2026-12-30T10:00:00"), CALENDAR)
    assert late.provisional_year == 2027
    assert resume(Rest(Measure.DAYS, 5), moment("2026-12-30T10:00:00"), CALENDAR).provisional_year is None


@pytest.mark.parametrize(
    ("line", "english"),
    [
        (paused_line(moment("2026-11-24T14:00:00")), "2026-11-24 Tue 14:00: stands still"),
        (
            resumed_line(moment("2026-11-26T09:30:00"), Rest(Measure.WORKING_DAYS, 3)),
            "2026-11-26 Thu 09:30: goes on with 3 working days left",
        ),
        (
            resumed_line(moment("2026-11-26T09:30:00"), Rest(Measure.EXACT, 20 * 3600 * 10**6)),
            "2026-11-26 Thu 09:30: goes on with 20 h left",
        ),
        (
            resumed_line(moment("2026-11-26T09:30:00"), Rest(Measure.EXACT, (2 * 3600 + 300) * 10**6)),
            "2026-11-26 Thu 09:30: 2 h 5 min left, goes on",
        ),
        (
            resume(Rest(Measure.EXACT, 90 * 60 * 10**6), moment("2026-11-26T09:30:00"), CALENDAR).working[0],
            "2026-11-26 Thu 11:00: 1 h 30 min later",
        ),
    ],
)
def test_it_says_a_pause_in_both_languages(line: str, english: str) -> None:
    assert count_line(line, "en") == english
    assert count_line(line, "zh-hans") == line


def test_it_knows_how_a_clock_counts() -> None:
    day, exact = moment("2026-11-25T23:59:59"), moment("2026-11-25T10:12:00")
    assert measure_of("working_days", day) is Measure.WORKING_DAYS
    assert measure_of("hours", exact) is Measure.EXACT
    assert measure_of("", day) is Measure.DAYS
    assert date(2026, 11, 25) == local(day).date()


@given(
    amount=st.integers(0, 60),
    hour=st.integers(0, 23),
    measure=st.sampled_from([Measure.WORKING_DAYS, Measure.DAYS]),
)
def test_it_reads_back_where_a_count_went_on(amount: int, hour: int, measure: Measure) -> None:
    at = moment("2026-11-24T00:30:00") + timedelta(hours=hour)
    rest = Rest(measure, amount)
    working = ["2026-11-23 周一 第1个工作日", paused_line(at), resumed_line(at, rest), "2026-11-25 周三 第2个工作日"]
    found = went_on(working)
    assert found is not None
    assert (found.line, found.rest, found.at) == (2, rest, at)
    assert stands_still(working[1])
    assert not stands_still(working[2])


def test_it_moves_no_rest_that_no_calendar_counts() -> None:
    found = went_on([resumed_line(moment("2026-11-24T14:00:00"), Rest(Measure.EXACT, 90_000_000_000))])
    assert found is not None
    assert found.rest is None
    assert went_on([paused_line(moment("2026-11-24T14:00:00"))]) is None
