"""What a tier below the present one agreed to or promised while the case is above it.

The seller may agree while the platform or 12315 has the case: then that is what is waited for, whoever was asked last.
Withdrawing before it has arrived is what the reasons warn of (issue 5 §1, agreed not paid).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from cases.domain.lifecycle import ReplyKind, Tier
from cases.domain.next_step.situation import Situation, Standing, answer_of, chased, clock_ahead, standing
from cases.domain.next_step.snapshot import CaseSnapshot, ContactView, DeadlineView
from cases.domain.next_step.table import (
    ARRIVED,
    NOTE_DAY,
    NUDGE,
    PLATFORM_FOR_YOU,
    PLATFORM_FOR_YOU_BY,
    REPLIED,
    Row,
)

S = Situation
# Nothing but an answer of the present tier is waited for, or somebody is asked how long it takes.
WAITING = frozenset({S.RUNNING, S.ASKED, S.NUDGED, S.DISPUTE, S.FILED})
IDLE = WAITING | {S.NOTHING, S.BOT, S.UNTIMED, S.VAGUE}
PROMISE_RULE = "CLK01"
KEEP = "Withdraw nothing that you have filed before it has arrived."
KEEP_LATE = "They agreed, and the time has passed. Withdraw nothing that you have filed before it has arrived."


def _rows(asked: str, wait: str, nudge: str) -> Mapping[Situation, Row]:
    return {
        S.AGREED_UNTIMED: Row("ask_agreed", "me", asked, KEEP, NOTE_DAY, ARRIVED),
        S.AGREED: Row("wait_agreed", "them", wait, KEEP, ARRIVED),
        S.AGREED_LATE: Row("nudge", "me", nudge, KEEP_LATE, NUDGE, ARRIVED),
        S.LATE: Row("nudge", "me", nudge, "The time has passed without an answer.", NUDGE, REPLIED),
    }


BELOW: Mapping[Tier, Mapping[Situation, Row]] = {
    Tier.MERCHANT: _rows(
        "The seller agreed: ask by when", "The seller agreed: wait until %(when)s", "Nudge the seller once"
    ),
    Tier.PLATFORM: _rows(PLATFORM_FOR_YOU, PLATFORM_FOR_YOU_BY, "Nudge the platform once"),
}


def standing_above(case: CaseSnapshot, now: datetime) -> Standing:
    """Return where the case stands; with `below` set where a tier it has left is what is waited for or chased.

    An agreement outranks whatever the present tier has not answered since, until it was chased in vain; a promise
    that agrees to nothing is chased only while nothing else is to be done.
    """
    place, below = standing(case, now), case.below()
    if not below or place.situation in (S.OWED, S.TESTING, S.PAID):
        return place
    rows = [one for one in case.deadlines if one.lane == "theirs" and one.is_alive and one.rule == PROMISE_RULE]
    clocks = [one for one in rows if one.tier in below]
    agreed = _agreed(case, clocks)
    if agreed is not None:
        return _agreement(case, place, agreed, [one for one in clocks if one.trigger_at >= agreed.at], now)
    # What was promised before the case went up has had its answer: that is why it went.
    clock = clock_ahead(case, [one for one in clocks if case.filed_at and one.trigger_at > case.filed_at], now)
    if clock is None or place.situation not in WAITING:
        return place
    if now < clock.due_at:
        return replace(place, turns=clock.due_at)
    if _chased(case, clock):
        return place
    return Standing(S.LATE, clock.due_at, clock=clock, below=Tier(clock.tier))


def _agreed(case: CaseSnapshot, clocks: list[DeadlineView]) -> ContactView | None:
    """Return the agreement of a tier below that still holds: no word against it there, no answer here since."""
    said = [one for one in case.said_below() if one.reply not in ("", ReplyKind.AUTO, ReplyKind.RECEIVED)]
    last = max(said, key=lambda one: one.at, default=None)
    if last is None or last.reply != ReplyKind.AGREED:
        return None
    # What was agreed before the case went up counts while its clock runs on.
    filed = case.filed_at is not None and last.at >= case.filed_at
    if not filed and not any(one.trigger_at >= last.at for one in clocks):
        return None
    answer = answer_of(case)
    return last if answer is None or answer.at <= last.at else None


def _agreement(
    case: CaseSnapshot, place: Standing, agreed: ContactView, clocks: list[DeadlineView], now: datetime
) -> Standing:
    # What was agreed to is waited for, not an answer that was promised beside it.
    clocks = [one for one in clocks if case.is_deed(one)] or clocks
    tier, clock = Tier(agreed.tier), clock_ahead(case, clocks, now)
    if clock is None:
        return Standing(S.AGREED_UNTIMED, agreed.at, below=tier) if place.situation in IDLE else place
    if now < clock.due_at:
        return Standing(S.AGREED, clock.trigger_at, clock.due_at, clock, below=tier)
    # What the present tier itself has ruled and nobody carried out it can see to: the seller need not be asked first.
    if _chased(case, clock) or place.situation is S.AGREED_LATE:
        return place
    return Standing(S.AGREED_LATE, clock.due_at, clock=clock, below=tier)


def _chased(case: CaseSnapshot, clock: DeadlineView) -> bool:
    return chased(clock, case.said_below()) is not None
