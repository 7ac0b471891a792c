"""States and legal moves, over every pair."""

from __future__ import annotations

from itertools import product

import pytest

from cases.domain.lifecycle import (
    CASE_MOVES,
    DEADLINE_MOVES,
    PROMISE_MOVES,
    STOPS_CLOCK,
    CaseMove,
    CaseState,
    DeadlineMove,
    DeadlineState,
    IllegalMove,
    Outcome,
    Position,
    PromiseMove,
    PromiseState,
    ReplyKind,
    Tier,
    case_after,
    deadline_after,
    promise_after,
    skips_platform,
)

POSITIONS = [Position(state, tier) for state, tier in product(CaseState, Tier)]

# The expectation is written out by hand: one line per state, the moves it allows and where they lead.
CASE = {
    "open merchant": {
        "to_platform": "open platform",
        "to_regulator": "open regulator",
        "close": "closed merchant",
    },
    "open platform": {
        "to_regulator": "open regulator",
        "back_to_merchant": "open merchant",
        "close": "closed platform",
    },
    "open regulator": {
        "back_to_merchant": "open merchant",
        "back_to_platform": "open platform",
        "close": "closed regulator",
    },
    "closed merchant": {"reopen": "open merchant"},
    "closed platform": {"reopen": "open platform"},
    "closed regulator": {"reopen": "open regulator"},
}
PROMISE = {
    "running": {
        "keep": "kept",
        "break": "broken",
        "replace": "replaced",
        "withdraw": "withdrawn",
        "reread": "running",
    },
    "kept": {"withdraw": "withdrawn", "revive": "running"},
    "broken": {"withdraw": "withdrawn", "reread": "running", "find_kept": "kept", "find_waiting": "running"},
    "replaced": {"withdraw": "withdrawn", "revive": "running"},
    "withdrawn": {"revive": "running"},
    "vague": {"reread": "running", "replace": "replaced", "withdraw": "withdrawn"},
}
DEADLINE = {
    "running": {"meet": "met", "lapse": "lapsed", "cancel": "cancelled", "shift": "running", "pause": "paused"},
    "met": {"revive": "running"},
    "lapsed": {"meet": "met", "cancel": "cancelled", "shift": "running"},
    "cancelled": {"revive": "running"},
    # What stands still cannot lapse.
    "paused": {"meet": "met", "cancel": "cancelled", "shift": "paused", "resume": "running"},
}


@pytest.mark.parametrize(("position", "move"), [*product(POSITIONS, CaseMove)])
def test_it_moves_a_case_only_as_the_table_says(position: Position, move: CaseMove) -> None:
    expected = CASE[f"{position.state} {position.tier}"].get(move)
    if expected is None:
        with pytest.raises(IllegalMove, match=move):
            case_after(position, move)
    else:
        after = case_after(position, move)
        assert f"{after.state} {after.tier}" == expected


@pytest.mark.parametrize(("state", "move"), [*product(PromiseState, PromiseMove)])
def test_it_moves_a_promise_only_as_the_table_says(state: PromiseState, move: PromiseMove) -> None:
    expected = PROMISE[state].get(move)
    if expected is None:
        with pytest.raises(IllegalMove, match=move):
            promise_after(state, move)
    else:
        assert promise_after(state, move) == expected


@pytest.mark.parametrize(("state", "move"), [*product(DeadlineState, DeadlineMove)])
def test_it_moves_a_deadline_only_as_the_table_says(state: DeadlineState, move: DeadlineMove) -> None:
    expected = DEADLINE[state].get(move)
    if expected is None:
        with pytest.raises(IllegalMove, match=move):
            deadline_after(state, move)
    else:
        assert deadline_after(state, move) == expected


def test_it_never_forgets_a_broken_promise() -> None:
    """Only a record that was wrong may change; nothing the other side does later turns broken into kept.

    FIND_KEPT is an answer in time that was noted late; tests/integration/test_contact_log.py holds it to that.
    FIND_WAITING is a request of theirs noted late; tests/integration/test_owed_earlier.py holds it to that.
    """
    assert {move for state, move in PROMISE_MOVES if state is PromiseState.BROKEN} == {
        PromiseMove.FIND_KEPT,
        PromiseMove.FIND_WAITING,
        PromiseMove.REREAD,
        PromiseMove.WITHDRAW,
    }


def test_it_lets_every_open_case_close_and_every_closed_one_open_again() -> None:
    for position in POSITIONS:
        move = CaseMove.CLOSE if position.state is CaseState.OPEN else CaseMove.REOPEN
        assert case_after(position, move).tier is position.tier
        assert {there for (here, _), there in CASE_MOVES.items() if here == position}


def test_it_lets_a_lapsed_deadline_be_met_late() -> None:
    assert DEADLINE_MOVES[DeadlineState.LAPSED, DeadlineMove.MEET] is DeadlineState.MET


def test_it_stops_the_clock_only_for_an_answer() -> None:
    assert set(ReplyKind) - STOPS_CLOCK == {ReplyKind.AUTO, ReplyKind.RECEIVED}


def test_it_warns_of_leaving_the_platform_out_and_of_nothing_else() -> None:
    warned = {(place.tier, move) for (place, move) in CASE_MOVES if skips_platform(place, move)}
    assert warned == {(Tier.MERCHANT, CaseMove.TO_REGULATOR)}


def test_it_knows_six_outcomes() -> None:
    assert [str(outcome) for outcome in Outcome] == [
        "full",
        "partial",
        "refused",
        "withdrawn",
        "promised_not_paid",
        "other",
    ]
