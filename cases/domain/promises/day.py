"""What the readers of days work with: a day as it was named, and the words that named it."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from cases.domain.promises.found import Hearing, Unclear
from cases.domain.promises.numerals import number
from cases.domain.promises.reading import Flag, Kind, Reason
from cases.domain.promises.tokens import Token


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


def make_date(year: int, month: int, day: int) -> date:
    """Return the date. Unclear when there is no such day (11月31日)."""
    try:
        return date(year, month, day)
    except ValueError as problem:
        raise Unclear(kind=Kind.DATE) from problem


def not_past(day: Day, named: Named) -> Day:
    """Return the day. Unclear when it has gone by."""
    if day.day < named.today:
        raise Unclear(Reason.PAST, day.kind, Flag.PAST)
    return day


def month_of(named: Named, shift: int) -> tuple[int, int]:
    """Return year and month so many months from now."""
    year, month = divmod(named.today.year * 12 + named.today.month - 1 + shift, 12)
    return year, month + 1
