"""Laws of the next step that hold for every case, however its records lie."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from hypothesis import given

from cases.domain.next_step import CaseSnapshot, next_step
from tests.next_step_snapshots import MOMENTS, SNAPSHOTS

H = timedelta(hours=1)


@given(SNAPSHOTS, MOMENTS)
def test_it_always_has_exactly_one_actor_and_one_moment(snapshot: CaseSnapshot, now: datetime) -> None:
    step = next_step(snapshot, now)
    assert step.actor in {"me", "them"}
    assert step.next_at is not None
    if step.actor == "them":
        assert step.next_at > now
    elif step.kind != "file_window":
        assert step.next_at <= now
    assert step.title % step.words_for(now, "zh-hans")
    assert step.reason % step.words_for(now, "en")


@given(SNAPSHOTS, MOMENTS)
def test_it_puts_a_closing_window_first_and_only_then(snapshot: CaseSnapshot, now: datetime) -> None:
    closing = [
        one
        for one in snapshot.deadlines
        if one.lane == "mine" and one.state == "running" and now < one.due_at <= now + 12 * H
    ]
    assert (next_step(snapshot, now).kind == "file_window") is bool(closing)


@given(SNAPSHOTS, MOMENTS)
def test_it_changes_a_waiting_step_only_at_its_own_moment(snapshot: CaseSnapshot, now: datetime) -> None:
    """A stored next_at is the time to look again: nothing may happen by itself before it."""
    step = next_step(snapshot, now)
    if step.actor == "them" and step.next_at is not None:
        moments = [one.at for one in snapshot.contacts] + [
            one
            for one in (snapshot.no_reply_at, snapshot.nudged_at, snapshot.refused_at, snapshot.agreed_at)
            if one is not None
        ]
        just_before = step.next_at - timedelta(seconds=1)
        if just_before > now and all(one <= now for one in moments):
            assert next_step(snapshot, just_before).kind == step.kind


@given(SNAPSHOTS, MOMENTS)
def test_it_never_calls_my_own_window_late(snapshot: CaseSnapshot, now: datetime) -> None:
    shown = next_step(snapshot, now).clock
    if shown is not None:
        assert shown.lane == "theirs" or shown.state in {"soon", "calm"}
        assert (shown.state == "late") is (shown.lane == "theirs" and shown.due_at <= now)


@given(SNAPSHOTS, MOMENTS, MOMENTS)
def test_it_waits_for_the_shopper_while_they_owe_something(
    snapshot: CaseSnapshot, now: datetime, since: datetime
) -> None:
    step = next_step(replace(snapshot, owed_kind="evidence", owed_at=since), now)
    assert step.actor == "me"
    assert step.kind in {"send_owed", "file_window"}
