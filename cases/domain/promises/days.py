"""Days in a promise: 明天, 周五, 12月1日前, 月底, 下个工作日, 节后第一个工作日. Reading rules 6 and 7 of the fact sheet."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from cases.domain.promises.found import Hearing, Unclear
from cases.domain.promises.numerals import number
from cases.domain.promises.reading import Flag, Kind, Reason
from cases.domain.promises.tokens import Token
from cases.domain.promises.words import DAY_RANGES, HOLIDAYS, LOOSE_DAYS

SUNDAY, FRIDAY = 6, 4
# A date that has just gone by was not meant for next year; one that lies far behind was.
NEXT_YEAR_WITHIN = timedelta(days=183)
# 3日 may be the third or three days; 25日 is the 25th.
CERTAIN_DAY_NO = 16


class Day(NamedTuple):
    """A day and how it was named. `week` is the shift of an ISO week it was named by; `span` marks weeks and months."""

    day: date
    kind: Kind
    flags: frozenset[Flag] = frozenset()
    working: tuple[str, ...] = ()
    week: int | None = None
    span: str = ""


class Named(NamedTuple):
    """What a reader of days gets: the tokens of the day, the tail behind the whole time, and whether a time follows."""

    codes: str
    tokens: list[Token]
    tail: str
    timed: bool
    hearing: Hearing

    @property
    def today(self) -> date:
        return self.hearing.today

    def numbers(self) -> list[int]:
        """Return the exact numbers among the tokens. Unclear when one of them is loose (两三号)."""
        values = [number(token.text) for token in self.tokens if token.code == "n"]
        exact = [value[0] for value in values if value and value[0] == value[1]]
        if len(exact) < len(values):
            raise Unclear(kind=Kind.DATE)
        return exact


def _date(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError as problem:
        raise Unclear(kind=Kind.DATE) from problem


def _word(named: Named) -> Day:
    token = named.tokens[0]
    flags = set()
    if token.text in DAY_RANGES:
        flags.add(Flag.RANGE)
    if token.text in LOOSE_DAYS:
        flags.add(Flag.AMBIGUOUS)
    return Day(named.today + timedelta(days=token.value), Kind.DAYS, frozenset(flags))


def _written(named: Named) -> Day:
    parts = [int(part) for part in re.findall(r"\d+", named.tokens[0].text)]
    if len(parts) == 2:
        return _this_or_next_year(parts[0], parts[1], named)
    return _not_past(Day(_date(*parts[:3]), Kind.DATE), named)


def _year_month_day(named: Named) -> Day:
    year, month, day = named.numbers()
    return _not_past(Day(_date(year + 2000 if year < 100 else year, month, day), Kind.DATE), named)


def _month_day(named: Named) -> Day:
    month, day = named.numbers()
    return _this_or_next_year(month, day, named)


def _month_days(named: Named) -> Day:
    month, first, last = named.numbers()
    if last <= first:
        raise Unclear(kind=Kind.DATE)
    end = _this_or_next_year(month, last, named)
    return Day(end.day, Kind.DATE, end.flags | {Flag.RANGE})


def _this_or_next_year(month: int, day: int, named: Named) -> Day:
    found = _date(named.today.year, month, day)
    if found >= named.today:
        return Day(found, Kind.DATE)
    later = _date(named.today.year + 1, month, day)
    if later - named.today > NEXT_YEAR_WITHIN:
        raise Unclear(Reason.PAST, Kind.DATE, Flag.PAST)
    return Day(later, Kind.DATE, frozenset({Flag.AMBIGUOUS}))


def _not_past(day: Day, named: Named) -> Day:
    if day.day < named.today:
        raise Unclear(Reason.PAST, day.kind, Flag.PAST)
    return day


def _month_of(named: Named, shift: int) -> tuple[int, int]:
    year, month = divmod(named.today.year * 12 + named.today.month - 1 + shift, 12)
    return year, month + 1


def _next_month_day(named: Named) -> Day:
    shift, day = named.tokens[0].value, named.numbers()[-1]
    return _not_past(Day(_date(*_month_of(named, shift), day), Kind.DATE), named)


def _day_of_month(named: Named) -> Day:
    day = named.numbers()[-1]
    token = named.tokens[-1]
    certain = token.code == "o" or day >= CERTAIN_DAY_NO or named.timed or "f" in named.tail
    if not certain or (token.code == "r" and not named.tokens[0].text.isascii() and not named.timed):
        raise Unclear(kind=Kind.DATE)
    found = _date(*_month_of(named, 0), day)
    if found < named.today:
        return Day(_date(*_month_of(named, 1), day), Kind.DATE)
    return Day(found, Kind.DATE)


def _days_of_month(named: Named) -> Day:
    first, last = named.numbers()
    if named.tokens[-1].code == "r" and first < CERTAIN_DAY_NO and not named.timed:
        raise Unclear(kind=Kind.DATE)  # 5-7日 may be dates or a length
    if last <= first:
        raise Unclear(kind=Kind.DATE)
    end = _day_of_month(named)
    return Day(end.day, Kind.DATE, end.flags | {Flag.RANGE})


def _month_end(named: Named) -> Day:
    if named.codes[0] == "n":
        month = named.numbers()[0]
        if not 1 <= month <= 12:
            raise Unclear(kind=Kind.DATE)
        year = named.today.year + (month < named.today.month)
        if year > named.today.year and month + 12 - named.today.month > 6:
            raise Unclear(Reason.PAST, Kind.DATE, Flag.PAST)
    else:
        year, month = _month_of(named, named.tokens[0].value if named.codes[0] == "q" else 0)
    return Day(date(year, month, monthrange(year, month)[1]), Kind.DATE)


def _year_end(named: Named) -> Day:
    return Day(date(named.today.year, 12, 31), Kind.DATE)


def _month(named: Named) -> Day:
    end = _month_end(named)
    if named.tokens[0].text[0] == "次" and "e" not in named.tail:
        raise Unclear(kind=Kind.MONTHS)  # 次月结算 tells how things are done
    return Day(end.day, Kind.MONTHS, frozenset({Flag.AMBIGUOUS}), span="month")


def _monday(named: Named, week: int) -> date:
    return named.today - timedelta(days=named.today.weekday()) + timedelta(weeks=week)


def _weekday(named: Named) -> Day:
    """Return the day of that ISO week; a bare weekday is the next one, today included."""
    token = named.tokens[-1]
    flags = frozenset({Flag.RANGE} if token.text[-2] in "一二三四五" else ())
    if named.codes[0] != "q":
        return Day(named.today + timedelta(days=(token.value - named.today.weekday()) % 7), Kind.WEEKDAY, flags)
    week = named.tokens[0].value
    return _not_past(Day(_monday(named, week) + timedelta(days=token.value), Kind.WEEKDAY, flags, week=week), named)


def _weekend(named: Named) -> Day:
    """Return the Sunday of the weekend, or the Friday before it for 周末前."""
    week = named.tokens[0].value if named.codes[0] == "q" else 0
    end = _monday(named, week) + timedelta(days=FRIDAY if "f" in named.tail else SUNDAY)
    return _not_past(Day(end, Kind.WEEKDAY, span="weekend"), named)


def _week(named: Named) -> Day:
    return Day(_monday(named, named.tokens[0].value) + timedelta(days=SUNDAY), Kind.WEEKS, span="week")


def _counted(named: Named, start: date, count: int, *flags: Flag) -> Day:
    if count < 1 or count > 60:
        raise Unclear(kind=Kind.WORKING_DAYS)
    found = named.hearing.calendar.add_working_days(start, count)
    provisional = frozenset({Flag.PROVISIONAL} if found.provisional else ())
    return Day(found.day, Kind.WORKING_DAYS, provisional | frozenset(flags), tuple(found.working))


def _next_working_day(named: Named) -> Day:
    return _counted(named, named.today, named.tokens[0].value)


def _week_working_day(named: Named) -> Day:
    week = named.tokens[0].value
    monday = _monday(named, week)
    found = _counted(named, monday - timedelta(days=1), named.tokens[2].value)
    if found.day > monday + timedelta(days=SUNDAY):
        raise Unclear(kind=Kind.WORKING_DAYS)
    return _not_past(found, named)


def _after_holiday(named: Named) -> Day:
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


def _tplus(named: Named) -> Day:
    """Return T+n as n working days, always to be confirmed; the upper end of T+1至T+3."""
    if named.codes.endswith("d"):
        raise Unclear(kind=Kind.WORKING_DAYS)
    ends = [token.value for token in named.tokens if token.code == "T"] + named.numbers()
    if ends != sorted(ends):
        raise Unclear(kind=Kind.WORKING_DAYS)
    flags = {Flag.AMBIGUOUS, *([Flag.RANGE] if len(ends) > 1 else [])}
    return _counted(named, named.today, ends[-1], *flags)


READERS: dict[str, Callable[[Named], Day]] = {
    "word": _word,
    "written": _written,
    "year_month_day": _year_month_day,
    "month_days": _month_days,
    "month_day": _month_day,
    "next_month_day": _next_month_day,
    "days_of_month": _days_of_month,
    "day_of_month": _day_of_month,
    "month_end": _month_end,
    "year_end": _year_end,
    "week_working_day": _week_working_day,
    "after_holiday": _after_holiday,
    "weekend": _weekend,
    "weekday": _weekday,
    "week": _week,
    "month": _month,
    "next_working_day": _next_working_day,
    "tplus": _tplus,
}
