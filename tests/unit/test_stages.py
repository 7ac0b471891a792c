"""When deadlines speak up."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cases.domain.stages import MINE, THEIRS, StageName, stages_mine, stages_theirs
from cases.domain.zone import SHANGHAI, local

GRACE = 1800
MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


def said(stages: tuple) -> list[tuple[str, str]]:
    return [(str(stage.name), f"{local(stage.at):%m-%d %H:%M:%S}") for stage in stages]


@pytest.mark.parametrize(
    ("heard", "due", "expected"),
    [
        pytest.param(
            "2026-11-21T10:12:00",
            "2026-11-23T10:12:00",
            [
                ("soon", "11-23 08:12:00"),
                ("due", "11-23 10:42:00"),
                ("overdue", "11-24 09:00:00"),
                ("long_overdue", "11-26 09:00:00"),
            ],
            id="48 hours",
        ),
        pytest.param(
            "2026-11-23T10:00:00",
            "2026-11-26T10:00:00",
            [
                ("soon", "11-25 10:00:00"),
                ("due", "11-26 10:30:00"),
                ("overdue", "11-27 09:00:00"),
                ("long_overdue", "11-29 09:00:00"),
            ],
            id="three days to the second are a long promise",
        ),
        pytest.param(
            "2026-11-23T10:00:01",
            "2026-11-26T10:00:00",
            [
                ("soon", "11-26 08:00:00"),
                ("due", "11-26 10:30:00"),
                ("overdue", "11-27 09:00:00"),
                ("long_overdue", "11-29 09:00:00"),
            ],
            id="a second less is not",
        ),
        pytest.param(
            "2026-11-23T10:00:00",
            "2026-11-23T14:00:00",
            [
                ("soon", "11-23 12:00:00"),
                ("due", "11-23 14:30:00"),
                ("overdue", "11-24 09:00:00"),
                ("long_overdue", "11-26 09:00:00"),
            ],
            id="four hours still get a soon",
        ),
        pytest.param(
            "2026-11-23T10:00:00",
            "2026-11-23T13:59:00",
            [("due", "11-23 14:29:00"), ("overdue", "11-24 09:00:00"), ("long_overdue", "11-26 09:00:00")],
            id="under four hours none",
        ),
        pytest.param(
            "2026-11-23T10:00:00",
            "2026-11-26T23:59:59",
            [
                ("soon", "11-25 23:59:59"),
                ("due", "11-27 00:29:59"),
                ("overdue", "11-28 09:00:00"),
                ("long_overdue", "11-29 09:00:00"),
            ],
            id="the end of a day: its mail leaves at 08:00, an hour later would leave no day for the follow-up",
        ),
        pytest.param(
            "2026-11-25T21:29:59",
            "2026-11-26T21:29:59",
            [
                ("soon", "11-26 19:29:59"),
                ("due", "11-26 21:59:59"),
                ("overdue", "11-27 09:00:00"),
                ("long_overdue", "11-29 09:00:00"),
            ],
            id="the last mail before the quiet hours",
        ),
        pytest.param(
            "2026-11-25T21:30:00",
            "2026-11-26T21:30:00",
            [
                ("soon", "11-26 19:30:00"),
                ("due", "11-26 22:00:00"),
                ("overdue", "11-28 09:00:00"),
                ("long_overdue", "11-29 09:00:00"),
            ],
            id="the first within them",
        ),
        pytest.param(
            "2026-11-25T02:00:00",
            "2026-11-26T02:00:00",
            [
                ("soon", "11-26 00:00:00"),
                ("due", "11-26 02:30:00"),
                ("overdue", "11-27 09:00:00"),
                ("long_overdue", "11-29 09:00:00"),
            ],
            id="early in the morning the next day is far enough",
        ),
    ],
)
def test_it_names_the_stages_of_their_promise(heard: str, due: str, expected: list[tuple[str, str]]) -> None:
    assert said(stages_theirs(at(heard), at(due), GRACE)) == expected


@pytest.mark.parametrize(
    ("grace", "expected"),
    [
        (0, ["11-23 10:12:00", "11-24 09:00:00", "11-26 09:00:00"]),
        (86400, ["11-24 10:12:00", "11-25 09:00:00", "11-26 09:00:00"]),
        # To the second on the morning itself: the morning moves on, it is not sent twice at one moment.
        (22 * 3600 + 48 * 60, ["11-24 09:00:00", "11-25 09:00:00", "11-26 09:00:00"]),
        (4 * 86400, ["11-27 10:12:00", "11-28 09:00:00", "11-29 09:00:00"]),
    ],
)
def test_it_keeps_the_order_whatever_the_grace(grace: int, expected: list[str]) -> None:
    stages = stages_theirs(at("2026-11-23T09:00:00"), at("2026-11-23T10:12:00"), grace)
    assert [moment for _, moment in said(stages)] == expected


@given(MOMENTS, st.integers(0, 90 * 86400), st.integers(0, 5 * 86400))
@example(datetime(2026, 11, 23, 15, 59, 59, tzinfo=UTC), 86400, 1800)
def test_it_always_rises_and_ends_with_the_three(heard: datetime, seconds: int, grace: int) -> None:
    due = heard + timedelta(seconds=seconds)
    stages = stages_theirs(heard, due, grace)
    assert all(one.at < two.at for one, two in pairwise(stages))
    assert [stage.name for stage in stages] == [name for name in THEIRS if name in {stage.name for stage in stages}]
    assert [stage.name for stage in stages][-3:] == [StageName.DUE, StageName.OVERDUE, StageName.LONG_OVERDUE]
    assert all(local(stage.at).time() == time(9) for stage in stages[-2:])
    assert all(stage.at > heard for stage in stages if stage.name is StageName.SOON)


@given(MOMENTS, st.integers(0, 90 * 86400), MOMENTS)
def test_it_only_cuts_when_asked_for_what_is_left(heard: datetime, seconds: int, after: datetime) -> None:
    due = heard + timedelta(seconds=seconds)
    every = stages_theirs(heard, due, GRACE)
    assert stages_theirs(heard, due, GRACE, after=after) == tuple(stage for stage in every if stage.at > after)


def test_it_refuses_a_negative_grace() -> None:
    with pytest.raises(ValueError, match="grace"):
        stages_theirs(at("2026-11-23T09:00:00"), at("2026-11-23T10:12:00"), -1)


@pytest.mark.parametrize(
    ("due", "expected"),
    [
        (
            "2026-11-25T23:59:59",
            [("window_3d", "11-22 09:00:00"), ("window_1d", "11-24 09:00:00"), ("window_last", "11-25 09:00:00")],
        ),
        (
            "2026-11-25T11:00:00",
            [("window_3d", "11-22 09:00:00"), ("window_1d", "11-24 09:00:00"), ("window_last", "11-25 09:00:00")],
        ),
        (
            "2026-11-25T10:59:59",
            [("window_3d", "11-22 09:00:00"), ("window_1d", "11-24 09:00:00"), ("window_last", "11-24 22:59:59")],
        ),
        (
            "2026-11-25T07:30:00",
            [("window_3d", "11-22 09:00:00"), ("window_1d", "11-24 09:00:00"), ("window_last", "11-24 19:30:00")],
        ),
    ],
)
def test_it_warns_before_my_window_closes(due: str, expected: list[tuple[str, str]]) -> None:
    assert said(stages_mine(at(due))) == expected


def test_it_gives_a_window_recorded_on_its_last_day_one_warning() -> None:
    due, created = at("2026-11-25T23:59:59"), at("2026-11-25T10:00:00")
    assert said(stages_mine(due, created_at=created)) == [("window_last", "11-25 21:59:59")]
    # The sweep asks again after having sent it: nothing more.
    assert stages_mine(due, created_at=created, after=at("2026-11-25T21:59:59")) == ()
    # A window whose mornings were all warned of gets no fourth mail.
    assert stages_mine(due, created_at=at("2026-11-18T10:00:00"), after=at("2026-11-25T09:00:00")) == ()


def test_it_leaves_a_window_alone_that_closes_within_two_hours() -> None:
    assert stages_mine(at("2026-11-25T23:59:59"), created_at=at("2026-11-25T22:30:00")) == ()


@given(MOMENTS, st.none() | MOMENTS, st.none() | MOMENTS)
def test_it_warns_in_order_and_never_after_the_end(
    due: datetime, created: datetime | None, after: datetime | None
) -> None:
    stages = stages_mine(due, after=after, created_at=created)
    names = [stage.name for stage in stages]
    assert all(one.at < two.at for one, two in pairwise(stages))
    assert all(stage.at < due for stage in stages)
    assert names == [name for name in MINE if name in names]
    assert all(stage.at > limit for stage in stages for limit in (created, after) if limit is not None)
