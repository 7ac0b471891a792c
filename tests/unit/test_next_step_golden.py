"""The golden table of the next step, and the law that advice never comes too late."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.domain.lifecycle import Tier
from cases.domain.next_step import next_step
from cases.domain.next_step.special import SPECIALS, STRAIGHT_UP
from cases.domain.next_step.table import goes_up
from cases.domain.starts import REQUEST_WINDOWS
from tests.next_step_cells import NOW
from tests.next_step_golden import GOLDEN, golden_case, happened

RECORDS = st.sampled_from(sorted({row[1] for row in GOLDEN if row[0] is Tier.MERCHANT}))
PROBLEMS = st.sampled_from(sorted({row[3] for row in GOLDEN}))


@pytest.mark.parametrize(("tier", "what", "clocks", "problem", "platform", "step"), GOLDEN)
def test_it_names_the_step_of_the_table(
    tier: Tier, what: str, clocks: str, problem: str, platform: str, step: str
) -> None:
    assert next_step(golden_case(tier, what, clocks, problem, platform), NOW).kind == step


def test_it_is_a_table_of_more_than_sixty_cells_and_twenty_steps() -> None:
    assert len({row[:5] for row in GOLDEN}) == len(GOLDEN) >= 60
    assert len({row[5] for row in GOLDEN}) >= 20


def test_it_reaches_every_special_row() -> None:
    reached = Counter(row[5] for row in GOLDEN)
    assert not {one.row.kind for one in SPECIALS} - set(reached)


@given(RECORDS, PROBLEMS)
def test_it_never_sends_to_jd_after_its_fifteen_days(what: str, problem: str) -> None:
    step = next_step(golden_case(Tier.MERCHANT, what, "CLK08 over", problem, "jd"), NOW)
    asked = {step.action.code, step.second.code if step.second else ""}
    assert "step_up" not in asked
    assert step.kind == "regulator_instead" or not goes_up(step.kind)


@given(
    st.sampled_from(["nothing", "ruled against", "no reply, noted"]),
    PROBLEMS,
    st.sampled_from([Tier.PLATFORM, Tier.REGULATOR]),
)
def test_it_never_prepares_a_complaint_after_three_years(what: str, problem: str, tier: Tier) -> None:
    step = next_step(golden_case(tier, what, "CLK23 over", problem), NOW)
    assert step.action.code == "other_ways"


@given(PROBLEMS, st.sampled_from(["CLK02", "CLK03", "CLK05", "CLK11"]))
def test_it_never_offers_a_return_whose_window_is_closed(problem: str, rule: str) -> None:
    step = next_step(golden_case(Tier.MERCHANT, "nothing", f"{rule} over", problem), NOW)
    assert step.kind not in {"contact_return", "contact_quality", "file_window"}


@given(
    st.sampled_from(sorted({row[1] for row in GOLDEN if row[0] is not Tier.MERCHANT})),
    st.sampled_from([Tier.PLATFORM, Tier.REGULATOR]),
    st.sampled_from(REQUEST_WINDOWS),
    PROBLEMS,
)
def test_it_asks_the_seller_first_of_no_case_that_has_gone_up(what: str, tier: Tier, rule: str, problem: str) -> None:
    step = next_step(golden_case(tier, what, f"{rule} closing", problem), NOW)
    without = next_step(golden_case(tier, what, "", problem), NOW)
    assert (step.kind, step.next_at, step.clock) == (without.kind, without.next_at, without.clock)


@pytest.mark.parametrize("problem", sorted(STRAIGHT_UP))
def test_it_goes_straight_up_without_an_answer(problem: str) -> None:
    for what in ("no reply", "promise late"):
        assert goes_up(next_step(golden_case(Tier.MERCHANT, what, "", problem), NOW).kind)


def test_it_goes_straight_up_only_without_an_answer() -> None:
    """A fake whose seller still has time is waited for like any other."""
    step = next_step(golden_case(Tier.MERCHANT, "promise runs", "", "counterfeit"), NOW)
    assert (step.kind, step.actor) == ("wait", "them")


def test_it_looks_at_a_window_that_stands_open_by_its_own_moment() -> None:
    step = next_step(golden_case(Tier.PLATFORM, "ruled against", "CLK09 open", "defect", "jd"), NOW)
    assert step.params["window"] == NOW + timedelta(days=3)
    assert "%" not in step.reason % step.words_for(NOW, "zh-hans")


def test_it_knows_every_record_of_the_table() -> None:
    assert all(happened(row[0], row[1]) is not None for row in GOLDEN)
