"""The one next step of a case: who acts, by when, and why (ux.md §6.5 as amended by settled.md)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Literal

from cases.domain.lifecycle import CaseState, DeadlineState, Tier
from cases.domain.next_step.below import BELOW, standing_above
from cases.domain.next_step.situation import Situation, Standing
from cases.domain.next_step.snapshot import OWED_RULE, CaseSnapshot, DeadlineView
from cases.domain.next_step.special import LAST_FOR_UP, WAYS, special_row
from cases.domain.next_step.table import (
    ANY_WINDOW,
    ASKING_RULE,
    CLOSED_REASON,
    CLOSED_TITLES,
    CLOSING_IF,
    CLOSING_PRIVATE,
    DISPUTE,
    FILE_DISPUTE,
    PLATFORM,
    PLATFORM_FOR_YOU,
    PLATFORM_FOR_YOU_BY,
    REOPEN,
    STEP_IN,
    STEP_UP,
    TABLE,
    UNNAMED_PLATFORM,
    WINDOWS,
    Action,
    Actor,
    Row,
)
from cases.domain.starts import CONSUMER_WINDOWS, GONE_PAST, MET_BY_ASKING, PRIVATE_SELLERS
from cases.domain.wording import moment

DECIDED_TITLES: Mapping[str, str] = {
    "They agreed: ask by when": PLATFORM_FOR_YOU,
    "They agreed: wait until %(when)s": PLATFORM_FOR_YOU_BY,
}
CLOSING_WITHIN = timedelta(hours=12)
SOON_WITHIN = timedelta(hours=24)
ClockState = Literal["late", "soon", "calm", "waiting"]


@dataclass(frozen=True, slots=True)
class ClockView:
    """The clock to show: theirs is late, soon (under 24 h) or waiting; mine is soon or calm, never late."""

    deadline_id: int
    lane: str
    rule: str
    state: ClockState
    trigger_at: datetime
    due_at: datetime
    words: str = ""
    tier: str = ""
    # Of something agreed to: what is late is no answer.
    deed: bool = False


@dataclass(frozen=True, slots=True)
class NextStep:
    """The step. `title`, `reason` and the actions' labels are msgids to be filled with `words_for(...)`.

    `next_at` is when the act fell due (for "me": at or before now, or the end of the window to be met) or when the
    step will change by itself (for "them": later than now). None only when the case is closed.
    """

    kind: str
    actor: Actor
    next_at: datetime | None
    title: str
    reason: str
    action: Action
    second: Action | None = None
    clock: ClockView | None = None
    params: Mapping[str, str | datetime] = field(default_factory=dict)

    @property
    def letter(self) -> str:
        """The code of the letter to copy, "" when the step is not a letter."""
        return self.action.letter

    def words_for(self, now: datetime, lang: str) -> dict[str, str]:
        """Return the params as text: platform, verb, demand, words, and the moments `when` and `since`."""
        return {
            name: value if isinstance(value, str) else moment(value, now, lang) for name, value in self.params.items()
        }


def next_step(case: CaseSnapshot, now: datetime) -> NextStep:
    """Return the one next step. First match wins: closed, a window about to close, a special row, then the table."""
    if case.state == CaseState.CLOSED:
        title = CLOSED_TITLES.get(case.outcome, "Closed")
        return NextStep("closed", "none", None, title, CLOSED_REASON, REOPEN)
    window = next_window(case, now)
    if window is not None and window.due_at - now <= CLOSING_WITHIN:
        row = WINDOWS.get(window.rule, ANY_WINDOW)
        row = replace(row, reason=_closing(case, window.rule, row.reason))
        if window.rule == ASKING_RULE:
            # 京东: with the seller the dispute comes first, after it the platform itself is asked.
            row = replace(row, primary=STEP_IN if case.tier == Tier.PLATFORM else FILE_DISPUTE)
        return _step(row, case, window.due_at, _clock(window, now), when=window.due_at, since=window.trigger_at)
    place = standing_above(case, now)
    open_, over = windows_by_rule(case, now)
    special = special_row(case, place, open_, over) if place.below is None else None
    row = special.row if special else _row(case, place)
    if row.secondary and row.secondary.code == STEP_UP.code and LAST_FOR_UP.get(Tier(case.tier), "") in over:
        row = replace(row, secondary=WAYS)
    until = _open_until(case, special.open, now) if special else None
    deed = place.clock is not None and case.is_deed(place.clock)
    return _step(
        row,
        case,
        _next_at(row, place, window, now),
        _clock(place.clock or window, now, deed=deed),
        when=place.until or (place.clock.due_at if place.clock else place.since),
        since=_quiet_since(case, place),
        words=place.clock.words if place.clock else "",
        **({"window": until} if until else {}),
    )


def _quiet_since(case: CaseSnapshot, place: Standing) -> datetime:
    """Return since when the situation holds; of silence, since when nothing came, not when that became too long."""
    if place.situation is not Situation.SILENT or place.clock is None:
        return place.since
    return max(place.clock.trigger_at, case.heard_at() or place.clock.trigger_at)


def _closing(case: CaseSnapshot, rule: str, reason: str) -> str:
    """Return the reason of a closing window with what it depends on."""
    private = case.platform in PRIVATE_SELLERS and rule in CONSUMER_WINDOWS
    return CLOSING_PRIVATE if private else CLOSING_IF.get(rule, reason)


def _row(case: CaseSnapshot, place: Standing) -> Row:
    return TABLE[Tier(case.tier), place.situation] if place.below is None else BELOW[place.below][place.situation]


def windows_by_rule(case: CaseSnapshot, now: datetime) -> tuple[frozenset[str], frozenset[str]]:
    """Return the rules of the shopper's own windows that are open, and of those that are over."""
    mine = [one for one in case.deadlines if one.lane == "mine" and one.is_alive]
    open_ = frozenset(one.rule for one in mine if one.state == DeadlineState.RUNNING and one.due_at > now)
    return open_, frozenset(one.rule for one in mine) - open_


def _open_until(case: CaseSnapshot, rules: tuple[str, ...], now: datetime) -> datetime | None:
    """Return when the first of these windows closes, None when none is open."""
    mine = (one for one in case.deadlines if one.lane == "mine" and one.state == DeadlineState.RUNNING)
    return min((one.due_at for one in mine if one.rule in rules and one.due_at > now), default=None)


def next_window(case: CaseSnapshot, now: datetime) -> DeadlineView | None:
    """Return the shopper's own window that closes next, None when none is open.

    One for asking the seller is no step of a case that has gone above the seller, and one for asking the platform
    none of a case whose platform was asked.
    """
    mine = (one for one in case.deadlines if one.lane == "mine" and one.state == DeadlineState.RUNNING)
    aside = (OWED_RULE, *GONE_PAST[Tier(case.tier)])  # what they asked for is the step itself
    if case.tier == Tier.PLATFORM and case.step_in_at is None:
        aside = (*aside, *MET_BY_ASKING)
    windows = (one for one in mine if one.rule not in aside)
    return min((one for one in windows if one.due_at > now), key=lambda one: (one.due_at, one.id), default=None)


def _next_at(row: Row, place: Standing, window: DeadlineView | None, now: datetime) -> datetime:
    if row.actor == "me" or place.until is None:
        return min(place.since, now)
    # Whatever we wait for, the window turns into the next step once it is about to close, and a promise once it is due.
    turns = (place.until, place.turns, window.due_at - CLOSING_WITHIN if window else None)
    return min(one for one in turns if one is not None)


def _clock(deadline: DeadlineView | None, now: datetime, *, deed: bool = False) -> ClockView | None:
    if deadline is None:
        return None
    left = deadline.due_at - now
    state: ClockState = "calm" if deadline.lane == "mine" else "waiting"
    if left <= timedelta(0):
        state = "late" if deadline.lane == "theirs" else "calm"
    elif left < SOON_WITHIN:
        state = "soon"
    return ClockView(
        deadline.id,
        deadline.lane,
        deadline.rule,
        state,
        deadline.trigger_at,
        deadline.due_at,
        deadline.words,
        deadline.tier,
        deed,
    )


def _step(
    row: Row, case: CaseSnapshot, next_at: datetime, clock: ClockView | None, **params: str | datetime
) -> NextStep:
    named = {"platform": case.platform_name, "verb": case.platform_verb, "demand": case.demand}
    title, primary = row.title, row.primary
    if title == PLATFORM and row.kind.startswith("step_up") and case.dispute_first:
        title, primary = DISPUTE, FILE_DISPUTE if primary == STEP_UP else primary
    if case.tier == Tier.PLATFORM and case.step_in_at is None:
        title = DECIDED_TITLES.get(title, title)
    title = title if case.platform_name else UNNAMED_PLATFORM.get(title, title)
    return NextStep(row.kind, row.actor, next_at, title, row.reason, primary, row.secondary, clock, {**named, **params})
