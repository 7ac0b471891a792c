"""/me/: what the shopper's cases have come to, in words, numbers and bars."""

from __future__ import annotations

import re
from datetime import timedelta
from decimal import Decimal

import pytest
import time_machine

from cases.models import Helper
from cases.services.case_ending import Ending
from cases.services.case_state import case_close, tier_move
from cases.services.filing import filing_undo
from cases.services.helper import LIVES, helper_join
from tests.case_acts import again, heard, opened
from tests.factories import NOW, CaseFactory, EventFactory, PromiseFactory
from tests.web.cases.checklist import page_of, queries_of, words_of
from tests.web.cases.filings import filed

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _monday_afternoon():
    with time_machine.travel(NOW, tick=False):
        yield


def test_it_says_nothing_before_there_is_a_case(as_alice):
    assert "tally" not in page_of(as_alice.get("/me/"))


def test_it_tells_days_promises_and_money_in_words(as_alice, alice):
    first = opened(alice, now=NOW - 6 * DAY, amount=Decimal(129), asked_amount=Decimal(58))
    heard(first, NOW - 5 * DAY, hours=24)
    tier_move(case=again(first), to="platform", now=NOW - 2 * DAY)
    heard(first, NOW - DAY / 2, hours=48, tier="platform")
    second = opened(alice, now=NOW - 4 * DAY, item="水壶", number="9", asked_amount=Decimal(40))
    got = {"received_amount": Decimal(30), "ending": Ending(worked=("message",))}
    case_close(case=second, outcome="partial", now=NOW - 2 * DAY, **got)
    third = opened(alice, now=NOW - 4 * DAY, item="台灯", number="8", asked_amount=Decimal(20))
    case_close(case=third, outcome="promised_not_paid", now=NOW - 3 * DAY, ending=Ending(worked=("message", "rule")))
    words = words_of(as_alice.get("/me/"))
    for said in (
        "1 件在办，2 件已了结",
        "在办案件涉及 ¥58.00",
        "答应了还没到 ¥20.00",
        "已收到 ¥30.00",
        "商家 平均 2.3 天，3 件",
        "平台 平均 2.0 天，1 件",
        "监管 没到过这一级",
        "失约 1",
        "计时中 1",
        "有了结果的 1 个承诺里，兑现了 0 个",
        "一条说清楚的消息 2 次",
        "把规则摆出来 1 次",
    ):
        assert said in words, (said, words)


def test_it_says_less_than_a_day_and_no_sum_of_no_case(as_alice, alice):
    case = opened(alice, now=NOW - timedelta(minutes=10))
    case_close(case=case, outcome="withdrawn", now=NOW)
    response = as_alice.get("/me/")
    words = words_of(response)
    assert "商家 平均不到 1 天，1 件" in words
    assert "0.0 天" not in words
    assert "在办案件涉及" not in words
    assert response.context["tally"]["tiers"][0]["width"] == 1


def test_it_counts_from_what_was_told_afterwards(as_alice, alice):
    case = opened(alice, now=NOW)
    heard(case, NOW - 25 * DAY, words="不退")
    tier_move(case=again(case), to="platform", now=NOW, at=NOW - 19 * DAY)
    tier_move(case=again(case), to="regulator", now=NOW, at=NOW - 2 * DAY)
    words = words_of(as_alice.get("/me/"))
    for said in ("商家 平均 6.0 天，1 件", "平台 平均 17.0 天，1 件", "监管 平均 2.0 天，1 件"):
        assert said in words, (said, words)


def test_it_counts_no_step_up_that_was_taken_back(as_alice, alice):
    case = opened(alice, now=NOW - 10 * DAY)
    wrong = filed(case, now=NOW - 6 * DAY)
    assert filing_undo(case=again(case), filing=wrong, now=NOW - 6 * DAY + DAY / 2)
    tier_move(case=again(case), to="platform", now=NOW - 5 * DAY, at=NOW - 8 * DAY)
    words = words_of(as_alice.get("/me/"))
    assert "商家 平均 2.0 天，1 件" in words
    assert "平台 平均 8.0 天，1 件" in words


def test_it_reads_without_colour(as_alice, alice):
    case = opened(alice, now=NOW - 6 * DAY)
    heard(case, NOW - 5 * DAY, hours=24)
    page = page_of(as_alice.get("/me/"))
    assert 'class="part broken"' in page
    assert 'fill="url(#tally-hatch)"' in page
    # Each bar is beside its words, so it says nothing of its own.
    bars = re.findall(r"<svg class=\"(?:gauge|swatch)[^>]*>", page)
    assert bars
    assert all('aria-hidden="true"' in bar for bar in bars)
    assert " style=" not in page.split("<main", 1)[1].split("</main", 1)[0]


def test_it_counts_no_case_of_somebody_else(as_alice, as_bob, alice, bob):
    case = opened(alice, now=NOW - DAY)
    row = Helper.objects.create(case=case, name="小明", role="read", invited_at=NOW, expires_at=NOW + LIVES)
    helper_join(helper=row, user=bob, now=NOW)
    assert "tally" not in page_of(as_bob.get("/me/"))
    assert "1 件在办" in words_of(as_alice.get("/me/"))


def test_it_costs_the_same_for_one_case_and_a_hundred(as_alice, alice):
    def grow(number: int) -> None:
        for _ in range(number):
            case = CaseFactory(owner=alice)
            EventFactory(case=case, kind="tier_moved", tier="platform")
            PromiseFactory(case=case)

    grow(1)
    few = len(queries_of(as_alice, "/me/"))
    grow(99)
    assert len(queries_of(as_alice, "/me/")) == few <= 6


def test_it_speaks_english(as_alice, alice):
    opened(alice, now=NOW - DAY)
    words = words_of(as_alice.get("/en/me/"))
    assert "1 open, 0 closed" in words
    assert "1.0 days, 1 case" in words
