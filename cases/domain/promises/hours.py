"""The time of day in a promise: 下午3点半, 18:00, 下班前, 晚上. Reading rule 5 of the fact sheet."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import NamedTuple

from cases.domain.promises.found import END_OF_DAY, Hearing, Unclear
from cases.domain.promises.grammar import CLOCK
from cases.domain.promises.numerals import number
from cases.domain.promises.reading import Kind
from cases.domain.promises.tokens import Token
from cases.domain.promises.words import AFTERNOON, DAWN, DUSK, EVENING, MORNING, NOON, OFF_WORK, SHORT
from cases.domain.zone import SHANGHAI

_WRITTEN = re.compile(r"(\d{1,2})(?::(\d{2}))?(?::\d{2})? ?([ap]m)?")
# Without a word for the part of the day: these hours are told by the clock alone.
FIRST_PLAIN_HOUR = 9
# 三点前, said in the morning, means the afternoon; 七点 could be either.
LAST_AFTERNOON_HOUR = 6


class Clock(NamedTuple):
    """A clock time as written: literal when it is of the 24-hour sort (08:30), bare for 一点 with nothing around it."""

    hour: int
    minute: int
    literal: bool
    half: str = ""


class TimeOfDay(NamedTuple):
    """One end of a time of day: the part of the day and the clock, either may be missing."""

    part: int | None = None
    clock: Clock | None = None


class Moment(NamedTuple):
    """A moment of a day and how certain it is: `guessed` when the hour could be before or after noon."""

    at: datetime
    kind: Kind
    guessed: bool = False


def read_clock(tokens: list[Token]) -> Clock:
    """Return the clock time of the tokens. Unclear for 25:00 and the like."""
    first = tokens[0]
    if first.code == "c":
        match = _WRITTEN.match(first.text)
        assert match is not None  # the rule that made the token has this very shape
        hour, minute = int(match[1]), int(match[2] or 0)
        clock = Clock(hour, minute, len(match[1]) == 2 or hour >= FIRST_PLAIN_HOUR, match[3] or "")
    else:
        value = number(first.text)
        if value is None or value[0] != value[1]:
            raise Unclear(kind=Kind.CLOCK)
        clock = Clock(value[0], _minute(tokens[2:]), literal=False)
    if clock.minute > 59 or clock.hour > 24 or (clock.hour == 24 and clock.minute):
        raise Unclear(kind=Kind.CLOCK)
    return clock


def _minute(rest: list[Token]) -> int:
    if not rest:
        return 0
    if rest[0].code == "b":
        return 30
    value = number(rest[0].text)
    if value is None or value[0] != value[1]:
        raise Unclear(kind=Kind.CLOCK)
    quarter = len(rest) > 1 and rest[1].code == "K"
    if len(rest) > 1 and not quarter and rest[1].value != SHORT:
        raise Unclear(kind=Kind.CLOCK)  # 3点10分钟 is no clock time
    return value[0] * 15 if quarter else value[0]


def resolve_time(time_of_day: TimeOfDay, day: date, hearing: Hearing, before: bool) -> Moment:
    """Return that time of that day; `before` is 前 behind it. Unclear when the fact sheet gives it no end."""
    part, clock = time_of_day
    if clock is None:
        return Moment(datetime.combine(day, _end_of_part(part, hearing, before), SHANGHAI), Kind.DAYPART)
    guessed = False
    if clock.half:
        hour = _of_half(clock)
    elif part is None:
        hour, guessed = _plain_hour(clock, day, hearing)
    else:
        hour = _hour_of_part(clock, part)
    if hour == 24:
        return Moment(datetime.combine(day, END_OF_DAY, SHANGHAI), Kind.CLOCK)
    return Moment(datetime.combine(day, time(hour, clock.minute), SHANGHAI), Kind.CLOCK, guessed)


def _end_of_part(part: int | None, hearing: Hearing, before: bool) -> time:
    if part == MORNING or (part == NOON and before):
        return time(12)
    if part == AFTERNOON:
        return time(18)
    if part == EVENING:
        return END_OF_DAY
    if part == OFF_WORK:
        return hearing.off_work
    raise Unclear(kind=Kind.DAYPART)


def _of_half(clock: Clock) -> int:
    if not 1 <= clock.hour <= 12:
        raise Unclear(kind=Kind.CLOCK)
    return clock.hour % 12 + (12 if clock.half == "pm" else 0)


def _plain_hour(clock: Clock, day: date, hearing: Hearing) -> tuple[int, bool]:
    hour = clock.hour
    if hour > 12 or (clock.literal and hour >= LAST_AFTERNOON_HOUR):
        return hour, False
    if hour >= FIRST_PLAIN_HOUR:
        return hour, False
    if day == hearing.today and 1 <= hour <= LAST_AFTERNOON_HOUR and hearing.at.time() > time(hour, clock.minute):
        return hour + 12, True
    raise Unclear(kind=Kind.CLOCK)


def _hour_of_part(clock: Clock, part: int) -> int:
    """Return the hour on the 24-hour clock. Unclear when the part and the hour do not go together."""
    hour = clock.hour
    if part == DAWN and 1 <= hour <= 6:
        return hour
    if part == MORNING and 5 <= hour <= 12:
        return hour
    if part == NOON and (11 <= hour <= 14 or 1 <= hour <= 2):
        return hour + 12 if hour < 11 else hour
    if part == AFTERNOON and (1 <= hour <= 8 or 12 <= hour <= 19):
        return hour + 12 if hour < 12 else hour
    if part == DUSK and (4 <= hour <= 8 or 16 <= hour <= 20):
        return hour + 12 if hour < 12 else hour
    if part == EVENING and (5 <= hour <= 12 or 17 <= hour <= 24 or hour == 0):
        return _evening(clock)
    raise Unclear(kind=Kind.CLOCK)


def _evening(clock: Clock) -> int:
    if clock.hour in (0, 12):
        if clock.minute:
            raise Unclear(kind=Kind.CLOCK)
        return 24
    return clock.hour + 12 if clock.hour < 12 else clock.hour


def read_times(codes: str, tokens: list[Token]) -> list[TimeOfDay]:
    """Return the ends of a time of day, the earlier first: one, or two for 下午2点到4点."""
    ends: list[TimeOfDay] = []
    part: int | None = None
    at = 0
    while at < len(codes):
        if codes[at] == "P":
            part = tokens[at].value
            at += 1
            if at == len(codes) or codes[at] == "s":
                ends.append(TimeOfDay(part))
        elif codes[at] == "n" and codes[at + 1 : at + 2] == "s":
            at += 1  # 2-4点: the upper end alone carries the hour sign
        elif match := CLOCK.match(codes, at):
            ends.append(TimeOfDay(part, read_clock(tokens[at : match.end()])))
            at = match.end()
        else:
            at += 1
    return ends
