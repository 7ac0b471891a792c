"""What a clock on a page says: whose it is, which window, and a past moment by its date."""

from __future__ import annotations

import re

import pytest

from cases.domain.starts import Trigger
from cases.models import Deadline
from cases.services.deadline_sweep import deadlines_sweep
from cases.services.moments import goods_note, moment_note
from tests.case_acts import DAY, HOUR, again, heard, opened
from tests.factories import NOW
from tests.web.cases.checklist import page_of, words_of
from tests.web.cases.filings import complaint, note, result_url

pytestmark = pytest.mark.django_db


def closed_window(alice):
    """Return a case signed for ten days ago: its return window closed on 20 November."""
    return opened(alice, now=NOW - DAY, signed_at=NOW - 10 * DAY)


def test_it_never_shows_a_window_of_ones_own_in_red(as_alice, alice):
    page = page_of(as_alice.get(f"/c/{closed_window(alice).ref}/"))
    assert "七天无理由" in page
    assert not re.search(r'class="over"|clock [a-z ]*is-late', page)


def test_it_shows_an_answer_that_is_late_in_red(as_alice, alice):
    case = opened(alice, now=NOW - DAY)
    heard(case, NOW - 2 * HOUR, hours=1)
    assert 'class="over"' in page_of(as_alice.get(f"/c/{case.ref}/"))


def test_it_names_the_date_of_a_rule_of_thumb_that_has_passed(as_alice, alice):
    """CLK05: the seventh day passes while the fifteenth is open, and neither is confirmed by the platform."""
    case = opened(alice, now=NOW - 10 * DAY, number="286600412345")
    moment_note(case=case, trigger=Trigger.CONFIRMED, at=NOW - 8 * DAY, now=NOW - 8 * DAY)
    deadlines_sweep(now=NOW)
    words = words_of(as_alice.get(f"/c/{case.ref}/"))
    assert "售后窗口第 7 天已过（文章经验，未确认）" in words
    assert "你的期限已过" not in words
    english = words_of(as_alice.get(f"/en/c/{case.ref}/"))
    assert "Day 7 of the after-sales window has passed" in english


def test_it_says_which_of_its_dates_a_rule_of_thumb_has_come_to(as_alice, alice):
    case = opened(alice, now=NOW - 20 * DAY, number="286600412345")
    moment_note(case=case, trigger=Trigger.CONFIRMED, at=NOW - 17 * DAY, now=NOW - 17 * DAY)
    deadlines_sweep(now=NOW)
    words = words_of(as_alice.get(f"/c/{case.ref}/"))
    assert words.count("售后窗口第 7 天已过") == words.count("售后窗口第 15 天已过") == 1


def test_it_lets_a_warranty_give_back_goods_for_seven_days_alone(as_alice, alice):
    """Facts 3.2: return, exchange or repair within 7 days; within 15 days exchange or repair."""
    case = opened(alice, now=NOW - 2 * DAY)
    goods_note(case=case, goods="", warranty="yes", now=NOW - 2 * DAY)
    moment_note(case=again(case), trigger=Trigger.DELIVERED, at=NOW - 2 * DAY, now=NOW - 2 * DAY)
    words = words_of(as_alice.get(f"/c/{case.ref}/clocks/"))
    assert words.count("（可退、换、修）") == words.count("（可换、修）") > 0
    english = words_of(as_alice.get(f"/en/c/{case.ref}/clocks/"))
    assert english.count("(Return, exchange or repair)") == english.count("(Exchange or repair)") > 0


def test_it_says_by_its_date_when_a_window_closed(as_alice, alice):
    case = opened(alice, now=NOW - DAY, signed_at=NOW - 12 * DAY)
    assert "11月18日 24:00" in words_of(as_alice.get(f"/c/{case.ref}/"))


def test_it_names_the_window_wherever_it_counts(as_alice, alice):
    case = opened(alice, now=NOW - DAY, signed_at=NOW.replace(hour=16) - 8 * DAY)
    assert "七天无理由还剩" in words_of(as_alice.get("/today/"))
    assert "七天无理由还剩" in words_of(as_alice.get(f"/c/{case.ref}/"))
    assert "七天无理由 · " in words_of(as_alice.get("/c/"))


def test_it_marks_the_window_for_the_script_that_ticks(as_alice, alice):
    case = opened(alice, now=NOW - DAY, signed_at=NOW.replace(hour=16) - 8 * DAY)
    assert "data-own" in page_of(as_alice.get(f"/c/{case.ref}/"))


def test_it_does_not_count_nought_minutes(as_alice, alice):
    case = opened(alice, now=NOW - DAY)
    heard(case, NOW - HOUR, hours=1)
    assert "不到 1" in words_of(as_alice.get(f"/c/{case.ref}/"))


def test_it_says_on_which_day_the_return_window_of_a_draft_ends(client):
    day = (NOW - DAY).date().isoformat()
    response = client.post("/new/draft/", {"signed_at": day, "item": "衬衫"}, headers={"HX-Request": "true"})
    assert "11月29日 24:00" in words_of(response)


def test_it_says_that_a_missing_year_may_move_the_end_of_mediation(as_alice, case):
    """A last day on a public holiday moves to the day after it: without that year nobody knows (R121 art. 45)."""
    filing = complaint(case)
    note(as_alice, result_url(case, filing), "accepted", words="")
    clock = Deadline.objects.running().get(case=case, rule="CLK21")
    assert clock.provisional_year == 2027, "it is looked at again once the year is loaded"
    for page in (f"/c/{case.ref}/", f"/c/{case.ref}/clocks/"):
        assert "节假日安排未录入，仅按周末推算" in words_of(as_alice.get(page)), page


def test_it_speaks_of_holidays_only_where_they_move_the_end(as_alice, alice):
    case = opened(alice, now=NOW - DAY, signed_at=NOW - 3 * DAY)
    Deadline.objects.filter(case=case, rule="CLK02").update(provisional_year=2027)
    assert "七天无理由" in words_of(as_alice.get(f"/c/{case.ref}/"))
    assert "节假日安排未录入" not in words_of(as_alice.get(f"/c/{case.ref}/clocks/"))
