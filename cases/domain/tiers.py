"""The staircase 壹 商家, 贰 平台, 叁 监管: where the case is and what opens next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from cases.domain.lifecycle import Tier
from cases.domain.next_step import NextStep
from cases.domain.next_step.situation import DISPUTE_RULE
from cases.domain.next_step.table import HEARD_IN_PART, PAST_PLATFORM, STEP_IN_KIND, goes_up

StairState = Literal["done", "now", "late", "can", "later"]
ORDER = (Tier.MERCHANT, Tier.PLATFORM, Tier.REGULATOR)
# Notes are msgids, listed in cases/templatetags/domain_words.py.
TRIED, SKIPPED = "Tried", "Skipped"
OVERDUE, UNDONE, HERE = "Answer overdue", "Not done yet", "Here now"
OPEN_NOW, NOT_YET, TOO_LATE, ENDED = "Can be asked now", "Not needed yet", "Its days have passed", "Ended here"


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


def opens(tier: str, kind: str) -> Tier | None:
    """Return the tier that a step of that kind asks from there; None where it asks none above.

    Where the days for asking the platform are over the way leads past it (JD1 art. 7).
    """
    if kind == PAST_PLATFORM:
        return Tier.REGULATOR
    if not goes_up(kind):
        return None
    place = ORDER.index(Tier(tier)) + 1
    return ORDER[place] if place < len(ORDER) else None


def _stair(place: int, here: int, step: NextStep, tried: frozenset[str]) -> Stair:
    tier, open_ = ORDER[place], opens(ORDER[here], step.kind)
    if place < here:
        return Stair(tier, *passed(tier, tried))
    if step.actor == "none":
        return Stair(tier, "done", ENDED) if place == here else Stair(tier, "later", "")
    if place == here:
        if step.kind == STEP_IN_KIND:
            # 京东: the time that is over was the seller's, and the platform has not been asked (JD1 arts 3, 9(1)).
            return Stair(tier, "now", OPEN_NOW, is_current=True)
        late = step.clock is not None and step.clock.state == "late" and step.clock.tier in ("", tier)
        late = late and step.clock is not None and step.clock.rule != DISPUTE_RULE
        overdue = UNDONE if step.clock is not None and step.clock.deed else OVERDUE
        return Stair(tier, "late" if late else "now", overdue if late else HERE, is_current=open_ is None)
    if tier is open_:
        return Stair(tier, "can", OPEN_NOW, is_current=True)
    if step.kind == HEARD_IN_PART and place == here + 1:
        return Stair(tier, "can", OPEN_NOW)
    return Stair(tier, "later", TOO_LATE if open_ is not None and place < ORDER.index(open_) else NOT_YET)
