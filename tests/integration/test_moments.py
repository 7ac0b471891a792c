"""moments: each clock runs from its own told day; an unknown day starts nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from cases.domain.lifecycle import IllegalMove
from cases.domain.starts import Trigger
from cases.models import Case, CaseEvent, Deadline
from cases.selectors.clocks import questions_of
from cases.services.case_state import case_close, case_reopen, tier_move
from cases.services.filing import FilingEntry, filing_file, filing_undo
from cases.services.moments import goods_note, moment_note
from tests.case_acts import DAY, HOUR, again, heard, kinds, opened, running
from tests.factories import NOW

pytestmark = pytest.mark.django_db
SHANGHAI = ZoneInfo("Asia/Shanghai")


def day(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}T00:00:00").replace(tzinfo=SHANGHAI)


def end_of(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}T23:59:59").replace(tzinfo=SHANGHAI)


def note(case: Case, trigger: Trigger, at: datetime, now: datetime = NOW) -> bool:
    return moment_note(case=again(case), trigger=trigger, at=at, now=now)


def row(case: Case, rule: str, variant: str = "") -> Deadline:
    return Deadline.objects.get(case=case, rule=rule, variant=variant)


@pytest.mark.parametrize(
    ("trigger", "rule", "platform", "due", "lane"),
    [
        (Trigger.SIGNED, "CLK02", "taobao", "2026-11-27", "mine"),
        (Trigger.RECEIVED, "CLK03", "taobao", "2026-11-27", "mine"),
        (Trigger.RETURN_RECEIVED, "CLK06", "taobao", "2026-11-27", "theirs"),
        (Trigger.AFTER_SALE_REFUSED, "CLK08", "jd", "2026-12-05", "mine"),
        (Trigger.DISPUTE_CLOSED, "CLK09", "jd", "2026-11-27", "mine"),
        (Trigger.HARM_KNOWN, "CLK23", "taobao", "2029-11-20", "mine"),
    ],
)
def test_it_starts_the_clock_of_the_day(alice, trigger, rule, platform, due, lane):
    case = opened(alice, platform=platform)
    assert note(case, trigger, day("2026-11-20"))
    assert (row(case, rule).due_at, row(case, rule).lane) == (end_of(due), lane)
    assert Deadline.objects.filter(case=case).count() == 1


def test_it_counts_hours_from_the_moment(alice):
    case = opened(alice, platform="douyin")
    note(case, Trigger.AFTER_SALE_FILED, NOW - HOUR)
    assert row(case, "CLK13").due_at == NOW + 47 * HOUR


def test_it_starts_nothing_from_another_day(alice):
    """签收 is not 收到, not 确认收货, not 被拒: telling one starts only its own."""
    case = opened(alice, platform="jd")
    note(case, Trigger.SIGNED, day("2026-11-20"))
    assert running(case) == ["CLK02"]


def test_it_asks_while_it_does_not_know(alice):
    case = opened(alice, platform="taobao")
    assert questions_of(again(case)) == (Trigger.SIGNED, Trigger.RECEIVED)
    assert running(case) == []
    note(case, Trigger.RECEIVED, day("2026-11-20"))
    assert questions_of(again(case)) == (Trigger.SIGNED,)


def test_it_keeps_the_earlier_day_on_record(alice):
    case = opened(alice)
    note(case, Trigger.RECEIVED, day("2026-11-20"))
    assert not note(case, Trigger.RECEIVED, day("2026-11-20"))
    assert note(case, Trigger.RECEIVED, day("2026-11-21"))
    assert row(case, "CLK03").due_at == end_of("2026-11-28")
    told = CaseEvent.objects.filter(case=case, kind="moment_noted").order_by("pk")
    assert [one.data["was"] for one in told] == ["", day("2026-11-20").isoformat()]


def test_it_shares_the_days_of_the_order(alice):
    first = opened(alice)
    second = opened(alice, problem_type="wrong_item")
    assert first.order_id == second.order_id
    note(first, Trigger.SIGNED, day("2026-11-20"))
    assert running(second) == ["CLK02"]
    note(first, Trigger.RECEIVED, day("2026-11-20"))
    assert running(second) == ["CLK02"]


def test_it_counts_the_warranty_only_for_goods_on_the_list(alice):
    case = opened(alice)
    note(case, Trigger.DELIVERED, day("2026-11-20"))
    assert running(case) == []
    assert goods_note(case=again(case), goods="", warranty="yes", now=NOW)
    assert running(case) == ["CLK04 7d", "CLK04 15d"]
    assert goods_note(case=again(case), goods="", warranty="no", now=NOW)
    assert running(case) == []


def test_it_counts_the_quick_windows_of_the_category(alice):
    case = opened(alice, platform="jd", signed_at=NOW - HOUR)
    goods_note(case=case, goods="fashion_look", warranty="", now=NOW)
    assert row(case, "CLK11", "fashion_look:48h").due_at == NOW + 47 * HOUR
    goods_note(case=again(case), goods="fresh", warranty="", now=NOW)
    # What is fresh cannot go back without a reason (CPL 25); said to be something else, it can.
    assert running(case) == ["CLK11 fresh"]
    goods_note(case=again(case), goods="watch_quality", warranty="", now=NOW)
    assert running(case) == ["CLK02"]


def test_it_meets_the_decision_when_the_complaint_is_accepted(alice):
    case = opened(alice, now=NOW - 9 * DAY)
    tier_move(case=case, to="regulator", now=NOW - 3 * DAY, due_at=NOW + 6 * DAY)
    note(case, Trigger.COMPLAINT_ACCEPTED, day("2026-11-23"))
    assert row(case, "CLK20").state == "met"
    assert row(case, "CLK21").due_at == end_of("2027-01-22")
    assert again(case).next_kind == "wait_mediation"
    note(case, Trigger.MEDIATION_ENDED, day("2026-11-23"))
    assert row(case, "CLK21").state == "met"
    assert again(case).next_kind == "wait_notice"


def test_it_differs_by_the_day_a_rule_came_into_force(alice):
    """Accepted on 10 April 2026 no time is known and none is given; on 20 April it is 60 days (R121, 2026-04-15)."""
    now = day("2026-04-22")
    ends = []
    for accepted in ("2026-04-10", "2026-04-20"):
        case = opened(alice, now=now - 20 * DAY, number="")
        tier_move(case=case, to="regulator", now=now - 15 * DAY, due_at=now + DAY)
        note(case, Trigger.COMPLAINT_ACCEPTED, day(accepted), now)
        ends.append(Deadline.objects.filter(case=case, rule="CLK21").values_list("due_at", flat=True).first())
    assert ends == [None, end_of("2026-06-22")]


def test_it_meets_jds_fifteen_days_by_asking_jd_and_takes_it_back_with_it(alice):
    case = opened(alice, now=NOW - 3 * DAY, platform="jd")
    heard(case, NOW - 2 * DAY, reply="refused")
    note(case, Trigger.AFTER_SALE_REFUSED, NOW - 2 * DAY)
    entry = FilingEntry(tier="platform", moves=True, code="T8b", text="…", rule="CLK07", due_at=NOW + DAY)
    filing_file(case=again(case), entry=entry, now=NOW)
    assert row(case, "CLK08").state == "running"  # the dispute is with the seller; JD was not asked
    asking = replace(entry, moves=False, due_at=None, rule="")
    filing = filing_file(case=again(case), entry=asking, now=NOW + DAY + HOUR)
    assert row(case, "CLK08").state == "met"
    assert filing_undo(case=again(case), filing=filing, now=NOW + DAY + 2 * HOUR)
    assert row(case, "CLK08").state == "running"
    assert again(case).next_kind == "step_in"


def test_it_sends_nobody_to_jd_once_the_fifteen_days_are_over(alice):
    case = opened(alice, now=NOW - 30 * DAY, platform="jd")
    heard(case, NOW - 20 * DAY, reply="refused")
    note(case, Trigger.AFTER_SALE_REFUSED, NOW - 20 * DAY)
    assert again(case).next_kind == "regulator_instead"


def test_it_takes_an_appeal_while_it_is_open(alice):
    case = opened(alice, now=NOW - 9 * DAY, platform="jd")
    tier_move(case=case, to="platform", now=NOW - 8 * DAY, due_at=NOW - 7 * DAY)
    Case.objects.filter(pk=case.pk).update(step_in_at=None)
    heard(case, NOW - 2 * DAY, tier="platform", reply="refused")
    assert again(case).next_kind == "tell_closed"
    note(case, Trigger.DISPUTE_CLOSED, NOW - 2 * DAY)
    assert again(case).next_kind == "appeal"
    filing_file(case=again(case), entry=FilingEntry(tier="platform", moves=False, code="T11", text="…"), now=NOW)
    assert row(case, "CLK09").state == "met"


def test_it_keeps_a_clock_of_theirs_to_its_tier(alice):
    case = opened(alice, now=NOW - DAY)
    tier_move(case=case, to="platform", now=NOW - HOUR, due_at=NOW + 3 * DAY)
    note(case, Trigger.RETURN_RECEIVED, NOW - 2 * HOUR)
    assert not Deadline.objects.filter(case=case, rule="CLK06").exists()


def test_it_runs_on_after_closing_and_opening_again(alice):
    case = opened(alice)
    note(case, Trigger.RETURN_RECEIVED, NOW - HOUR)
    note(case, Trigger.RECEIVED, NOW - HOUR)
    case_close(case=again(case), outcome="other", now=NOW)
    assert running(case) == []
    case_reopen(case=again(case), now=NOW + timedelta(minutes=5))
    assert sorted(running(case)) == ["CLK03", "CLK06"]


def test_it_takes_no_day_in_a_closed_case(alice):
    case = opened(alice)
    case_close(case=case, outcome="full", now=NOW)
    with pytest.raises(IllegalMove):
        note(case, Trigger.SIGNED, NOW - DAY)
    assert "moment_noted" not in kinds(case)
