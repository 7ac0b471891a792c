"""States and legal moves of cases, promises and deadlines: one table each, everything else raises."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar


class IllegalMove(ValueError):
    """Raised for a move that the table does not have."""


class Tier(StrEnum):
    MERCHANT = "merchant"
    PLATFORM = "platform"
    REGULATOR = "regulator"


class CaseState(StrEnum):
    OPEN = "open"
    CLOSED = "closed"


class CaseMove(StrEnum):
    TO_PLATFORM = "to_platform"
    TO_REGULATOR = "to_regulator"
    BACK_TO_MERCHANT = "back_to_merchant"
    BACK_TO_PLATFORM = "back_to_platform"
    CLOSE = "close"
    REOPEN = "reopen"


class Outcome(StrEnum):
    FULL = "full"
    PARTIAL = "partial"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    PROMISED_NOT_PAID = "promised_not_paid"
    OTHER = "other"


class ReplyKind(StrEnum):
    AUTO = "auto"
    RECEIVED = "received"
    SUBSTANTIVE = "substantive"
    AGREED = "agreed"
    PARTLY_AGREED = "partly_agreed"
    REFUSED = "refused"


# An automatic reply or "we have got your message" is not an answer: the clock runs on.
STOPS_CLOCK = frozenset({ReplyKind.SUBSTANTIVE, ReplyKind.AGREED, ReplyKind.PARTLY_AGREED, ReplyKind.REFUSED})


class PromiseState(StrEnum):
    RUNNING = "running"
    KEPT = "kept"
    BROKEN = "broken"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"
    VAGUE = "vague"


class PromiseMove(StrEnum):
    KEEP = "keep"
    BREAK = "break"
    REPLACE = "replace"
    WITHDRAW = "withdraw"
    REREAD = "reread"
    REVIVE = "revive"
    # An answer that came in time was written down after the moment had passed.
    FIND_KEPT = "find_kept"
    # That they were waiting for the shopper when the moment passed was written down after it.
    FIND_WAITING = "find_waiting"


class DeadlineState(StrEnum):
    RUNNING = "running"
    MET = "met"
    LAPSED = "lapsed"
    CANCELLED = "cancelled"
    # The shopper owes them something: nothing counts until it is sent.
    PAUSED = "paused"


class DeadlineMove(StrEnum):
    MEET = "meet"
    LAPSE = "lapse"
    CANCEL = "cancel"
    SHIFT = "shift"
    REVIVE = "revive"
    PAUSE = "pause"
    RESUME = "resume"


@dataclass(frozen=True, slots=True)
class Position:
    """Where a case stands: open or closed, and with whom it is."""

    state: CaseState
    tier: Tier


def _open(tier: Tier) -> Position:
    return Position(CaseState.OPEN, tier)


def _closed(tier: Tier) -> Position:
    return Position(CaseState.CLOSED, tier)


# Leaving the platform out is legal (no rule asks for the order), so it is in the table; `skips_platform` lets the page
# say that it may cost time.
CASE_MOVES: Mapping[tuple[Position, CaseMove], Position] = {
    (_open(Tier.MERCHANT), CaseMove.TO_PLATFORM): _open(Tier.PLATFORM),
    (_open(Tier.MERCHANT), CaseMove.TO_REGULATOR): _open(Tier.REGULATOR),
    (_open(Tier.PLATFORM), CaseMove.TO_REGULATOR): _open(Tier.REGULATOR),
    (_open(Tier.PLATFORM), CaseMove.BACK_TO_MERCHANT): _open(Tier.MERCHANT),
    (_open(Tier.REGULATOR), CaseMove.BACK_TO_MERCHANT): _open(Tier.MERCHANT),
    (_open(Tier.REGULATOR), CaseMove.BACK_TO_PLATFORM): _open(Tier.PLATFORM),
    **{(_open(tier), CaseMove.CLOSE): _closed(tier) for tier in Tier},
    **{(_closed(tier), CaseMove.REOPEN): _open(tier) for tier in Tier},
}

# A broken promise stays broken in the ledger, whatever comes after; only a corrected reading (REREAD), an undone entry
# (WITHDRAW, REVIVE), or an answer in time or a request of theirs that was written down late (FIND_KEPT, FIND_WAITING)
# changes what the record says, because then the record was wrong.
PROMISE_MOVES: Mapping[tuple[PromiseState, PromiseMove], PromiseState] = {
    (PromiseState.RUNNING, PromiseMove.KEEP): PromiseState.KEPT,
    (PromiseState.RUNNING, PromiseMove.BREAK): PromiseState.BROKEN,
    (PromiseState.RUNNING, PromiseMove.REPLACE): PromiseState.REPLACED,
    (PromiseState.RUNNING, PromiseMove.WITHDRAW): PromiseState.WITHDRAWN,
    (PromiseState.RUNNING, PromiseMove.REREAD): PromiseState.RUNNING,
    (PromiseState.KEPT, PromiseMove.WITHDRAW): PromiseState.WITHDRAWN,
    (PromiseState.KEPT, PromiseMove.REVIVE): PromiseState.RUNNING,
    (PromiseState.BROKEN, PromiseMove.WITHDRAW): PromiseState.WITHDRAWN,
    (PromiseState.BROKEN, PromiseMove.REREAD): PromiseState.RUNNING,
    (PromiseState.BROKEN, PromiseMove.FIND_KEPT): PromiseState.KEPT,
    (PromiseState.BROKEN, PromiseMove.FIND_WAITING): PromiseState.RUNNING,
    (PromiseState.REPLACED, PromiseMove.WITHDRAW): PromiseState.WITHDRAWN,
    (PromiseState.REPLACED, PromiseMove.REVIVE): PromiseState.RUNNING,
    (PromiseState.WITHDRAWN, PromiseMove.REVIVE): PromiseState.RUNNING,
    (PromiseState.VAGUE, PromiseMove.REREAD): PromiseState.RUNNING,
    (PromiseState.VAGUE, PromiseMove.REPLACE): PromiseState.REPLACED,
    (PromiseState.VAGUE, PromiseMove.WITHDRAW): PromiseState.WITHDRAWN,
}

# A lapsed deadline can still be met: late, which its moments tell.
DEADLINE_MOVES: Mapping[tuple[DeadlineState, DeadlineMove], DeadlineState] = {
    (DeadlineState.RUNNING, DeadlineMove.MEET): DeadlineState.MET,
    (DeadlineState.RUNNING, DeadlineMove.LAPSE): DeadlineState.LAPSED,
    (DeadlineState.RUNNING, DeadlineMove.CANCEL): DeadlineState.CANCELLED,
    (DeadlineState.RUNNING, DeadlineMove.SHIFT): DeadlineState.RUNNING,
    (DeadlineState.RUNNING, DeadlineMove.PAUSE): DeadlineState.PAUSED,
    (DeadlineState.PAUSED, DeadlineMove.RESUME): DeadlineState.RUNNING,
    (DeadlineState.PAUSED, DeadlineMove.MEET): DeadlineState.MET,
    (DeadlineState.PAUSED, DeadlineMove.CANCEL): DeadlineState.CANCELLED,
    (DeadlineState.PAUSED, DeadlineMove.SHIFT): DeadlineState.PAUSED,
    (DeadlineState.LAPSED, DeadlineMove.MEET): DeadlineState.MET,
    (DeadlineState.LAPSED, DeadlineMove.CANCEL): DeadlineState.CANCELLED,
    (DeadlineState.LAPSED, DeadlineMove.SHIFT): DeadlineState.RUNNING,
    (DeadlineState.MET, DeadlineMove.REVIVE): DeadlineState.RUNNING,
    (DeadlineState.CANCELLED, DeadlineMove.REVIVE): DeadlineState.RUNNING,
}

State = TypeVar("State")
Move = TypeVar("Move", bound=StrEnum)


def case_after(position: Position, move: CaseMove) -> Position:
    """Return where the case stands after the move. IllegalMove when it cannot be made from there."""
    return _after(CASE_MOVES, position, move)


def promise_after(state: PromiseState, move: PromiseMove) -> PromiseState:
    """Return the promise's state after the move. IllegalMove when the table has none."""
    return _after(PROMISE_MOVES, state, move)


def deadline_after(state: DeadlineState, move: DeadlineMove) -> DeadlineState:
    """Return the deadline's state after the move. IllegalMove when the table has none."""
    return _after(DEADLINE_MOVES, state, move)


def skips_platform(position: Position, move: CaseMove) -> bool:
    """Return whether the move leaves the platform out: legal, but worth a warning."""
    return position.tier is Tier.MERCHANT and move is CaseMove.TO_REGULATOR


def _after(table: Mapping[tuple[State, Move], State], state: State, move: Move) -> State:
    try:
        return table[state, move]
    except KeyError:
        raise IllegalMove(f"{move} is not possible from {state}") from None
