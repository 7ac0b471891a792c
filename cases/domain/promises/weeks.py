"""Weekdays and working days in a promise: 周五, 下周, 周末前, 下个工作日. Reading rules 3, 7 of the fact sheet."""

from __future__ import annotations

from datetime import date, timedelta

from cases.domain.promises.day import Day, Named, not_past
from cases.domain.promises.found import Unclear
from cases.domain.promises.reading import Flag, Kind
from cases.domain.promises.words import HOLIDAYS

SUNDAY, FRIDAY = 6, 4
# More working days than this are no "next" day.
FARTHEST = 60


def _monday(named: Named, week: int) -> date:
    return named.today - timedelta(days=named.today.weekday()) + timedelta(weeks=week)


def read_weekday(named: Named) -> Day:
    """Return the day of that ISO week; a bare weekday is the next one, today included."""
    token = named.tokens[-1]
    flags = frozenset({Flag.RANGE} if token.text[-2] in "一二三四五" else ())
    if named.codes[0] != "q":
        return Day(named.today + timedelta(days=(token.value - named.today.weekday()) % 7), Kind.WEEKDAY, flags)
    week = named.tokens[0].value
    return not_past(Day(_monday(named, week) + timedelta(days=token.value), Kind.WEEKDAY, flags, week=week), named)


def read_weekend(named: Named) -> Day:
    """Return the Sunday of the weekend, or the Friday before it for 周末前."""
    week = named.tokens[0].value if named.codes[0] == "q" else 0
    end = _monday(named, week) + timedelta(days=FRIDAY if "f" in named.tail else SUNDAY)
    return not_past(Day(end, Kind.WEEKDAY, span="weekend"), named)


def read_week(named: Named) -> Day:
    """Return the Sunday of 这周 or 下周."""
    return Day(_monday(named, named.tokens[0].value) + timedelta(days=SUNDAY), Kind.WEEKS, span="week")


def _counted(named: Named, start: date, count: int, *flags: Flag) -> Day:
    if count < 1 or count > FARTHEST:
        raise Unclear(kind=Kind.WORKING_DAYS)
    found = named.hearing.calendar.add_working_days(start, count)
    provisional = frozenset({Flag.PROVISIONAL} if found.provisional else ())
    return Day(found.day, Kind.WORKING_DAYS, provisional | frozenset(flags), tuple(found.working))


def read_week_working_day(named: Named) -> Day:
    """Return the day of 下周第一个工作日. Unclear when the week has fewer."""
    week = named.tokens[0].value
    monday = _monday(named, week)
    found = _counted(named, monday - timedelta(days=1), named.tokens[2].value)
    if found.day > monday + timedelta(days=SUNDAY):
        raise Unclear(kind=Kind.WORKING_DAYS)
    return not_past(found, named)


def read_after_holiday(named: Named) -> Day:
    """Return the day of 节后第一个工作日. Unclear when the next holiday is not loaded."""
    calendar = named.hearing.calendar
    holiday = calendar.holiday_after(named.today, HOLIDAYS[named.tokens[0].value])
    known = holiday and all(calendar.covers(year) for year in range(named.today.year, holiday.last.year + 1))
    if not holiday or not known:
        raise Unclear(kind=Kind.WORKING_DAYS)
    ordinal = next((token for token in named.tokens if token.code == "O"), None)
    if ordinal:
        if named.codes[-1] == "d" and ordinal.value != 1:
            raise Unclear(kind=Kind.WORKING_DAYS)
        return _counted(named, holiday.last, ordinal.value)
    if "e" not in named.tail:
        raise Unclear(kind=Kind.WORKING_DAYS)
    return _counted(named, holiday.last, named.numbers()[0], Flag.AMBIGUOUS)


def read_next_working_day(named: Named) -> Day:
    """Return the day of 下个工作日 or 第3个工作日."""
    return _counted(named, named.today, named.tokens[0].value)


def read_tplus(named: Named) -> Day:
    """Return T+n as n working days, always to be confirmed; the upper end of T+1至T+3."""
    if named.codes.endswith("d"):
        raise Unclear(kind=Kind.WORKING_DAYS)
    ends = [token.value for token in named.tokens if token.code == "T"] + named.numbers()
    if ends != sorted(ends):
        raise Unclear(kind=Kind.WORKING_DAYS)
    flags = {Flag.AMBIGUOUS, *([Flag.RANGE] if len(ends) > 1 else [])}
    return _counted(named, named.today, ends[-1], *flags)
