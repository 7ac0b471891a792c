"""/c/<ref>/refusals/: every usual refusal, and the ones that pasted words speak of first."""

from __future__ import annotations

import re

import pytest

from cases.services.exhibits import case_exhibits_refresh
from tests.case_acts import again, kinds
from tests.factories import EvidenceFactory
from tests.web.cases.checklist import (
    PAYLOAD,
    check_escaped,
    check_gate,
    check_languages,
    check_private,
    check_verbs,
    page_of,
    words_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(case) -> str:
    return f"/c/{case.ref}/refusals/"


def test_it_lists_every_card_with_what_to_answer(as_alice, url):
    page = page_of(as_alice.get(url))
    assert page.count('class="sheet refusal"') >= 12
    assert page.count("data-copy=") == page.count('class="sheet refusal"')
    assert page.count("核对日期") >= 12


def test_it_puts_those_first_that_fit_and_keeps_nothing(as_alice, case, url):
    page = page_of(as_alice.post(url, {"said": "亲，活动商品不退不换的，也不影响使用"}))
    fitting = page.split("对得上的</h2>", 1)[1].split("</section>", 1)[0]
    assert fitting.index("活动商品") < fitting.index("不影响使用")
    assert fitting.count('class="sheet refusal"') == 2
    assert kinds(case) == ["case_opened"]


def test_it_can_be_picked_from_a_list(as_alice, url):
    page = page_of(as_alice.get(url))
    picks = re.findall(r'<a class="chip-btn" href="#(r-[a-z_]+)">', page)
    assert len(picks) == page.count('class="sheet refusal"')
    assert all(f'id="{one}"' in page for one in picks)


def test_it_gives_meaning_fact_dated_rule_reply_and_exhibit(as_alice, case, url):
    EvidenceFactory(case=case, number=1, kind="goods")
    case_exhibits_refresh(case=again(case))
    card = page_of(as_alice.post(url, {"said": "不影响使用"})).split("</article>")[0]
    for said in (
        "对方没有否认瑕疵",
        "瑕疵在哪里",
        "7 日内可以退货",
        "2014-03-15 起施行",
        "核对日期",
        "请在售后单里写明",
        "商品照片（已有）",
    ):
        assert said in re.sub(r"<[^>]+>", "", card), said


def test_it_asks_for_the_reason_in_writing_where_no_card_fits(as_alice, case, url):
    response = as_alice.post(url, {"said": "今天天气很好"})
    assert "没有对应的卡片" in words_of(response)
    assert f'href="/c/{case.ref}/say/?code=T7"' in page_of(response)
    assert "没有对应的卡片" not in words_of(as_alice.post(url, {"said": "  "}))


def test_it_speaks_both_languages(as_alice, url):
    check_languages(as_alice, url, "常见的拒绝理由", "Usual refusals")


def test_it_is_looked_at_and_asked(as_alice, url):
    check_verbs(as_alice, url, "get", "post")


def test_it_is_for_its_owner_alone(client, as_charlie, url):
    check_gate(url, "get", "post", anonymous=client, stranger=as_charlie)


def test_it_is_kept_by_no_cache(as_alice, url):
    check_private(as_alice.get(url))


def test_it_shows_markup_as_text(as_alice, url):
    check_escaped(as_alice.post(url, {"said": PAYLOAD}))


def test_it_cites_no_other_platforms_rules(as_alice, case, url):
    assert "《淘宝平台争议处理规则》" in page_of(as_alice.get(url))
    for slug in ("pdd", "jd_self"):
        case.order.platform = slug
        case.order.save()
        page = page_of(as_alice.get(url))
        assert not any(name in page for name in ("淘宝", "京东开放平台", "京东：")), slug
        assert "《消费者权益保护法》" in page


def test_it_claims_only_what_the_case_is_about(as_alice, case, url):
    claims = ("不符合质量要求或约定", "没有收到这个包裹", "诉求是退货退款")
    for problem, demand, held in (
        ("defect", "return_refund", (True, False, True)),
        ("wrong_size", "exchange", (False, False, False)),
        ("not_received", "refund", (False, True, False)),
    ):
        case.problem_type, case.demand = problem, demand
        case.save()
        words = words_of(as_alice.get(url))
        assert tuple(claim in words for claim in claims) == held, problem
