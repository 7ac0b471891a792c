"""What a reading is made of: the times found in the words, and the one moment they come to."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """What sort of time the words name."""

    MINUTES = "minutes"
    HOURS = "hours"
    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    WORKING_DAYS = "working_days"
    DAYPART = "daypart"
    CLOCK = "clock"
    WEEKDAY = "weekday"
    DATE = "date"
    NONE = "none"


class Flag(StrEnum):
    """What the shopper should know about a reading, in the order it is told."""

    SOFT = "soft"
    RANGE = "range"
    AMBIGUOUS = "ambiguous"
    PAST = "past"
    CONDITIONAL = "conditional"
    VAGUE = "vague"
    PROVISIONAL = "provisional"
    TWO_PROMISES = "two_promises"


class Reason(StrEnum):
    """Why there is no due moment, so that the page can ask the right question."""

    NO_TIME = "no_time"
    VAGUE = "vague"
    QUESTION = "question"
    PAST = "past"
    CONDITIONAL = "conditional"
    LOWER_BOUND = "lower_bound"
    REFUSAL = "refusal"
    COME_BACK = "come_back"
    OTHER_PARTY = "other_party"
    SHOPPER = "shopper"
    FACT = "fact"
    UNSURE = "unsure"


class Term(NamedTuple):
    """One time in the words. `due` is what it comes to if it is a promise; `reason` is empty exactly when it is one."""

    words: str
    kind: Kind
    due: datetime | None
    flags: frozenset[Flag] = frozenset()
    working: tuple[str, ...] = ()
    reason: Reason | None = None


class Reading(NamedTuple):
    """How the words were read. `due` is None when there is nothing to watch or when the shopper must be asked.

    `due` is aware, in Asia/Shanghai, and always later than the moment the words were heard. `terms` holds every time
    found, also those that are no promise, each with the moment it would come to: a page can offer them to choose from.
    """

    phrase: str
    due: datetime | None
    kind: Kind
    flags: tuple[Flag, ...]
    working: tuple[str, ...]
    terms: tuple[Term, ...]
    reason: Reason | None

    @property
    def provisional(self) -> bool:
        """True when a year on the way has no holiday arrangement yet."""
        return Flag.PROVISIONAL in self.flags
