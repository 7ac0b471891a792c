"""Words read by the one grammar, over the calendar that is loaded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cases.domain.calendar import WorkCalendar
from cases.domain.promises import Flag, Reading, Term, parse_promise
from cases.domain.zone import local
from cases.selectors.calendar import work_calendar


@dataclass(frozen=True)
class PromiseReading:
    """How a promise was read; `due_at` None means: ask (see `reason`)."""

    words: str
    due_at: datetime | None
    kind: str
    flags: tuple[str, ...]
    working: tuple[str, ...]
    reason: str
    provisional_year: int | None
    # The earlier of two promises in one sentence; the reading itself is the later one.
    also: PromiseReading | None = None

    def as_json(self) -> dict[str, Any]:
        lists = {"flags": list(self.flags), "working": list(self.working)}
        return {"read": self.words, "kind": self.kind, **lists, "reason": self.reason}


def read_words(words: str, *, heard_at: datetime) -> PromiseReading:
    """Return the reading of the other side's exact words."""
    return read_in(work_calendar(), words, heard_at=heard_at)


def read_in(calendar: WorkCalendar, words: str, *, heard_at: datetime) -> PromiseReading:
    """Return the reading over a calendar that need not be the loaded one."""
    found = parse_promise(words, heard_at, calendar)
    return PromiseReading(
        words=words,
        due_at=found.due,
        kind=str(found.kind),
        flags=tuple(str(flag) for flag in found.flags),
        working=tuple(found.working),
        reason=str(found.reason or ""),
        provisional_year=_provisional_year(found, heard_at, calendar),
        also=_earlier(found, heard_at, calendar) if Flag.TWO_PROMISES in found.flags else None,
    )


def _earlier(found: Reading, heard_at: datetime, calendar: WorkCalendar) -> PromiseReading | None:
    """Return the first of several promises in one sentence."""
    promised = [term for term in found.terms if term.reason is None and term.due is not None]
    first = min(promised, key=lambda term: term.due or heard_at, default=None)
    if first is None or first.due == found.due:
        return None
    return PromiseReading(
        words=first.words,
        due_at=first.due,
        kind=str(first.kind),
        flags=tuple(sorted(str(flag) for flag in first.flags)),
        working=tuple(first.working),
        reason="",
        provisional_year=_provisional_year(first, heard_at, calendar),
    )


def _provisional_year(found: Reading | Term, heard_at: datetime, calendar: WorkCalendar) -> int | None:
    if found.due is None or Flag.PROVISIONAL not in found.flags:
        return None
    years = range(local(heard_at).year, local(found.due).year + 1)
    return next((one for one in years if not calendar.covers(one)), None)
