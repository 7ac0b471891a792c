"""Days of the calendar in a promise: 12月1日前, 25号, 12/2, 月底, 下个月. Reading rules 6 and 7 of the fact sheet."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from cases.domain.promises.day import Day, Named, make_date, month_of, not_past
from cases.domain.promises.found import Unclear
from cases.domain.promises.reading import Flag, Kind, Reason

# A date that has just gone by was not meant for next year; one that lies far behind was.
NEXT_YEAR_WITHIN = timedelta(days=183)
# 3日 may be the third or three days; 25日 is the 25th.
CERTAIN_DAY_NO = 16


def read_written(named: Named) -> Day:
    """Return the day of 2026-12-15 or 12/2. Unclear when it has gone by."""
    parts = [int(part) for part in re.findall(r"\d+", named.tokens[0].text)]
    if len(parts) == 2:
        return _this_or_next_year(parts[0], parts[1], named)
    return not_past(Day(make_date(*parts[:3]), Kind.DATE), named)


def read_year_month_day(named: Named) -> Day:
    """Return the day of 2026年12月1日. Unclear when it has gone by."""
    year, month, day = named.numbers()
    return not_past(Day(make_date(year + 2000 if year < 100 else year, month, day), Kind.DATE), named)


def read_month_day(named: Named) -> Day:
    """Return the day of 12月1日, of next year when this year's lies far behind."""
    month, day = named.numbers()
    return _this_or_next_year(month, day, named)


def read_month_days(named: Named) -> Day:
    """Return the last day of 12月1日-3日."""
    month, first, last = named.numbers()
    if last <= first:
        raise Unclear(kind=Kind.DATE)
    end = _this_or_next_year(month, last, named)
    return Day(end.day, Kind.DATE, end.flags | {Flag.RANGE})


def _this_or_next_year(month: int, day: int, named: Named) -> Day:
    found = make_date(named.today.year, month, day)
    if found >= named.today:
        return Day(found, Kind.DATE)
    later = make_date(named.today.year + 1, month, day)
    if later - named.today > NEXT_YEAR_WITHIN:
        raise Unclear(Reason.PAST, Kind.DATE, Flag.PAST)
    return Day(later, Kind.DATE, frozenset({Flag.AMBIGUOUS}))


def read_next_month_day(named: Named) -> Day:
    """Return the day of 下个月5号 or 本月28号. Unclear when it has gone by."""
    shift, day = named.tokens[0].value, named.numbers()[-1]
    return not_past(Day(make_date(*month_of(named, shift), day), Kind.DATE), named)


def read_day_of_month(named: Named) -> Day:
    """Return the day of 25号, of next month when this month's has gone by. Unclear for 3日, which may be a length."""
    day = named.numbers()[-1]
    token = named.tokens[-1]
    certain = token.code == "o" or day >= CERTAIN_DAY_NO or named.timed or "f" in named.tail
    if not certain or (token.code == "r" and not named.tokens[0].text.isascii() and not named.timed):
        raise Unclear(kind=Kind.DATE)
    found = make_date(*month_of(named, 0), day)
    if found < named.today:
        return Day(make_date(*month_of(named, 1), day), Kind.DATE)
    return Day(found, Kind.DATE)


def read_days_of_month(named: Named) -> Day:
    """Return the last day of 25-27号."""
    first, last = named.numbers()
    if named.tokens[-1].code == "r" and first < CERTAIN_DAY_NO and not named.timed:
        raise Unclear(kind=Kind.DATE)  # 5-7日 may be dates or a length
    if last <= first:
        raise Unclear(kind=Kind.DATE)
    end = read_day_of_month(named)
    return Day(end.day, Kind.DATE, end.flags | {Flag.RANGE})


def read_month_end(named: Named) -> Day:
    """Return the last day of 月底, 下个月底 or 12月底."""
    if named.codes[0] == "n":
        month = named.numbers()[0]
        if not 1 <= month <= 12:
            raise Unclear(kind=Kind.DATE)
        year = named.today.year + (month < named.today.month)
        if year > named.today.year and month + 12 - named.today.month > 6:
            raise Unclear(Reason.PAST, Kind.DATE, Flag.PAST)
    else:
        year, month = month_of(named, named.tokens[0].value if named.codes[0] == "q" else 0)
    return Day(date(year, month, monthrange(year, month)[1]), Kind.DATE)


def read_year_end(named: Named) -> Day:
    """Return the last day of the year."""
    return Day(date(named.today.year, 12, 31), Kind.DATE)


def read_month(named: Named) -> Day:
    """Return the last day of 这个月 or 下个月, to be confirmed. Unclear for 次月."""
    end = read_month_end(named)
    if named.tokens[0].text[0] == "次" and "e" not in named.tail:
        raise Unclear(kind=Kind.MONTHS)  # 次月结算 tells how things are done
    return Day(end.day, Kind.MONTHS, frozenset({Flag.AMBIGUOUS}), span="month")
