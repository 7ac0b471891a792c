"""own_clocks: the shopper's windows follow the order's dates, and nothing is guessed."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from cases.models import Case, CaseEvent, Deadline, Order
from cases.services.case_answer import window_filed
from cases.services.deadline_sweep import deadlines_sweep
from cases.services.own_clocks import order_clocks_refresh, own_clocks_refresh
from tests.case_acts import DAY, HOUR, again, kinds, opened, running
from tests.factories import NOW

pytestmark = pytest.mark.django_db
SIGNED = NOW - 2 * DAY


def end_of(day: str) -> datetime:
    return datetime.fromisoformat(f"{day}T23:59:59").replace(tzinfo=ZoneInfo("Asia/Shanghai"))


def change(case: Case, now: datetime = NOW, **moments: Any) -> None:
    """Change the order's dates as a correction does."""
    Order.objects.filter(pk=case.order_id).update(**moments)
    order_clocks_refresh(order=Order.objects.get(pk=case.order_id), now=now)


def window(case: Case, rule: str = "CLK02", variant: str = "") -> Deadline:
    return Deadline.objects.get(case=case, rule=rule, variant=variant)


def test_it_starts_the_seven_days_after_signing(alice):
    case = opened(alice, now=NOW, signed_at=SIGNED)
    row = window(case)
    # Signed on Saturday 21 November: day 7 is Saturday the 28th.
    assert (row.lane, row.tier, row.trigger_at, row.due_at) == ("mine", "merchant", SIGNED, end_of("2026-11-28"))
    assert row.working[-1].startswith("2026-11-28")
    assert row.act_at is not None


def test_it_starts_both_dates_of_the_articles_window_after_confirming(alice):
    case = opened(alice, now=NOW, confirmed_at=SIGNED)
    assert window(case, "CLK05", "7d").due_at == end_of("2026-11-28")
    assert window(case, "CLK05", "15d").due_at == end_of("2026-12-06")


def test_it_starts_nothing_from_other_dates(alice):
    case = opened(alice, now=NOW, paid_at=SIGNED, shipped_at=SIGNED)
    assert running(case) == []


def test_it_starts_when_the_date_becomes_known(alice):
    case = opened(alice, now=NOW)
    change(case, signed_at=SIGNED)
    assert running(case) == ["CLK02"]
    assert again(case).next_deadline == window(case)


def test_it_moves_with_the_date_and_says_so_once(alice):
    case = opened(alice, now=NOW, signed_at=SIGNED)
    change(case, signed_at=SIGNED + DAY)
    row = window(case)
    assert (row.trigger_at, row.due_at, row.state) == (SIGNED + DAY, end_of("2026-11-29"), "running")
    event = CaseEvent.objects.get(kind="window_moved")
    assert event.data["rule"] == "CLK02"
    assert datetime.fromisoformat(event.data["from"]) == end_of("2026-11-28")
    assert datetime.fromisoformat(event.data["due"]) == end_of("2026-11-29")


def test_it_changes_nothing_when_the_date_is_the_same(alice):
    case = opened(alice, now=NOW, signed_at=SIGNED)
    before = window(case)
    own_clocks_refresh(case=again(case), now=NOW + DAY)
    after = window(case)
    assert (after.act_at, after.stage, after.created_at) == (before.act_at, before.stage, before.created_at)
    assert kinds(case) == ["case_opened"]


def test_it_ends_the_window_when_the_date_is_taken_away(alice):
    case = opened(alice, now=NOW, signed_at=SIGNED)
    change(case, signed_at=None)
    assert (window(case).state, window(case).act_at) == ("cancelled", None)
    assert again(case).next_deadline is None


def test_it_runs_on_when_the_same_date_comes_back(alice):
    case = opened(alice, now=NOW, signed_at=SIGNED)
    before = window(case)
    change(case, signed_at=None)
    change(case, signed_at=SIGNED, now=NOW + HOUR)
    after = window(case)
    assert (after.pk, after.state, after.act_at) == (before.pk, "running", before.act_at)
    assert Deadline.objects.count() == 1


def test_it_reopens_a_closed_window_that_now_lies_ahead(alice):
    case = opened(alice, now=NOW, signed_at=NOW - 10 * DAY)
    deadlines_sweep(now=NOW)
    assert window(case).state == "lapsed"
    change(case, signed_at=SIGNED)
    assert window(case).state == "running"


def test_it_leaves_a_filed_window_filed(alice):
    case = opened(alice, now=NOW, signed_at=SIGNED)
    window_filed(case=again(case), deadline=window(case), now=NOW)
    change(case, signed_at=SIGNED + DAY)
    assert window(case).state == "met"
    assert running(case) == []


def test_it_keeps_the_windows_of_every_open_case_of_the_order(alice):
    first, second = opened(alice, now=NOW), opened(alice, now=NOW, problem="掉色")
    assert first.order_id == second.order_id
    change(first, signed_at=SIGNED)
    assert running(first) == running(second) == ["CLK02"]


def test_it_learns_the_date_from_a_second_case_of_the_same_order(alice):
    first = opened(alice, now=NOW)
    opened(alice, now=NOW, problem="掉色", signed_at=SIGNED)
    assert running(first) == ["CLK02"]
