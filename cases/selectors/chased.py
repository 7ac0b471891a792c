"""Whom the next step of a case chases, where that is not whom the case is with."""

from __future__ import annotations

from cases.domain.lifecycle import Tier
from cases.models import Case, Deadline


def chased_tier(case: Case) -> str:
    """Return the tier below the present one whose promise the next step goes by, "" where it goes by none."""
    clock = case.next_deadline
    if clock is None or clock.lane != Deadline.Lane.THEIRS:
        return ""
    return clock.tier if is_below(case, clock.tier) else ""


def is_below(case: Case, tier: str) -> bool:
    """Return whether the case has left that tier behind."""
    order = [str(one) for one in Tier]
    return tier in order and order.index(tier) < order.index(case.tier)
