"""Lengths of time: 24小时内, 3-5个工作日, 两三天, 半个月. Reading rules 1 to 4 of the fact sheet."""

from __future__ import annotations

import re
from datetime import timedelta
from itertools import pairwise
from typing import NamedTuple

from cases.domain.calendar import ONE_DAY
from cases.domain.promises.found import Found, Hearing, Unclear, day_words, end_of, moment_words
from cases.domain.promises.grammar import Span
from cases.domain.promises.numerals import number
from cases.domain.promises.reading import Flag, Kind, Reason
from cases.domain.promises.tokens import Token
from cases.domain.promises.words import SHORT
from cases.domain.spans import add_months

UNITS = frozenset("MKHdrkwm")
_PLAIN = re.compile("ng?[MHdrkwm]")
# Beyond these a number is no promised time but something misread, an order number for instance.
LIMITS = {"M": 1440, "K": 8, "H": 720, "d": 180, "r": 180, "k": 120, "w": 26, "m": 24}
KINDS = {
    "M": Kind.MINUTES,
    "K": Kind.MINUTES,
    "H": Kind.HOURS,
    "d": Kind.DAYS,
    "r": Kind.DAYS,
    "k": Kind.WORKING_DAYS,
    "w": Kind.WEEKS,
    "m": Kind.MONTHS,
}
MINUTES = {"M": 1, "K": 15, "H": 60}


class Amount(NamedTuple):
    """A number of halves of a unit: one and a half hours is 3 halves of H."""

    halves: int
    unit: str


class NotATime(Exception):
    """The words look like an amount of time but are none: 5分 of a rating, 一刻 alone."""


def read_amount(span: Span, hearing: Hearing) -> Found:
    """Return the end of the length, the upper end of a range. Unclear when it has no settled reading."""
    amounts, flags = _amounts(span)
    if "a" in span.tail or "L" in span.tail:
        raise Unclear(Reason.LOWER_BOUND, KINDS[amounts[-1].unit])
    if "f" in span.tail:
        raise Unclear(Reason.PAST, KINDS[amounts[-1].unit])
    if "z" in span.tail or "z" in span.codes:
        flags.add(Flag.SOFT)
    if len(amounts) == 1:
        end = _end(amounts[0], hearing)
        return end if not flags else end._replace(flags=end.flags | flags)
    ends = [_end(amount, hearing) for amount in amounts]
    if any(later.due <= earlier.due for earlier, later in pairwise(ends)):
        raise Unclear(kind=ends[-1].kind)
    last = ends[-1]
    return Found(last.due, last.kind, last.flags | flags, last.working)


def read_work_hours(span: Span, hearing: Hearing) -> Found:
    """Return the same clock time on the n-th working day for 工作日24小时内: always to be confirmed."""
    first = span.codes.index("n")
    amounts, flags = _amounts(span._replace(tokens=span.tokens[first:], codes=span.codes[first:]))
    hours = amounts[-1].halves // 2
    if amounts[-1].halves % 48 or hours > 240 or set(span.tail) & set("aLf"):
        raise Unclear(kind=Kind.HOURS)
    count = hearing.calendar.add_working_days(hearing.today, hours // 24)
    if count.provisional:
        flags.add(Flag.PROVISIONAL)
    due = hearing.at.replace(year=count.day.year, month=count.day.month, day=count.day.day)
    return Found(due, Kind.HOURS, frozenset(flags | {Flag.AMBIGUOUS}), (*count.working, moment_words(due)))


def _amounts(span: Span) -> tuple[list[Amount], set[Flag]]:
    """Return the amounts of a span, lower end first; several only for a range."""
    if _PLAIN.fullmatch(span.codes) and span.tokens[-1].value != SHORT:
        return _plain(span)
    sides: list[list[Token]] = [[]]
    flags: set[Flag] = set()
    for token in span.tokens:
        if token.code == "s":
            sides.append([])
        elif token.code != "z":
            sides[-1].append(token)
    if len(sides) > 1:
        flags.add(Flag.RANGE)
    unit = _unit(sides[-1], span)
    amounts = []
    for side in sides:
        low, high = _halves(side)
        if low != high:
            flags.add(Flag.RANGE)
        own = next((token.code for token in side if token.code in UNITS), unit)
        if _is_compound(side):
            amounts.append(_compound(side))
        else:
            amounts.append(Amount(high, own))
    for amount in amounts:
        if not 0 < amount.halves <= LIMITS[amount.unit] * 2:
            raise Unclear(kind=KINDS[amount.unit])
    return amounts, flags


def _plain(span: Span) -> tuple[list[Amount], set[Flag]]:
    """Return 三个工作日 or 两三天, the form most promises have, without looking for anything else in it."""
    value = number(span.tokens[0].text)
    unit = span.codes[-1]
    if value is None or not 0 < value[1] <= LIMITS[unit]:
        raise Unclear(kind=KINDS[unit])
    return [Amount(value[1] * 2, unit)], {Flag.RANGE} if value[0] != value[1] else set()


def _unit(side: list[Token], span: Span) -> str:
    token = next(token for token in reversed(side) if token.code in UNITS)
    if token.value == SHORT:
        short_minutes = token.code == "M" and not _is_compound(side) and not set(span.tail) & set("ez")
        if short_minutes or token.code == "K" or (token.code == "H" and "g" not in span.codes):
            raise NotATime
        if token.code == "m" and not token.text.isascii():
            raise NotATime
    return token.code


def _halves(side: list[Token]) -> tuple[int, int]:
    low = high = 0
    for token in side:
        if token.code == "n" and not (low or high):
            value = number(token.text)
            if value is None:
                raise Unclear
            low, high = value[0] * 2, value[1] * 2
        elif token.code == "x":
            low = high = round(float(token.text) * 2)
        elif token.code == "b":
            low, high = low + 1, high + 1
    return low, high


def _is_compound(side: list[Token]) -> bool:
    return sum(token.code in UNITS for token in side) > 1


def _compound(side: list[Token]) -> Amount:
    """Return 1小时30分钟 as minutes."""
    cut = next(i for i, token in enumerate(side) if token.code == "H")
    hours, minutes = _halves(side[:cut]), _halves(side[cut:])
    if hours[0] != hours[1] or minutes[0] != minutes[1] or minutes[0] >= 120:
        raise Unclear(kind=Kind.HOURS)
    return Amount(hours[0] * 60 + minutes[0], "M")


def _end(amount: Amount, hearing: Hearing) -> Found:
    halves, unit = amount
    kind = KINDS[unit]
    if unit in MINUTES:
        return _exact(halves, unit, hearing)
    if halves == 1 and unit == "m":
        return _days(15, Kind.DAYS, hearing)
    if halves % 2:
        raise Unclear(kind=kind)  # 一天半, 半天, 一个半工作日: no rule says when these end
    count = halves // 2
    if unit == "k":
        days = hearing.calendar.add_working_days(hearing.today, count)
        flags = frozenset({Flag.PROVISIONAL} if days.provisional else ())
        return Found(end_of(days.day), kind, flags, tuple(days.working))
    if unit == "m":
        last = add_months(hearing.today, count)
        lines = (f"{day_words(hearing.today)} 起算，当日不计", f"{day_words(last)} 满{count}个月")
        return Found(end_of(last), kind, working=lines)
    return _days(count * 7 if unit == "w" else count, kind, hearing)


def _exact(halves: int, unit: str, hearing: Hearing) -> Found:
    minutes, odd = divmod(halves * MINUTES[unit], 2)
    if odd:
        raise Unclear(kind=KINDS[unit])
    due = hearing.at + timedelta(minutes=minutes)
    length = f"{minutes // 60}小时" if minutes % 60 == 0 else f"{minutes}分钟"
    lines = (f"{moment_words(hearing.at)} 起算", f"{moment_words(due)} 满{length}")
    return Found(due, KINDS[unit] if unit != "K" else Kind.MINUTES, working=lines)


def _days(count: int, kind: Kind, hearing: Hearing) -> Found:
    days = [hearing.today + ONE_DAY * n for n in range(1, count + 1)]
    if count <= 31:
        lines = tuple(f"{day_words(day)} 第{n}天" for n, day in enumerate(days, 1))
    else:
        lines = (f"{day_words(hearing.today)} 起算，当日不计", f"{day_words(days[-1])} 第{count}天")
    return Found(end_of(days[-1]), kind, working=lines)
