"""Cards on the case page: what is logged sets them off, and each leads to what helps."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cases.models import Contact, Promise
from cases.services.case_state import case_close, tier_move
from cases.services.contact_undo import contact_undo
from tests.case_acts import DAY, HOUR, again, heard, opened, sent
from tests.factories import NOW
from tests.web.cases.checklist import HX, PAYLOAD, page_of, queries_of, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(case) -> str:
    return f"/c/{case.ref}/"


def refused(case, words: str, at=NOW - HOUR, **fields):
    return heard(case, at, words=words, reply="refused", **fields)


def test_it_answers_a_refusal_with_its_card(as_alice, case, url):
    refused(case, "亲，不影响使用的哦")
    response = as_alice.get(url)
    words = words_of(response)
    assert "他们说：“不影响使用”" in words
    for part in ("先看什么", "瑕疵在哪里", "肉眼可见的质量问题", "第 65、67 条", "核对日期", "补上证据：", "商品照片"):
        assert part in words, part
    page = page_of(response)
    assert 'data-copy="#re-still_usable"' in page
    assert f'href="/c/{case.ref}/refusals/"' in page
    assert f'href="/c/{case.ref}/say/?code=T7"' in page


@pytest.mark.parametrize(
    ("platform", "rule"), [("taobao", "假货由卖家先证明来源"), ("jd", "商家要给进货凭证、品牌授权链"), ("pdd", "")]
)
@pytest.mark.parametrize("said", ["鞋子是正品，做工有点差别不影响使用", "做工有点差别，不影响使用"])
def test_it_asks_of_a_fake_first_where_it_came_from(as_alice, case, url, said, platform, rule):
    case.problem_type, case.order.platform = "counterfeit", platform
    case.save()
    case.order.save()
    refused(case, said)
    words = words_of(as_alice.get(url))
    assert "他们说：“是正品”" in words
    assert "请出示这件商品的进货凭证和品牌授权" in words
    assert rule in words
    assert "7 日内可以退货" not in words


def test_it_answers_that_goods_are_genuine_only_where_they_may_be_fake(as_alice, case, url):
    refused(case, "鞋子是正品，做工有点差别不影响使用")
    assert "他们说：“不影响使用”" in words_of(as_alice.get(url))


@pytest.mark.parametrize(
    ("words", "reply"),
    [("24小时内给您回复", "received"), ("好的，给您退款", "agreed"), ("不影响使用，但给您退", "agreed")],
)
def test_it_shows_no_refusal_where_none_was_said(as_alice, case, url, words, reply):
    heard(case, NOW - HOUR, words=words, reply=reply)
    assert "他们说：" not in words_of(as_alice.get(url))


def test_it_speaks_of_what_they_said_last(as_alice, case, url):
    refused(case, "不影响使用", NOW - 2 * HOUR)
    refused(case, "活动商品不退不换")
    words = words_of(as_alice.get(url))
    assert "活动商品" in words
    assert "他们说：“不影响使用”" not in words


def test_it_forgets_an_entry_that_was_taken_back(as_alice, case, url):
    contact = refused(case, "不影响使用", NOW - HOUR)
    assert contact_undo(case=again(case), contact=contact, now=NOW)
    assert "他们说：" not in words_of(as_alice.get(url))


def test_it_shows_the_card_at_once_when_the_contact_is_logged(as_alice, case):
    form = {
        "tier": "merchant",
        "promise": "none",
        "words": "不影响使用",
        "reply": "refused",
        "agent": "6789",
        "key": "k1",
    }
    response = as_alice.post(f"/c/{case.ref}/log/", form, headers=HX)
    assert 'hx-swap-oob="innerHTML:#advice"' in page_of(response)
    assert "他们说：“不影响使用”" in words_of(response)


@pytest.mark.parametrize(
    ("fields", "said", "guide"),
    [
        ({"words": "我私下转您 50 元可以吗"}, "商家提出私下解决", "article-three-mistakes"),
        ({"words": "您先撤销申请，我马上退您"}, "钱没到账就撤销申请", "article-three-mistakes"),
        ({"words": "好的", "desk": "pre"}, "找的是售前客服", "any-merchant-shop"),
    ],
)
def test_it_warns_of_what_loses_a_case(as_alice, case, url, fields, said, guide):
    heard(case, NOW - HOUR, **fields)
    response = as_alice.get(url)
    assert said in words_of(response)
    assert f'href="/c/{case.ref}/guide/{guide}/"' in page_of(response)


def test_it_says_nothing_to_a_record_without_a_trap(as_alice, case, url):
    heard(case, NOW - HOUR, hours=24)
    assert 'class="note warn pitfall"' not in page_of(as_alice.get(url))


def test_it_suggests_the_telephone_after_two_days_of_a_silent_platform(as_alice, case, url):
    tier_move(case=again(case), to="platform", now=NOW - 2 * DAY + timedelta(minutes=1))
    assert "平台两天没有动静" not in words_of(as_alice.get(url))
    other = opened(case.owner, now=NOW - 3 * DAY, number="2")
    tier_move(case=again(other), to="platform", now=NOW - 2 * DAY)
    response = as_alice.get(f"/c/{other.ref}/")
    assert "平台两天没有动静" in words_of(response)
    assert f'href="/c/{other.ref}/say/?code=T10"' in page_of(response)
    heard(other, NOW - HOUR, tier="platform", reply="substantive", words="已受理")
    assert "平台两天没有动静" not in words_of(as_alice.get(f"/c/{other.ref}/"))


def test_it_warns_before_closing_that_an_agreement_is_no_money(as_alice, case):
    assert "钱没到账就了结" not in words_of(as_alice.get(f"/c/{case.ref}/close/"))
    heard(case, NOW - HOUR, words="同意退款", reply="agreed")
    assert "钱没到账就了结" in words_of(as_alice.get(f"/c/{case.ref}/close/"))


def test_it_warns_of_a_skipped_tier_and_blocks_nothing(as_alice, case):
    page = page_of(as_alice.get(f"/c/{case.ref}/filing/?code=T8"))
    assert "还没联系过商家" in page
    assert "没问过平台就找监管" in page_of(as_alice.get(f"/c/{case.ref}/filing/?code=T12"))
    form = {"file": "1", "code": "T12", "text": "退款。", "due": "2026-12-02T23:59"}
    assert as_alice.post(f"/c/{case.ref}/filing/", form).status_code == 302
    assert again(case).tier == "regulator"


def test_it_says_nothing_of_it_when_the_seller_was_asked(as_alice, case):
    heard(case, NOW - HOUR, words="不行", reply="refused")
    assert "还没联系过商家" not in page_of(as_alice.get(f"/c/{case.ref}/filing/?code=T8"))


def test_it_shows_no_card_in_a_closed_case(as_alice, case, url):
    refused(case, "不影响使用")
    case_close(case=again(case), outcome="refused", now=NOW)
    assert "他们说：" not in words_of(as_alice.get(url))


def test_it_costs_no_query_and_little_space(as_alice, case, url):
    heard(case, NOW - HOUR, words="好的，知道了", reply="refused")
    few = len(queries_of(as_alice, url))
    refused(case, "不影响使用。活动商品不退不换。我私下转您 50 元，您先撤销申请。", NOW - HOUR / 2)
    assert len(queries_of(as_alice, url)) == few
    for address in (url, f"/en{url}"):
        assert len(as_alice.get(address).content) <= 25 * 1024, address


def test_it_shows_the_first_refusal_and_two_pitfalls_and_leads_to_the_rest(as_alice, case, url):
    refused(case, "不影响使用。活动商品不退不换。拆封不能退。我私下转您，您先撤销申请，先确认收货，改好评")
    page = page_of(as_alice.get(url))
    assert (page.count('class="sheet refusal"'), page.count('class="note warn pitfall"')) == (1, 2)
    assert f"/c/{case.ref}/refusals/" in page


def test_it_speaks_english_and_keeps_the_reply_chinese(as_alice, case, url):
    refused(case, "不影响使用")
    page = page_of(as_alice.get(f"/en{url}"))
    assert "They say “It does not affect use”" in page
    assert 'id="re-still_usable" lang="zh-Hans">您好' in page


def test_it_shows_markup_as_text(as_alice, case, url):
    refused(case, f"不影响使用{PAYLOAD}")
    sent(case, NOW)
    assert "<svg/onload" not in page_of(as_alice.get(url))


def test_it_warns_of_what_jd_does_in_a_jd_case_only(as_alice, case):
    words = "京东可以不再受理"
    assert words not in page_of(as_alice.get(f"/c/{case.ref}/filing/?code=T12"))
    case.order.platform = "jd"
    case.order.save()
    assert words in page_of(as_alice.get(f"/c/{case.ref}/filing/?code=T12"))


def test_it_reads_the_note_as_well_as_the_words(as_alice, case, url):
    heard(case, NOW - HOUR, note="他说不影响使用，要我私下转账", reply="refused")
    words = words_of(as_alice.get(url))
    assert "他们说：“不影响使用”" in words
    assert "商家提出私下解决" in words


def test_it_keeps_a_card_until_it_is_answered(as_alice, case, url):
    refused(case, "不影响使用", NOW - 4 * HOUR)
    heard(case, NOW - 3 * HOUR, words="在的亲", reply="received")
    assert "他们说：“不影响使用”" in words_of(as_alice.get(url))
    sent(case, NOW - 2 * HOUR, code="T6")
    assert "他们说：“不影响使用”" in words_of(as_alice.get(url))
    sent(case, NOW - HOUR, code="T7")
    assert "他们说：" not in words_of(as_alice.get(url))
    refused(case, "还是不影响使用", NOW)
    assert "他们说：“不影响使用”" in words_of(as_alice.get(url))


def test_it_keeps_a_warning_until_the_offer_is_declined(as_alice, case, url):
    heard(case, NOW - 3 * HOUR, words="我私下转您 50 元可以吗")
    heard(case, NOW - 2 * HOUR, words="在的亲", reply="received")
    assert "商家提出私下解决" in words_of(as_alice.get(url))
    sent(case, NOW - HOUR, code="T6")
    assert "商家提出私下解决" not in words_of(as_alice.get(url))


def test_it_forgets_what_the_seller_said_once_the_case_moved_up(as_alice, case, url):
    refused(case, "不影响使用")
    tier_move(case=again(case), to="platform", now=NOW)
    assert "他们说：“不影响使用”" not in words_of(as_alice.get(url))


@pytest.mark.parametrize("words", ["我私下转您 50 元可以吗", "这个不影响使用，不退"])
def test_it_counts_no_offer_and_no_refusal_as_promised(as_alice, case, url, words):
    form = {"tier": "merchant", "promise": "words", "words": words, "agent": "6789", "key": "k1"}
    assert as_alice.post(f"{url}log/", form).status_code == 302
    assert not Promise.objects.exists()
    assert Contact.objects.get().words == words


def test_it_still_keeps_a_vague_promise(as_alice, case, url):
    form = {"tier": "merchant", "promise": "words", "words": "等仓库核实", "agent": "6789", "key": "k1"}
    assert as_alice.post(f"{url}log/", form | {"asked": "unclear"}).status_code == 302
    assert Promise.objects.get().state == "vague"
