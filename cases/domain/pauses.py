"""What is left of a clock when it is paused, and where it ends once it runs again: no time is lost, none is gained.

A clock keeps its own unit. Hours go on to the second. Days and working days are counted whole: the day it is paused on
was counted, the day it goes on is not (R121 art. 45: the day a period begins on does not count). The days a clock ran
on over a holiday are no part of its length: what is left is counted to its last day proper, and the day it then ends
on runs on anew.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from cases.domain.calendar import WEEKDAYS, WorkCalendar
from cases.domain.clocks import RAN_ON, over_holiday
from cases.domain.zone import at_clock, local

END_OF_DAY = time(23, 59, 59)
ONE_DAY = timedelta(days=1)
MICROSECOND = timedelta(microseconds=1)


class Measure(StrEnum):
    EXACT = "exact"
    DAYS = "days"
    WORKING_DAYS = "working_days"


@dataclass(frozen=True, slots=True)
class Rest:
    """What is left: microseconds of an exact clock, else whole days or working days."""

    measure: Measure
    amount: int


@dataclass(frozen=True, slots=True)
class Resumed:
    """Where a clock ends now, each day counted, and the first year counted without its holidays."""

    due_at: datetime
    working: tuple[str, ...]
    provisional_year: int | None = None


def measure_of(unit: str, due_at: datetime) -> Measure:
    """Return how a clock counts: `unit` of its rule or of its reading; without one, the look of its end tells."""
    if unit == Measure.WORKING_DAYS:
        return Measure.WORKING_DAYS
    return Measure.DAYS if local(due_at).time().replace(microsecond=0) == END_OF_DAY else Measure.EXACT


def rest_at(
    due_at: datetime, at: datetime, measure: Measure, calendar: WorkCalendar, *, nominal: date | None = None
) -> Rest:
    """Return what is left of a clock at that moment. ValueError once it has ended: what is late cannot be paused.

    `nominal` is its last day proper where it ran on over a holiday (`nominal_day`).
    """
    if at > due_at:
        raise ValueError("a clock that has ended has no rest")
    if measure is Measure.EXACT:
        return Rest(measure, (due_at - at) // MICROSECOND)
    first, last = local(at).date(), nominal or local(due_at).date()
    days = [first + count * ONE_DAY for count in range(1, (last - first).days + 1)]
    counted = [day for day in days if measure is Measure.DAYS or calendar.is_working(day)]
    return Rest(measure, len(counted))


def resume(rest: Rest, at: datetime, calendar: WorkCalendar, *, extends: bool = False) -> Resumed:
    """Return where a clock with that rest ends when it goes on at that moment.

    `extends`: its rule lets it run on when it would end on a public holiday.
    """
    if rest.measure is Measure.EXACT:
        due = at + rest.amount * MICROSECOND
        return Resumed(local(due), (f"{_moment(due)} 满{_length(rest.amount)}",))
    first = local(at).date()
    if rest.measure is Measure.WORKING_DAYS:
        last, notes, _provisional = calendar.add_working_days(first, rest.amount)
        years = (year for year in range(first.year, last.year + 1) if not calendar.covers(year))
        return Resumed(at_clock(last, END_OF_DAY), tuple(str(note) for note in notes), next(years, None))
    days = [first + count * ONE_DAY for count in range(1, rest.amount + 1)]
    lines = tuple(f"{_day(day)} 第{count}天" for count, day in enumerate(days, 1))
    last = days[-1] if days else first
    if not extends:
        return Resumed(at_clock(last, END_OF_DAY), lines)
    last, more, year = over_holiday(last, calendar)
    return Resumed(at_clock(last, END_OF_DAY), (*lines, *more), year)


def paused_line(at: datetime) -> str:
    """Return the line of a count that says where it was paused."""
    return f"{_moment(at)} 暂停"


def resumed_line(at: datetime, rest: Rest) -> str:
    """Return the line of a count that says where it went on, and with what rest."""
    left = {Measure.DAYS: f"{rest.amount}天", Measure.WORKING_DAYS: f"{rest.amount}个工作日"}
    return f"{_moment(at)} 接着算，还剩{left.get(rest.measure) or _length(rest.amount)}"


@dataclass(frozen=True, slots=True)
class WentOn:
    """Where a count went on after a pause: in which line, at which moment, with how many days left.

    `rest` None: what was left is not counted in days, and no calendar moves it.
    """

    line: int
    at: datetime
    rest: Rest | None


_WENT_ON = re.compile(r"(\d{4}-\d\d-\d\d) \S+ (\d\d:\d\d) 接着算，还剩(?:(\d+)(个工作日|天))?")
_COUNTS = {"个工作日": Measure.WORKING_DAYS, "天": Measure.DAYS}


def went_on(working: Sequence[str]) -> WentOn | None:
    """Return where the count went on for the last time, as its lines say; None for one that was never paused."""
    for place in reversed(range(len(working))):
        found = _WENT_ON.match(str(working[place]))
        if found is not None:
            at = at_clock(date.fromisoformat(found[1]), time.fromisoformat(found[2]))
            return WentOn(place, at, Rest(_COUNTS[found[4]], int(found[3])) if found[3] else None)
    return None


def nominal_day(working: Sequence[str]) -> date | None:
    """Return the last day proper of a clock that ran on over a holiday, as its lines say; None where it did not."""
    lines = [str(line) for line in working if not stands_still(str(line))]
    if len(lines) < 2 or not lines[-1].endswith(RAN_ON):
        return None
    return date.fromisoformat(lines[-2][:10])


def stands_still(line: str) -> bool:
    """Return whether this line of a count says that it was paused."""
    return line.endswith(" 暂停")


def _length(microseconds: int) -> str:
    minutes = microseconds * MICROSECOND // timedelta(minutes=1)
    hours, left = divmod(minutes, 60)
    if not hours:
        return f"{left}分钟"
    return f"{hours}小时{left}分钟" if left else f"{hours}小时"


def _moment(at: datetime) -> str:
    at = local(at)
    return f"{_day(at.date())} {at:%H:%M}"


def _day(day: date) -> str:
    return f"{day.isoformat()} {WEEKDAYS[day.weekday()]}"
