"""Points in time: days and times of day put together, ranges of them, and what stands behind them (前, 内, 后)."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from itertools import pairwise
from typing import NamedTuple

from cases.domain.promises.day import Day, Named
from cases.domain.promises.days import READERS
from cases.domain.promises.found import Found, Hearing, Unclear, end_of, moment_words
from cases.domain.promises.grammar import DAY, Span
from cases.domain.promises.hours import Moment, TimeOfDay, read_times, resolve_time
from cases.domain.promises.reading import Flag, Kind, Reason

_TIME_LETTERS = re.compile("[cPp]")
# 周五前 means Friday to us and Thursday to some. A time of day or a word like 月底 leaves no doubt.
_BEFORE_IN_DOUBT = frozenset({Kind.WEEKDAY, Kind.DATE, Kind.DAYS})


class Choice(NamedTuple):
    """One end of a range of points: its days (several when the same day is named twice) and its times of day."""

    days: list[Day]
    times: list[TimeOfDay]


def read_point(span: Span, hearing: Hearing) -> Found:
    """Return the moment the words name, the later end of a range. Unclear when it has no settled reading."""
    if set(span.tail) & set("aL"):
        raise Unclear(Reason.LOWER_BOUND, _kind_at_a_glance(span.codes))
    if re.fullmatch("np", span.codes) and not span.tail and span.tokens[0].text in ("一", "两"):
        raise Unclear(kind=Kind.CLOCK)  # 有一点问题, 两点说明
    choices = _choices(span, hearing)
    ends = [_resolve(choice, span, hearing) for choice in choices]
    if any(later.due < earlier.due for earlier, later in pairwise(ends)):
        raise Unclear(kind=ends[-1].kind)
    last = ends[-1]
    flags = set(last.flags)
    if len(ends) > 1:
        flags.add(Flag.RANGE)
    if "z" in span.tail:
        flags.add(Flag.SOFT)
    return last._replace(flags=frozenset(flags))


def names_a_day_only(span: Span) -> bool:
    """Return whether the point is a day without a time of day and without 前 or 后: 明天, 周五, 25号."""
    return not span.tail.strip("e ") and not _TIME_LETTERS.search(span.codes) and bool(DAY.fullmatch(span.codes))


def _kind_at_a_glance(codes: str) -> Kind:
    if "c" in codes or "p" in codes:
        return Kind.CLOCK
    return Kind.WEEKDAY if "W" in codes else Kind.DAYS if "D" in codes else Kind.DATE


def _choices(span: Span, hearing: Hearing) -> list[Choice]:
    """Return the ends of the range, each with its days and its times."""
    codes, tokens = span.codes, span.tokens
    choices = [Choice([], [])]
    at = 0
    while at < len(codes):
        match = DAY.match(codes, at)
        if match and match.lastgroup:
            end = match.end()
            timed = bool(_TIME_LETTERS.search(codes, end))
            named = Named(codes[at:end], tokens[at:end], span.tail, timed, hearing)
            listed = codes[:at].rstrip().endswith("s")
            _add_day(choices, READERS[match.lastgroup](named), bare=codes[at] == "W", listed=listed)
        else:
            following = DAY.search(codes, at)
            end = following.start() if following else len(codes)
            choices[-1].times.extend(read_times(codes[at:end].rstrip("s ,"), tokens[at:end]))
        at = end
    return choices


def _add_day(choices: list[Choice], day: Day, *, bare: bool, listed: bool) -> None:
    """Put the day into the last choice, or open a new one when it is a second day and not the same named twice."""
    last = choices[-1]
    if not last.days:
        last.days.append(day)
        return
    known = last.days[-1]
    if bare and known.week is not None and known.kind is Kind.WEEKDAY and known.day.weekday() < day.day.weekday():
        monday = known.day - timedelta(days=known.day.weekday())
        day = day._replace(day=monday + timedelta(days=day.day.weekday()), week=known.week)
    if listed or (known.kind is Kind.WEEKDAY and day.kind is Kind.WEEKDAY and bare):
        choices.append(Choice([day], []))
    elif known.span or day.span or last.times or not _agree(known, day):
        raise Unclear(kind=day.kind)
    elif _is_bare_weekday(known):
        last.days[0] = day
    else:
        last.days.append(day)


def _is_bare_weekday(day: Day) -> bool:
    return day.kind is Kind.WEEKDAY and day.week is None and not day.span


def _agree(known: Day, day: Day) -> bool:
    """Return whether two names are of the same day; a bare weekday beside a date only has to be the date's."""
    if _is_bare_weekday(known) or _is_bare_weekday(day):
        return known.day.weekday() == day.day.weekday()
    return known.day == day.day


def _resolve(choice: Choice, span: Span, hearing: Hearing) -> Found:
    day = choice.days[0] if choice.days else None
    if day is None:
        return _resolve_bare(choice, span, hearing)
    flags = set().union(*(each.flags for each in choice.days))
    if choice.times:
        if day.span:
            raise Unclear(kind=Kind.DAYPART)
        return _resolve_timed(choice, day, flags, span, hearing)
    if "f" in span.tail:
        if day.span in ("week", "month"):
            raise Unclear(kind=day.kind)  # 下周前: by its end, or before it begins?
        if day.kind in _BEFORE_IN_DOUBT and not day.span:
            flags.add(Flag.AMBIGUOUS)
    due = end_of(day.day)
    if due <= hearing.at:
        raise Unclear(Reason.PAST, day.kind, Flag.PAST)
    return Found(due, day.kind, frozenset(flags), day.working or (moment_words(due),))


def _resolve_timed(choice: Choice, day: Day, flags: set[Flag], span: Span, hearing: Hearing) -> Found:
    moments = [resolve_time(each, day.day, hearing, "f" in span.tail) for each in choice.times]
    last = moments[-1]
    if len(moments) > 1:
        if last.at <= moments[0].at:
            raise Unclear(kind=last.kind)
        flags.add(Flag.RANGE)
    if last.guessed:
        flags.add(Flag.AMBIGUOUS)
    due = last.at
    if due <= hearing.at:
        due = _end_of_today(day, hearing, last)
        flags.add(Flag.PAST)
    lines = (*day.working, moment_words(due)) if day.working else (moment_words(due),)
    return Found(due, last.kind, frozenset(flags), lines)


def _end_of_today(day: Day, hearing: Hearing, moment: Moment) -> datetime:
    """Return the end of today for 今天上午 said in the afternoon. Unclear for a weekday or a date that has passed."""
    due = end_of(day.day)
    if day.kind is not Kind.DAYS or day.day != hearing.today or due <= hearing.at:
        raise Unclear(Reason.PAST, moment.kind, Flag.PAST)
    return due


def _resolve_bare(choice: Choice, span: Span, hearing: Hearing) -> Found:
    """Return a time of day without a day: today's. Unclear when that clock time has gone by."""
    if not choice.times:
        raise Unclear
    today = Day(hearing.today, Kind.DAYS)
    found = _resolve_timed(choice, today, set(), span, hearing)
    if Flag.PAST in found.flags and found.kind is Kind.CLOCK:
        raise Unclear(Reason.PAST, Kind.CLOCK, Flag.PAST)
    return found
