"""The staircase 壹 商家, 贰 平台, 叁 监管: where the case is and what opens next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from cases.domain.lifecycle import Tier
from cases.domain.next_step import NextStep
from cases.domain.next_step.table import goes_up

StairState = Literal["done", "now", "late", "can", "later"]
ORDER = (Tier.MERCHANT, Tier.PLATFORM, Tier.REGULATOR)
# Notes are msgids, listed in cases/templatetags/domain_words.py.
TRIED, SKIPPED = "Tried", "Skipped"
OVERDUE, WAITING, MY_TURN = "Answer overdue", "Waiting on them", "Your turn"
OPEN_NOW, NOT_YET, NO_ANSWER, ENDED = "Can be asked now", "Not needed yet", "No agreement here", "Ended here"


@dataclass(frozen=True, slots=True)
class Stair:
    """One step: its tier, its look, its note (a msgid), and whether it is where the shopper acts now."""

    tier: Tier
    state: StairState
    note: str
    is_current: bool = False


def stairs(tier: str, step: NextStep, tried: frozenset[str]) -> tuple[Stair, Stair, Stair]:
    """Return the three steps of a case at that tier whose next step is known. `tried` are the tiers dealt with.

    Of a closed case nothing is said of the tiers above it.
    Exactly one is current while the case is open: the next tier once it can be asked, else the present one.
    """
    here = ORDER.index(Tier(tier))
    first, second, third = (_stair(place, here, step, tried) for place in range(3))
    return first, second, third


def passed(tier: str, tried: frozenset[str]) -> tuple[StairState, str]:
    """Return the look and note of a tier below the present one: nobody asked there means it was skipped."""
    return ("done", TRIED) if tier in tried else ("later", SKIPPED)


def _stair(place: int, here: int, step: NextStep, tried: frozenset[str]) -> Stair:
    tier, rises = ORDER[place], goes_up(step.kind)
    if place < here:
        return Stair(tier, *passed(tier, tried))
    if place == here:
        return _present(tier, step)
    if rises and place == here + 1:
        return Stair(tier, "can", OPEN_NOW, is_current=True)
    return Stair(tier, "later", "" if step.actor == "none" else NOT_YET)


def _present(tier: Tier, step: NextStep) -> Stair:
    if step.actor == "none":
        return Stair(tier, "done", ENDED)
    current = not goes_up(step.kind)
    if step.clock is not None and step.clock.state == "late":
        return Stair(tier, "late", OVERDUE, is_current=current)
    if goes_up(step.kind) or step.kind == "other_ways":
        return Stair(tier, "now", NO_ANSWER, is_current=current)
    return Stair(tier, "now", WAITING if step.actor == "them" else MY_TURN, is_current=current)
