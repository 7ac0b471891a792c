"""What the record does not know is asked or said as a condition: the goods of a return, the seller of 闲鱼."""

from __future__ import annotations

import pytest

from cases.services.case_answer import case_no_reply
from cases.services.case_state import tier_move
from tests.case_acts import DAY, HOUR, again, opened, running, sent
from tests.factories import NOW
from tests.web.cases.checklist import words_of

pytestmark = pytest.mark.django_db
SIGNED = NOW - 2 * DAY
BUSINESS = "个人卖家可能不算经营者"


def page(client, case, path: str = "") -> str:
    return words_of(client.get(f"/c/{case.ref}/{path}"))


def test_it_asserts_no_return_of_a_delivered_meal(as_alice, alice):
    case = opened(alice, now=NOW - HOUR, platform="meituan", item="盖浇饭", signed_at=SIGNED, problem_type="wrong_item")
    assert "无理由" not in page(as_alice, case)
    assert "CLK02" not in running(case)


def test_it_runs_no_such_clock_for_spoilt_fruit(as_alice, alice):
    case = opened(alice, now=NOW - HOUR, platform="pdd", item="车厘子", signed_at=SIGNED, problem_type="expired_food")
    assert "无理由" not in page(as_alice, case)
    assert "CLK02" not in running(case)


def test_it_says_what_a_return_is_not_for(as_alice, alice):
    case = opened(alice, now=NOW - HOUR, platform="pdd", item="水果", signed_at=SIGNED, problem_type="wrong_item")
    words = page(as_alice, case)
    assert "鲜活易腐、定作、拆封的数字商品不行" in words
    assert "鲜活易腐、定作、拆封的数字商品不适用" in page(as_alice, case, "clocks/")
    english = words_of(as_alice.get(f"/en/c/{case.ref}/"))
    assert "Most goods can go back without a reason" in english


def test_it_says_on_every_page_that_a_private_seller_may_be_no_business(as_alice, alice):
    case = opened(alice, now=NOW - 9 * DAY, platform="xianyu", item="二手相机", signed_at=SIGNED)
    assert BUSINESS in page(as_alice, case)
    sent(case, NOW - 8 * DAY)
    tier_move(case=again(case), to="platform", now=NOW - 7 * DAY, due_at=NOW - 5 * DAY)
    case_no_reply(case=again(case), now=NOW - DAY)
    words = page(as_alice, case)
    assert "先看卖家是不是经营者" in words
    assert "准备好去 12315" not in words.split("先看卖家是不是经营者")[0]
    for path in ("up/", "grounds/?to=12315"):
        assert BUSINESS in page(as_alice, case, path)
    assert "a private seller may not be one" in words_of(as_alice.get(f"/en/c/{case.ref}/up/"))


def test_it_doubts_no_other_seller(as_alice, alice):
    case = opened(alice, now=NOW - 9 * DAY, platform="pdd", signed_at=SIGNED)
    tier_move(case=again(case), to="platform", now=NOW - 7 * DAY, due_at=NOW - 5 * DAY)
    for path in ("", "up/", "grounds/?to=12315"):
        assert BUSINESS not in page(as_alice, case, path)
