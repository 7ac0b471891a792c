"""What a shopper's cases come to: how long they were at each tier, and which promises were kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

TIERS = ("merchant", "platform", "regulator")
OPENED, CLOSED = "case_reopened", "case_closed"


@dataclass(frozen=True, slots=True)
class Turn:
    """Something that moved a case, and the tier it stood at afterwards."""

    at: datetime
    kind: str
    tier: str


@dataclass(frozen=True, slots=True)
class TierTime:
    """One tier over all cases: how many were there, and how long one was there on average."""

    tier: str
    cases: int
    average: timedelta


def time_at_tiers(opened_at: datetime, turns: Sequence[Turn], until: datetime) -> dict[str, timedelta]:
    """Return how long one case was open at each tier it came to. Time while it was closed is none.

    A case starts with the seller. Turns come in order, with the moments that were told; what is later than `until` has
    not happened. Where the first of them is all that is known, nobody knows how long the seller had it: then there is
    no stay with the seller.
    """
    spent: dict[str, timedelta] = {}
    here, since, is_open = TIERS[0], opened_at, True
    if turns and turns[0].at < opened_at:
        here, since = "", turns[0].at
    for turn in (*turns, Turn(until, "", "")):
        at = min(max(turn.at, since), max(until, since))
        if is_open and here:
            spent[here] = spent.get(here, timedelta()) + (at - since)
        since = at
        if turn.kind:
            here, is_open = (
                turn.tier or here or TIERS[0],
                turn.kind != CLOSED if turn.kind in (OPENED, CLOSED) else is_open,
            )
    return spent


def tier_times(cases: Iterable[dict[str, timedelta]]) -> list[TierTime]:
    """Return all three tiers in order, each with its cases and their average."""
    rows = list(cases)
    found = []
    for tier in TIERS:
        spent = [row[tier] for row in rows if tier in row]
        average = sum(spent, timedelta()) / len(spent) if spent else timedelta()
        found.append(TierTime(tier, len(spent), average))
    return found


def shares(counts: Sequence[int], width: int = 100) -> list[int]:
    """Return whole widths in proportion to the counts that fill `width`; what is there at all is at least 1 wide."""
    total = sum(counts)
    if not total:
        return [0 for _ in counts]
    found = [max(round(count * width / total), 1) if count else 0 for count in counts]
    largest = max(range(len(found)), key=lambda place: found[place])
    found[largest] += width - sum(found)
    return found
