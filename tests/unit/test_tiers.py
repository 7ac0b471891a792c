"""The staircase."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given

from cases.domain import tiers
from cases.domain.lifecycle import Tier
from cases.domain.next_step import CaseSnapshot, next_step
from cases.domain.next_step.situation import DISPUTE_RULE
from cases.domain.next_step.table import HEARD_IN_PART, PAST_PLATFORM, STEP_IN_KIND
from cases.domain.tiers import stairs
from cases.templatetags import domain_words
from tests.next_step_cells import DUE, HEARD, NOW, H, M, P, R, case, dispute, heard, promise, window
from tests.next_step_snapshots import MOMENTS, SNAPSHOTS


@pytest.mark.parametrize(
    ("snapshot", "now", "states"),
    [
        (case(), NOW, ["*now", "later", "later"]),
        (case(deadlines=(promise(),)), DUE - H, ["*now", "later", "later"]),
        (case(deadlines=(promise(),)), NOW, ["*late", "later", "later"]),
        (case(deadlines=(promise(),), no_reply_at=NOW), NOW, ["late", "*can", "later"]),
        (case(contacts=(heard("refused", NOW),)), NOW, ["now", "*can", "later"]),
        (case(contacts=(heard("refused", NOW),), deadlines=(window(NOW - H, "CLK08"),)), NOW, ["now", "later", "*can"]),
        (case(P, deadlines=(promise(P),)), DUE - H, ["done", "*now", "later"]),
        (case(P, refused_at=NOW), NOW, ["done", "now", "*can"]),
        # 京东: the seller's time is over, the platform was not asked.
        (case(P, step_in_at=DUE, deadlines=(dispute(),)), NOW, ["done", "*now", "later"]),
        (case(P, step_in_at=DUE, deadlines=(dispute(),)), DUE - H, ["done", "*now", "later"]),
        # Who may accept a part need not go up.
        (case(P, contacts=(heard("partly_agreed", NOW, P, result="partly"),)), NOW, ["done", "*now", "can"]),
        # What the seller still owes makes no answer of the platform late.
        (
            case(P, filed_at=HEARD - H, deadlines=(promise(P, due_at=NOW + H), promise(M))),
            NOW,
            ["done", "*now", "later"],
        ),
        (case(R, refused_at=NOW), NOW, ["done", "done", "*now"]),
        (case(P, state="closed", outcome="full"), NOW, ["done", "done", "later"]),
    ],
)
def test_it_shows_where_the_case_is(snapshot: CaseSnapshot, now: datetime, states: list[str]) -> None:
    shown = stairs(snapshot.tier, next_step(snapshot, now), frozenset(Tier))
    assert [f"{'*' * stair.is_current}{stair.state}" for stair in shown] == states


@given(SNAPSHOTS, MOMENTS)
def test_it_has_one_current_step_and_opens_at_most_the_next(snapshot: CaseSnapshot, now: datetime) -> None:
    shown = stairs(snapshot.tier, next_step(snapshot, now), frozenset())
    assert [stair.tier for stair in shown] == list(Tier)
    assert sum(stair.is_current for stair in shown) == 1
    here = list(Tier).index(Tier(snapshot.tier))
    # 京东 counts as asked with the dispute: its days may be over from either tier (JD1 art. 7).
    above = list(Tier).index(R) if next_step(snapshot, now).kind == PAST_PLATFORM else here + 1
    assert all(place == above for place, stair in enumerate(shown) if stair.state == "can")


def test_it_says_that_the_days_of_a_tier_it_leads_past_are_over() -> None:
    snapshot = case(contacts=(heard("refused", NOW),), deadlines=(window(NOW - H, "CLK08"),))
    shown = stairs(M, next_step(snapshot, NOW), frozenset())
    assert [stair.note for stair in shown] == ["Here now", "Its days have passed", "Can be asked now"]


@pytest.mark.parametrize(
    ("tried", "notes"),
    [
        ({M, P}, [("done", "Tried"), ("done", "Tried")]),
        ({P}, [("later", "Skipped"), ("done", "Tried")]),
        (set(), [("later", "Skipped"), ("later", "Skipped")]),
    ],
)
def test_it_says_which_tier_was_skipped(tried: set[Tier], notes: list[tuple[str, str]]) -> None:
    shown = stairs(R, next_step(case(R), NOW), frozenset(tried))
    assert [(stair.state, stair.note) for stair in shown[:2]] == notes


def test_it_claims_nothing_of_the_tiers_above_a_closed_case() -> None:
    closed = case(P, state="closed", outcome="partial", refused_at=NOW)
    shown = stairs(P, next_step(closed, NOW), frozenset({M}))
    assert [stair.note for stair in shown] == ["Tried", "Ended here", ""]


def test_it_has_every_note_listed_for_translation() -> None:
    kinds = {DISPUTE_RULE, HEARD_IN_PART, PAST_PLATFORM, STEP_IN_KIND}
    notes = {value for name, value in vars(tiers).items() if name.isupper() and isinstance(value, str)} - kinds
    assert notes == set(domain_words.NOTES)
