"""Words read by the one grammar, over the calendar that is loaded."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cases.domain.calendar import WorkCalendar
from cases.domain.promises import Flag, Reading, Term, parse_promise
from cases.domain.zone import local
from cases.selectors.calendar import work_calendar

_SENTENCE = re.compile("(?<=[。！？；!?;])|\n")
_SELLER = re.compile(r"(?:由|要求|责令)?(?:商家|卖家|店铺|商户|店家|被投诉人)(?:应当|必须|应|须|需|要)?在?\s*")


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
    # The earlier promises of the same sentence, the earliest first; the reading itself is the latest one.
    also: tuple[PromiseReading, ...] = ()

    def as_json(self) -> dict[str, Any]:
        lists = {"flags": list(self.flags), "working": list(self.working)}
        return {"read": self.words, "kind": self.kind, **lists, "reason": self.reason}


def read_words(words: str, *, heard_at: datetime, event_at: datetime | None = None) -> PromiseReading:
    """Return the reading of the other side's exact words. `event_at`: when what they wait for has happened."""
    return read_in(work_calendar(), words, heard_at=heard_at, event_at=event_at)


def promise_in(text: str, *, heard_at: datetime) -> PromiseReading | None:
    """Return the promise that a longer text holds, in the sentence that says it; None where it names no moment."""
    whole = read_words(text, heard_at=heard_at)
    if whole.due_at is None:
        return None
    for sentence in filter(None, (one.strip() for one in _SENTENCE.split(text))):
        found = read_words(sentence, heard_at=heard_at)
        if (found.due_at, len(found.also)) == (whole.due_at, len(whole.also)):
            return found
    return whole


def promise_of_ruling(text: str, *, heard_at: datetime) -> tuple[PromiseReading, str] | None:
    """Return the time a decision sets, and the words that do; None where it sets none.

    Also the one it sets the seller: there it is no talk about somebody else.
    """
    plain = promise_in(text, heard_at=heard_at)
    if plain is not None:
        return plain, plain.words
    found = promise_in(_SELLER.sub("", text), heard_at=heard_at)
    if found is None:
        return None
    sentences = (one.strip() for one in _SENTENCE.split(text))
    return found, next((one for one in sentences if _SELLER.sub("", one) == found.words), text)


def read_in(
    calendar: WorkCalendar, words: str, *, heard_at: datetime, event_at: datetime | None = None
) -> PromiseReading:
    """Return the reading over a calendar that need not be the loaded one."""
    found = parse_promise(words, heard_at, calendar, event_at=event_at)
    return PromiseReading(
        words=words,
        due_at=found.due,
        kind=str(found.kind),
        flags=tuple(str(flag) for flag in found.flags),
        working=tuple(found.working),
        reason=str(found.reason or ""),
        provisional_year=_provisional_year(found, heard_at, calendar),
        also=_earlier(found, heard_at, calendar) if Flag.TWO_PROMISES in found.flags else (),
    )


def _earlier(found: Reading, heard_at: datetime, calendar: WorkCalendar) -> tuple[PromiseReading, ...]:
    """Return every promise of the sentence but the latest, each moment once, the earliest first."""
    promised = {term.due: term for term in found.terms if term.reason is None and term.due is not None}
    return tuple(
        PromiseReading(
            words=term.words,
            due_at=due,
            kind=str(term.kind),
            flags=tuple(sorted(str(flag) for flag in term.flags)),
            working=tuple(term.working),
            reason="",
            provisional_year=_provisional_year(term, heard_at, calendar),
        )
        for due, term in sorted(promised.items())
        if due != found.due
    )


def _provisional_year(found: Reading | Term, heard_at: datetime, calendar: WorkCalendar) -> int | None:
    if found.due is None or Flag.PROVISIONAL not in found.flags:
        return None
    years = range(local(heard_at).year, local(found.due).year + 1)
    return next((one for one in years if not calendar.covers(one)), None)
