"""Which letter stands beside a step: its own, else one that fits the clock; the first word only before any other."""

from __future__ import annotations

from cases.domain.lifecycle import Tier
from cases.domain.next_step.engine import NextStep
from cases.domain.next_step.snapshot import REPLY_BY_RULE
from cases.domain.next_step.table import STEP_IN_KIND, without_letter

FIRST, CONFIRM, FOLLOW_UP = "T1", "T4", "T5"


def letter_beside(step: NextStep, tier: str, *, contacted: bool) -> str:
    """Return the code of the letter to show with the step, "" for none. `contacted`: the tier was spoken to.

    12315 is filed with and rung up, not written to in a chat; a platform that has the case is only chased when late.
    """
    if step.letter:
        return step.letter
    if step.actor == "none" or tier == Tier.REGULATOR or without_letter(step.kind, tier):
        return ""
    if step.kind == STEP_IN_KIND:
        # Nobody there was asked for anything yet that could be followed up: the statement goes with the asking.
        return ""
    clock = step.clock if step.clock is not None and step.clock.lane == "theirs" else None
    if clock is not None and (clock.state == "late" or clock.rule == REPLY_BY_RULE):
        return FOLLOW_UP
    if clock is not None and clock.rule == "CLK01":
        return CONFIRM
    return FIRST if tier == Tier.MERCHANT and clock is None and not contacted else ""
