"""Start a clock from a rule and a trigger: one date for each step of the rule, with the counting shown."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from cases.domain.calendar import WEEKDAYS, WorkCalendar
from cases.domain.spans import add_business_hours, add_months
from cases.domain.zone import SHANGHAI, local

END_OF_DAY = time(23, 59, 59)
RAN_ON = "末日遇法定节假日，顺延到节后第一日"


class Unit(StrEnum):
    HOURS = "hours"
    BUSINESS_HOURS = "business_hours"
    DAYS = "days"
    WORKING_DAYS = "working_days"
    MONTHS = "months"
    YEARS = "years"


class Kind(StrEnum):
    FIXED = "fixed"
    PROMISE = "promise"
    CATEGORY = "category"


class Refusal(StrEnum):
    """Why a rule gives no date."""

    PROMISE = "promise"
    NEEDS_CATEGORY = "needs_category"
    UNKNOWN_CATEGORY = "unknown_category"
    NO_FIXED_LENGTH = "no_fixed_length"


class ClockRefused(ValueError):
    """The rule cannot give a date; `reason` says why."""

    def __init__(self, reason: Refusal) -> None:
        super().__init__(reason.value)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Step:
    """One date of a rule: how long from the trigger."""

    unit: Unit
    length: int


@dataclass(frozen=True, slots=True)
class ClockRule:
    """How a rule counts. `steps` for most rules; `categories` where the kind of goods decides (CLK11)."""

    code: str
    steps: tuple[Step, ...] = ()
    kind: Kind = Kind.FIXED
    categories: tuple[tuple[str, tuple[Step, ...]], ...] = ()
    # The day of the trigger is not counted (次日起算).
    next_day_counts: bool = True
    # A last day on a public holiday moves to the first day after it (R121 art. 45); a plain weekend does not.
    extends_over_holiday: bool = False


@dataclass(frozen=True, slots=True)
class Clock:
    """A started clock. `variant` tells the dates of one rule apart ("7d", "fresh:48h"), "" where there is one."""

    rule: str
    variant: str
    trigger_at: datetime
    due_at: datetime
    working: tuple[str, ...]
    # The first year that was counted without its holiday notice, None when all were loaded.
    provisional_year: int | None = None

    @property
    def provisional(self) -> bool:
        return self.provisional_year is not None


def start_clock(
    rule: ClockRule, start: date | datetime, calendar: WorkCalendar, category: str = ""
) -> tuple[Clock, ...]:
    """Return one clock per step, in the order of the rule, times in Asia/Shanghai. ClockRefused when there is none.

    Days, working days, months and years end at 23:59:59 of their last day; hours are exact. A date alone starts
    at 00:00 of that day: for hours the earlier, safe reading.
    """
    steps = _steps_of(rule, category)
    trigger = local(start) if isinstance(start, datetime) else datetime.combine(start, time(0), SHANGHAI)
    group = category if rule.kind is Kind.CATEGORY else ""
    return tuple(
        replace(_count(rule, step, trigger, calendar), variant=_variant(step, group, len(steps) > 1)) for step in steps
    )


def _steps_of(rule: ClockRule, category: str) -> tuple[Step, ...]:
    if rule.kind is Kind.PROMISE:
        raise ClockRefused(Refusal.PROMISE)
    steps = rule.steps
    if rule.kind is Kind.CATEGORY:
        if not category:
            raise ClockRefused(Refusal.NEEDS_CATEGORY)
        by_slug = dict(rule.categories)
        if category not in by_slug:
            raise ClockRefused(Refusal.UNKNOWN_CATEGORY)
        steps = by_slug[category]
    if not steps:
        raise ClockRefused(Refusal.NO_FIXED_LENGTH)
    return steps


def _variant(step: Step, category: str, several: bool) -> str:
    length = f"{step.length}{step.unit[0]}" if several else ""
    return ":".join(part for part in (category, length) if part)


def _count(rule: ClockRule, step: Step, trigger: datetime, calendar: WorkCalendar) -> Clock:
    first = trigger.date()
    year: int | None = None
    if step.unit is Unit.HOURS:
        due = trigger + timedelta(hours=step.length)
        working = _from_to(trigger, due, f"满{step.length}小时")
    elif step.unit is Unit.BUSINESS_HOURS:
        due = add_business_hours(trigger, step.length, calendar)
        working = _from_to(trigger, due, f"满{step.length}个工作小时")
        year = _uncovered(first, due.date(), calendar)
    else:
        last, working, year = _count_days(rule, step, first, calendar)
        due = datetime.combine(last, END_OF_DAY, SHANGHAI)
    return Clock(rule.code, "", trigger, due, working, year)


def _count_days(
    rule: ClockRule, step: Step, first: date, calendar: WorkCalendar
) -> tuple[date, tuple[str, ...], int | None]:
    """Return the last day, the counting in words and the first year without a calendar."""
    zero = first if rule.next_day_counts else first - timedelta(days=1)
    year: int | None = None
    if step.unit is Unit.WORKING_DAYS:
        last, notes, _ = calendar.add_working_days(zero, step.length)
        lines = [str(note) for note in notes]
        year = _uncovered(zero + timedelta(days=1), last, calendar)
    elif step.unit is Unit.DAYS:
        days = [zero + timedelta(days=count) for count in range(1, step.length + 1)]
        last, lines = days[-1], [f"{_day(day)} 第{count}天" for count, day in enumerate(days, 1)]
    else:
        months = step.length * (12 if step.unit is Unit.YEARS else 1)
        last = add_months(zero, months)
        full = f"{step.length}年" if step.unit is Unit.YEARS else f"{step.length}个月"
        lines = [f"{_day(zero)} 起算，当日不计", f"{_day(last)} 满{full}"]
    if rule.extends_over_holiday:
        last, more, uncovered = over_holiday(last, calendar)
        lines, year = [*lines, *more], year or uncovered
    return last, tuple(lines), year


def over_holiday(nominal: date, calendar: WorkCalendar) -> tuple[date, tuple[str, ...], int | None]:
    """Return the day itself, or the first day after the public holiday it falls in (R121 art. 45), with the line that
    says so and the first year whose holidays are unknown."""
    last = nominal
    while calendar.is_holiday(last):
        last += timedelta(days=1)
    lines = () if last == nominal else (f"{_day(last)} {RAN_ON}",)
    return last, lines, _uncovered(nominal, last, calendar)


def _uncovered(first: date, last: date, calendar: WorkCalendar) -> int | None:
    years = (year for year in range(first.year, last.year + 1) if not calendar.covers(year))
    return next(years, None)


def _from_to(start: datetime, due: datetime, words: str) -> tuple[str, ...]:
    return f"{_moment(start)} 起算", f"{_moment(due)} {words}"


def _moment(at: datetime) -> str:
    return f"{_day(at.date())} {at:%H:%M}"


def _day(day: date) -> str:
    return f"{day.isoformat()} {WEEKDAYS[day.weekday()]}"
