"""/c/<ref>/say/: the text to send, chosen, changed and checked."""

from __future__ import annotations

import re

import pytest

from cases.models import Case, Contact, Order
from cases.services.case_state import case_close
from tests.case_acts import DAY, HOUR, again, heard, kinds, opened
from tests.factories import NOW
from tests.web.cases.checklist import (
    PAYLOAD,
    check_escaped,
    check_gate,
    check_languages,
    check_private,
    check_verbs,
    letter_of,
    page_of,
    words_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(case: Case) -> str:
    return f"/c/{case.ref}/say/"


def test_it_opens_with_the_letter_the_next_step_asks_for(as_alice, case, url):
    assert (
        letter_of(as_alice.get(url)) == "您好，我的订单 123456789012345678，买的衬衫袖口开线，想申请换货，请协助处理。"
    )
    heard(case, NOW - 3 * HOUR, hours=1, agent_number="6789")
    nudge = letter_of(as_alice.get(url))
    assert "1小时内给您回复" in nudge
    assert "6789" in nudge
    assert "2 小时" in nudge


def test_it_asks_without_a_number_when_there_is_none(as_alice, alice):
    case = opened(alice, now=NOW - DAY, number="")
    assert letter_of(as_alice.get(f"/c/{case.ref}/say/")).startswith("您好，我想咨询")


@pytest.mark.parametrize(
    ("code", "words"),
    [("T2", "人工"), ("T3", "最晚什么时候"), ("T3b", "大概的时间"), ("T6", "平台"), ("T6b", "售后"), ("T7", "理由")],
)
def test_it_offers_every_letter_that_makes_sense(as_alice, url, code, words):
    response = as_alice.get(url, {"code": code})
    assert words in letter_of(response)
    assert f'href="{url}?code={code}" aria-current="true"' in page_of(response)


def test_it_offers_no_nudge_before_anybody_was_asked(as_alice, url):
    page = page_of(as_alice.get(url, {"code": "T5"}))
    assert "code=T5" not in page
    assert 'name="code" value="T1"' in page


@pytest.mark.parametrize("code", ["T99", "'\"><svg/onload=x>", ""])
def test_it_takes_an_unknown_code_for_the_one_that_fits(as_alice, url, code):
    response = as_alice.get(url, {"code": code})
    assert response.status_code == 200
    assert 'name="code" value="T1"' in page_of(response)


def test_it_claims_nothing_that_is_not_on_record(as_alice, case, url):
    heard(case, NOW - HOUR, words="核实一下")
    letter = letter_of(as_alice.get(url, {"code": "T5"}))
    for claim in ("承诺", "答应", "工号", "拒绝"):
        assert claim not in letter


def test_it_reports_a_copy_under_its_own_code(as_alice, url):
    page = page_of(as_alice.get(url, {"code": "T3"}))
    assert page.count(f'data-copied-url="{url}copied/?code=T3"') == 3  # letter, form, phone bar


def test_it_previews_the_changed_words_without_a_script(as_alice, case, url):
    response = as_alice.post(url, {"code": "T1", "text": "商品有问题，你们看着办", "channel": "phone"})
    assert response.status_code == 200
    assert "商品有问题，你们看着办</textarea>" in page_of(response)
    assert "“商品有问题”太含糊。" in words_of(response)
    assert 'value="phone" checked' in page_of(response)
    assert kinds(case) == ["case_opened"]
    assert not Contact.objects.exists()


@pytest.mark.parametrize(("to", "limit"), [("seller", 200), ("seller", 300)])
def test_it_offers_a_form_of_every_length_that_loses_no_element(as_alice, alice, to, limit):
    item, problem = "衬衫" * 40, "袖口开线" * 25
    case = opened(alice, now=NOW - DAY, item=item, problem=problem, problem_detail="左袖口" * 60)
    Order.objects.update(platform="wxshop")
    url = f"/c/{case.ref}/say/?to={to}"
    full, short = letter_of(as_alice.get(url)), letter_of(as_alice.get(url, {"limit": limit}))
    assert len(full) > 300
    assert len(short) <= max(limit, 250)
    for element in ("123456789012345678", problem, "换货"):
        assert element in short
    assert f'limit={limit}" aria-current="true"' in page_of(as_alice.get(url, {"limit": limit}))


@pytest.mark.parametrize(
    ("limit", "name", "source"),
    [
        (200, "聊天消息", "我们自己定的"),
        (300, "微信支付投诉", "网友经验，待核实"),
        (500, "微信小店举证", "以页面提示为准"),
    ],
)
def test_it_names_each_box_and_where_its_limit_comes_from(as_alice, url, limit, name, source):
    Order.objects.update(platform="wxshop")
    assert f"{name} · {limit} 字" in words_of(as_alice.get(url, {"to": "platform"}))
    chosen = words_of(as_alice.get(url, {"to": "platform", "limit": limit}))
    assert f"{name}：" in chosen
    assert source in chosen


@pytest.mark.parametrize(
    ("platform", "to", "offered"),
    [
        ("taobao", "seller", ["200"]),
        ("taobao", "platform", ["200"]),
        ("taobao", "12315", []),
        ("wxshop", "seller", ["200", "300"]),
        ("wxshop", "platform", ["200", "300", "500"]),
        ("wxshop", "12315", []),
    ],
)
def test_it_offers_only_the_boxes_met_there(as_alice, url, platform, to, offered):
    Order.objects.update(platform=platform)
    page = page_of(as_alice.get(url, {"to": to}))
    assert re.findall(r"limit=(\d+)", page) == offered
    shown = as_alice.get(url, {"to": to, "limit": "500"})
    assert letter_of(shown) == letter_of(as_alice.get(url, {"to": to})) or "500" in offered


def test_it_has_one_copy_button_on_a_phone(as_alice, url):
    page = page_of(as_alice.get(url))
    # A wrapper hides it: the button's own class is shown again by the script.
    hidden = re.findall(r'<(?:div|span) class="d-only"><button[^>]*data-copy=', page)
    assert len(re.findall(r"<button[^>]*data-copy=", page)) - len(hidden) == 1


def test_it_counts_the_characters_and_warns_beyond_the_chosen_length(as_alice, url):
    fits = page_of(as_alice.post(url, {"code": "T1", "text": "字" * 200, "limit": "200"}))
    assert "<span data-n>200</span> / 200 字" in fits
    assert "data-over hidden" in fits
    over = page_of(as_alice.post(url, {"code": "T1", "text": "字" * 201, "limit": "200"}))
    assert "<span data-n>201</span>" in over
    assert "data-over hidden" not in over
    assert 'name="limit" value="200"' in over


@pytest.mark.parametrize("limit", ["", "0", "7", "-1", "x", "1e3"])
def test_it_shows_the_full_text_for_any_other_length(as_alice, url, limit):
    assert letter_of(as_alice.get(url, {"limit": limit})) == letter_of(as_alice.get(url))


def test_it_says_what_is_still_to_be_filled_in(as_alice, url):
    response = as_alice.post(url, {"code": "T1", "text": "我希望【诉求】"})
    assert 'id="text_error"' in page_of(response)
    assert 'aria-invalid="true"' in page_of(response)


def test_it_lets_a_shop_write_brackets(as_alice, alice):
    case = opened(alice, now=NOW - DAY, item="【官方】衬衫")
    page = page_of(as_alice.get(f"/c/{case.ref}/say/"))
    assert "【官方】衬衫" in page
    assert 'id="text_error"' not in page


def test_it_speaks_both_languages_and_keeps_the_letter_chinese(as_alice, url):
    check_languages(as_alice, url, "要发的话", "What to send")
    english = as_alice.get(f"/en{url}")
    assert letter_of(english).startswith("您好")
    assert "My order is 123456789012345678" in page_of(english)
    assert 'class="letter-t"' not in page_of(as_alice.get(url))


def test_it_is_looked_at_and_previewed(as_alice, url):
    check_verbs(as_alice, url, "get", "post")


def test_it_is_for_its_owner_alone(client, as_charlie, url):
    check_gate(url, "get", "post", anonymous=client, stranger=as_charlie)


def test_it_is_kept_by_no_cache(as_alice, url):
    check_private(as_alice.get(url))


def test_it_leads_back_from_a_closed_case(as_alice, case, url):
    case_close(case=again(case), outcome="full", now=NOW)
    assert as_alice.get(url)["Location"] == f"/c/{case.ref}/"


def test_it_shows_markup_as_text(as_alice, alice, url):
    check_escaped(as_alice.post(url, {"code": "T1", "text": PAYLOAD}))
    case = opened(alice, now=NOW - DAY, item=PAYLOAD, problem=PAYLOAD, shop=PAYLOAD, number="2")
    heard(case, NOW - 3 * HOUR, hours=1, words=PAYLOAD, agent_number=PAYLOAD)
    for code in ("T1", "T4", "T5", "T5b", "T6"):
        response = as_alice.get(f"/c/{case.ref}/say/", {"code": code})
        assert "<svg/onload" not in page_of(response)
    check_escaped(as_alice.get(f"/c/{case.ref}/say/", {"code": "T1"}), 2)
