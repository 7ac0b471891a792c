"""When a deadline speaks up (settled.md, Deadlines and mail)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from cases.domain.zone import local, morning

DAY = timedelta(days=1)
SHORTEST_WITH_SOON = timedelta(hours=4)
LONG_PROMISE = timedelta(days=3)
SOON, SOON_LONG = timedelta(hours=2), timedelta(hours=24)
# Between two steps lies a day to act in (decision "a day between two mails"): from 22:00 on a mail waits for the
# morning, or nobody answers any more, so the 09:00 that follows does not count.
A_DAY_LEAVES = timedelta(hours=11)
# The last morning must leave time to act; a window that ends before that is announced this long ahead instead.
LAST_MORNING_LEAVES, LAST_EVENING = timedelta(hours=2), timedelta(hours=12)


class StageName(StrEnum):
    SOON = "soon"
    DUE = "due"
    OVERDUE = "overdue"
    LONG_OVERDUE = "long_overdue"
    WINDOW_3D = "window_3d"
    WINDOW_1D = "window_1d"
    WINDOW_LAST = "window_last"


THEIRS = (StageName.SOON, StageName.DUE, StageName.OVERDUE, StageName.LONG_OVERDUE)
MINE = (StageName.WINDOW_3D, StageName.WINDOW_1D, StageName.WINDOW_LAST)


@dataclass(frozen=True, slots=True)
class Stage:
    """One moment at which a deadline is worth a mail."""

    name: StageName
    at: datetime


def stages_theirs(
    heard_at: datetime, due_at: datetime, grace_seconds: int, after: datetime | None = None
) -> tuple[Stage, ...]:
    """Return the stages of their promise in strictly rising order, only those later than `after` when it is given.

    Mornings are 09:00 Asia/Shanghai, counted from the due moment's day there; a grace that reaches past a morning
    moves it on, and so does a due mail that leaves no day before it. ValueError for a negative grace or a naive moment.
    """
    if grace_seconds < 0:
        raise ValueError("grace cannot be negative")
    due = due_at + timedelta(seconds=grace_seconds)
    day = local(due_at).date()
    overdue = _first_morning(day + DAY, due + A_DAY_LEAVES)
    long_overdue = _first_morning(day + 3 * DAY, overdue)
    stages = (
        *_soon(heard_at, due_at),
        Stage(StageName.DUE, due),
        Stage(StageName.OVERDUE, overdue),
        Stage(StageName.LONG_OVERDUE, long_overdue),
    )
    return _later(stages, after)


def leaves_a_day(moment: datetime, stage_at: datetime) -> bool:
    """Return whether what was sent at that moment had its time when the stage comes."""
    return stage_at > moment + A_DAY_LEAVES


def morning_leaving_a_day(moment: datetime) -> datetime:
    """Return the first 09:00 in Shanghai that leaves what was sent at that moment its time."""
    later_than = moment + A_DAY_LEAVES
    return _first_morning(local(later_than).date(), later_than)


def stages_mine(
    due_at: datetime, after: datetime | None = None, created_at: datetime | None = None
) -> tuple[Stage, ...]:
    """Return the warnings before the shopper's own window closes, strictly rising, all before `due_at`.

    09:00 Asia/Shanghai three days before, one day before and on the last day; a window that ends before 11:00 is
    announced 12 hours ahead instead of on a morning that leaves no time. `created_at` drops what had passed when the
    window was recorded; if that is everything, one last warning two hours before the end stands in. `after` only cuts.
    """
    day = local(due_at).date()
    last = morning(day)
    if due_at - last < LAST_MORNING_LEAVES:
        last = due_at - LAST_EVENING
    stages = (
        Stage(StageName.WINDOW_3D, morning(day - 3 * DAY)),
        Stage(StageName.WINDOW_1D, morning(day - DAY)),
        Stage(StageName.WINDOW_LAST, last),
    )
    ahead = _later(stages, created_at)
    if not ahead and created_at is not None and due_at - SOON > created_at:
        ahead = (Stage(StageName.WINDOW_LAST, due_at - SOON),)
    return _later(ahead, after)


def _soon(heard_at: datetime, due_at: datetime) -> tuple[Stage, ...]:
    span = due_at - heard_at
    if span < SHORTEST_WITH_SOON:
        return ()
    return (Stage(StageName.SOON, due_at - (SOON_LONG if span >= LONG_PROMISE else SOON)),)


def _first_morning(day: date, later_than: datetime) -> datetime:
    """Return 09:00 of `day`, or the first 09:00 that is later than the given moment."""
    at = morning(day)
    if at > later_than:
        return at
    at = morning(local(later_than).date())
    return at if at > later_than else morning(local(later_than).date() + DAY)


def _later(stages: tuple[Stage, ...], after: datetime | None) -> tuple[Stage, ...]:
    return stages if after is None else tuple(stage for stage in stages if stage.at > after)
