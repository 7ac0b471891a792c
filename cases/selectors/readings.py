"""Words read by the one grammar, over the calendar that is loaded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cases.domain.promises import parse_promise
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

    def as_json(self) -> dict[str, Any]:
        return {"read": self.words, "kind": self.kind, "flags": list(self.flags), "working": list(self.working), "reason": self.reason}


def read_words(words: str, *, heard_at: datetime) -> PromiseReading:
    """Return the reading of the other side's exact words."""
    calendar = work_calendar()
    found = parse_promise(words, heard_at, calendar)
    year = None
    if found.due is not None and "provisional" in found.flags:
        years = range(local(heard_at).year, local(found.due).year + 1)
        year = next((one for one in years if not calendar.covers(one)), None)
    return PromiseReading(
        words=words,
        due_at=found.due,
        kind=str(found.kind),
        flags=tuple(str(flag) for flag in found.flags),
        working=tuple(found.working),
        reason=str(found.reason or ""),
        provisional_year=year,
    )
