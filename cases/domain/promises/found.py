"""What the readers of times hand to each other: a moment with how it was found, or the news that it is unclear."""

from __future__ import annotations

from datetime import date, datetime, time
from functools import lru_cache
from typing import NamedTuple

from cases.domain.calendar import WEEKDAYS, WorkCalendar
from cases.domain.promises.reading import Flag, Kind, Reason
from cases.domain.zone import SHANGHAI

END_OF_DAY = time(23, 59, 59)


class Unclear(Exception):
    """The words have no settled reading; `reason` says why, `kind` what they seemed to be."""

    def __init__(self, reason: Reason = Reason.UNSURE, kind: Kind = Kind.NONE, *flags: Flag) -> None:
        super().__init__(reason.value)
        self.reason, self.kind, self.flags = reason, kind, frozenset(flags)


class Found(NamedTuple):
    """A due moment in Asia/Shanghai, its sort, and the lines that show how it was counted."""

    due: datetime
    kind: Kind
    flags: frozenset[Flag] = frozenset()
    working: tuple[str, ...] = ()


class Hearing(NamedTuple):
    """The circumstances words are read in: when they were heard, by which calendar, and when people leave work."""

    at: datetime
    calendar: WorkCalendar
    off_work: time
    today: date


def end_of(day: date) -> datetime:
    """Return the last second of that day in Asia/Shanghai, which people read as 24:00."""
    return datetime.combine(day, END_OF_DAY, SHANGHAI)


@lru_cache(maxsize=4096)
def day_words(day: date) -> str:
    """Return "2026-11-27 周五"."""
    return f"{day.isoformat()} {WEEKDAYS[day.weekday()]}"


def moment_words(at: datetime) -> str:
    """Return "2026-11-27 周五 18:00", and 24:00 for the end of the day."""
    if at.second == 59 and at.time() == END_OF_DAY:
        return f"{day_words(at.date())} 24:00"
    return f"{day_words(at.date())} {at.hour:02}:{at.minute:02}"
