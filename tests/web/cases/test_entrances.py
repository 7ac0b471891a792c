"""The case page: how to find the seller, what a closed window leaves, which tier was skipped."""

from __future__ import annotations

import re

import pytest

from cases.models import Case, Deadline
from cases.services.case_answer import case_no_reply
from cases.services.case_state import tier_move
from cases.services.deadline_sweep import deadlines_sweep
from tests.case_acts import DAY, HOUR, again, heard, opened, sent
from tests.factories import NOW
from tests.web.cases.checklist import check_languages, page_of, words_of

pytestmark = pytest.mark.django_db
HEADING = "怎么找到商家客服"
COMPLAIN = "投诉商家 – 客服不响应"
# Its way depends on the seven days.
RETURN = {"problem_type": "wrong_size", "demand": "return_refund"}
OVER = "平台入口可能已关，但商家的法定义务不因此消失，可看其他途径。"


@pytest.fixture
def url(case: Case) -> str:
    return f"/c/{case.ref}/"


def card_of(response) -> str:
    return re.search(r'<div id="entrances">(.*?)</section>', page_of(response), re.S).group(1)


def test_it_shows_both_ways_open_before_the_first_contact(as_alice, url):
    response = as_alice.get(url)
    card = card_of(response)
    assert "<details open>" in card
    assert len(re.findall("<ol", card)) == 2
    assert card.index("推荐") < card.index("从店铺页进")
    for said in (
        "找到问题订单",
        "“客服”或“售后咨询”",
        "搜索店铺名",
        "“客服中心”或“联系我们”",
        "选“售后客服”",
        "入口名称以 App 为准",
    ):
        assert said in card
    assert "写好的话可以直接复制" in card
    assert COMPLAIN not in card


def test_it_copies_the_words_that_bring_a_person(as_alice, url):
    card = card_of(as_alice.get(url))
    target = re.search(r'data-copy="#([\w-]+)"', card).group(1)
    assert re.search(rf'id="{target}"[^>]*>人工客服<', card)
    assert "3 次还不行，换个入口或换个时间" in card


def test_it_is_folded_when_they_were_reached_and_gone_when_it_is_their_turn(as_alice, case, url):
    heard(case, NOW - HOUR, reply="received")
    assert "<details>" in card_of(as_alice.get(url))
    heard(case, NOW - HOUR / 2, hours=24)
    assert HEADING not in words_of(as_alice.get(url))


def test_it_goes_with_one_tap_as_the_step_does(as_alice, case, url):
    assert HEADING in words_of(as_alice.get(url))
    response = as_alice.post(f"{url}promise/", {"key": "k1", "promise": "24h"}, headers={"HX-Request": "true"})
    assert response.status_code == 200
    assert "innerHTML:#entrances" in page_of(response)
    assert HEADING not in page_of(response)


def test_it_is_not_shown_where_the_platform_is_asked(as_alice, case, url):
    tier_move(case=again(case), to="platform", now=NOW - 9 * DAY)
    assert HEADING not in words_of(as_alice.get(url))


def test_it_names_the_complaint_when_the_seller_stayed_silent(as_alice, case, url):
    sent(case, NOW - 25 * HOUR)
    deadlines_sweep(now=NOW)
    assert Deadline.objects.get(case=case, rule="CLK15").due_at < NOW
    words = words_of(as_alice.get(url))
    assert COMPLAIN in words
    assert "入口名称以 App 为准" in words


def test_it_names_no_complaint_once_the_seller_answered(as_alice, case, url):
    sent(case, NOW - 30 * HOUR)
    deadlines_sweep(now=NOW - HOUR)
    heard(case, NOW - HOUR / 2, reply="refused")
    assert COMPLAIN not in words_of(as_alice.get(url))


def test_it_names_the_complaint_when_no_reply_was_noted(as_alice, case, url):
    heard(case, NOW - 5 * HOUR, hours=2)
    case_no_reply(case=again(case), now=NOW)
    assert COMPLAIN in words_of(as_alice.get(url))


def test_it_points_to_the_other_ways_when_the_window_has_passed(as_alice, alice):
    case = opened(alice, now=NOW - DAY, signed_at=NOW - 9 * DAY, **RETURN)
    response = as_alice.get(f"/c/{case.ref}/")
    assert OVER in words_of(response)
    assert f'href="/c/{case.ref}/ways/"' in page_of(response)


@pytest.mark.parametrize("signed", [1, 6])
def test_it_says_nothing_while_a_window_is_open(as_alice, alice, signed):
    case = opened(alice, now=NOW - DAY, signed_at=NOW - signed * DAY, **RETURN)
    assert OVER not in words_of(as_alice.get(f"/c/{case.ref}/"))


def test_it_says_nothing_while_the_later_window_is_open(as_alice, alice):
    case = opened(alice, now=NOW - DAY, signed_at=NOW - 9 * DAY, confirmed_at=NOW - 9 * DAY, **RETURN)
    assert OVER not in words_of(as_alice.get(f"/c/{case.ref}/"))


def test_it_says_nothing_when_something_was_filed(as_alice, alice):
    case = opened(alice, now=NOW - DAY, signed_at=NOW - 9 * DAY, confirmed_at=NOW - 20 * DAY, **RETURN)
    Deadline.objects.filter(case=case, rule="CLK05").update(state="met", ended_at=NOW - DAY)
    assert OVER not in words_of(as_alice.get(f"/c/{case.ref}/"))


def test_it_says_beside_the_day_that_it_is_too_late_for_a_no_reason_return(client):
    words = words_of(client.get("/new/", {"signed_at": "2026-11-10"}))
    assert "7 天无理由退货的时间已过。" in words
    assert OVER in words
    assert OVER not in words_of(client.get("/new/", {"signed_at": "2026-11-21"}))
    assert OVER not in words_of(client.get("/new/", {"signed_at": "2026-12-21"}))


def test_it_calls_a_seller_nobody_spoke_to_skipped(as_alice, case, url):
    tier_move(case=again(case), to="platform", now=NOW - HOUR)
    words = words_of(as_alice.get(url))
    assert "跳过了" in words
    assert "找过了" not in words


def test_it_calls_a_seller_somebody_spoke_to_tried(as_alice, case, url):
    heard(case, NOW - DAY / 2, reply="refused")
    tier_move(case=again(case), to="platform", now=NOW - 2 * HOUR)
    tier_move(case=again(case), to="regulator", now=NOW - HOUR)
    words = words_of(as_alice.get(url))
    assert words.count("找过了") == 2
    assert "跳过了" not in words


def test_it_speaks_both_languages(as_alice, url):
    check_languages(as_alice, url, HEADING, "How to find the seller’s customer service")
