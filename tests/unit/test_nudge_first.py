"""Nudge first: whatever the hour, a day lies between the mail that says so and the one that says the platform."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.domain.next_step import DeadlineView, next_step
from cases.domain.quiet import quiet_parse, send_at
from cases.domain.stages import leaves_a_day, stages_theirs
from cases.domain.zone import SHANGHAI, local, morning
from tests.next_step_cells import case

H = timedelta(hours=1)
QUIET = quiet_parse("22:00-08:00")
DUES = st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC))


def at(day: int, hour: int, minute: int = 0, second: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, second, tzinfo=SHANGHAI)


@given(DUES)
def test_it_leaves_the_due_mail_its_time(due: datetime) -> None:
    stages = {str(one.name): one.at for one in stages_theirs(due - 30 * H, due, 1800)}
    left = send_at(stages["due"], QUIET)
    assert stages["overdue"] - left > 11 * H


@given(DUES)
def test_it_changes_nothing_for_promises_of_the_daytime(due: datetime) -> None:
    """Settled: overdue next day 09:00, long overdue on day 3, 09:00."""
    stages = {str(one.name): one.at for one in stages_theirs(due - 30 * H, due, 1800)}
    day = local(due).date()
    assert stages["long_overdue"] == morning(day + timedelta(days=3))
    if local(due).hour < 21:
        assert stages["overdue"] == morning(day + timedelta(days=1))


def lapsed(nudged_at: datetime) -> DeadlineView:
    due_at = at(23, 10, 12)
    return DeadlineView(
        id=1, lane="theirs", rule="CLK01", tier="merchant", trigger_at=at(21, 10), due_at=due_at, nudged_at=nudged_at
    )


@pytest.mark.parametrize(
    ("nudged_at", "until"),
    [
        (at(23, 15), at(24, 9)),
        (at(23, 21, 59), at(24, 9)),
        # Sent at night or a minute before the morning: nobody has had a day to answer.
        (at(23, 23), at(26, 9)),
        (at(24, 8, 59), at(26, 9)),
        (at(26, 8, 59), at(27, 9)),
        (at(26, 23), at(28, 9)),
    ],
)
def test_it_gives_the_follow_up_a_day(nudged_at: datetime, until: datetime) -> None:
    snapshot = case(deadlines=(lapsed(nudged_at),))
    just_before = next_step(snapshot, until - H / 60)
    assert (just_before.kind, just_before.next_at) == ("wait_nudge", until)
    assert next_step(snapshot, until).kind == "step_up"


def test_it_says_how_long_a_day_is() -> None:
    assert leaves_a_day(at(23, 21, 59), at(24, 9))
    assert not leaves_a_day(at(23, 22), at(24, 9))
