"""How long a case was at each tier, and how a bar is shared out."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.domain.tally import TIERS, Turn, shares, tier_times, time_at_tiers

START = datetime(2026, 11, 1, tzinfo=UTC)
DAY = timedelta(days=1)


def turn(day: int, kind: str, tier: str = "merchant") -> Turn:
    return Turn(START + day * DAY, kind, tier)


@pytest.mark.parametrize(
    ("turns", "until", "days"),
    [
        ([], 3, {"merchant": 3}),
        ([turn(2, "tier_moved", "platform")], 5, {"merchant": 2, "platform": 3}),
        ([turn(2, "tier_moved", "regulator")], 5, {"merchant": 2, "regulator": 3}),
        ([turn(1, "tier_moved", "platform"), turn(2, "filing_undone")], 6, {"merchant": 5, "platform": 1}),
        ([turn(2, "case_closed")], 2, {"merchant": 2}),
        ([turn(2, "case_closed"), turn(7, "case_reopened")], 9, {"merchant": 4}),
        ([turn(2, "case_closed"), turn(3, "tier_moved", "platform")], 9, {"merchant": 2}),
        ([turn(8, "tier_moved", "platform")], 5, {"merchant": 5, "platform": 0}),
        # Told for a day before the case was opened: nobody knows how long the seller had it.
        ([turn(-19, "tier_moved", "platform")], 3, {"platform": 22}),
        (
            [turn(-19, "tier_moved", "platform"), turn(0, "tier_moved", "regulator")],
            3,
            {"platform": 19, "regulator": 3},
        ),
    ],
)
def test_it_counts_the_days_at_each_tier(turns, until, days):
    found = time_at_tiers(START, turns, START + until * DAY)
    assert {tier: spent / DAY for tier, spent in found.items()} == days


TURNS = st.lists(
    st.tuples(
        st.integers(0, 40),
        st.sampled_from(["tier_moved", "filing_undone", "case_closed", "case_reopened"]),
        st.sampled_from(TIERS),
    ),
    max_size=8,
)


@given(TURNS, st.integers(0, 60))
def test_it_loses_and_invents_no_time(rows, until):
    """What is open and what is closed fill the time between the opening and the end, without a gap or an overlap."""
    turns = [turn(*row) for row in sorted(rows, key=lambda row: row[0])]
    spent = time_at_tiers(START, turns, START + until * DAY)
    closed, since = timedelta(), None
    for one in turns:
        at = min(one.at, START + until * DAY)
        if one.kind == "case_closed" and since is None:
            since = at
        elif one.kind == "case_reopened" and since is not None:
            closed, since = closed + (at - since), None
    if since is not None:
        closed += START + until * DAY - since
    assert sum(spent.values(), timedelta()) + closed == until * DAY
    assert all(each >= timedelta() for each in spent.values())


def test_it_averages_over_the_cases_that_came_there():
    rows = [{"merchant": 2 * DAY}, {"merchant": 4 * DAY, "platform": DAY}]
    found = {row.tier: (row.cases, row.average / DAY) for row in tier_times(rows)}
    assert found == {"merchant": (2, 3), "platform": (1, 1), "regulator": (0, 0)}


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=5))
def test_it_fills_the_bar_and_shows_whatever_is_there(counts):
    widths = shares(counts)
    assert sum(widths) == (100 if sum(counts) else 0)
    assert all((width >= 1) == bool(count) for count, width in zip(counts, widths, strict=True))
