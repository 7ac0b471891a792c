"""/c/<ref>/say/?to=: the right letter per recipient and situation; what is the shopper's own never reaches us."""

from __future__ import annotations

import re

import pytest

from cases.models import Letter
from cases.services.case_state import tier_move
from cases.services.contact_undo import contact_undo
from cases.services.exhibits import case_exhibits_refresh
from cases.services.reference import reference_note
from cases.services.seller import seller_note
from tests.case_acts import DAY, HOUR, again, heard, opened, sent
from tests.factories import NOW, EvidenceFactory
from tests.web.cases.checklist import PAYLOAD, letter_of, page_of, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(case) -> str:
    return f"/c/{case.ref}/say/"


def at_platform(case, at=NOW - 3 * DAY):
    tier_move(case=again(case), to="platform", now=at)


def code_of(response) -> str:
    return re.search(r'name="code" value="(\w+)"', page_of(response))[1]


@pytest.mark.parametrize(
    ("to", "platform", "code"),
    [
        ("seller", "taobao", "T1"),
        ("platform", "taobao", "T8"),
        ("platform", "jd", "T8b"),
        ("platform", "jd_self", "T8"),
        ("12315", "taobao", "T12"),
    ],
)
def test_it_brings_the_letter_for_whom_it_goes_to(as_alice, alice, to, platform, code):
    case = opened(alice, now=NOW - DAY, platform=platform, number="286600412345")
    response = as_alice.get(f"/c/{case.ref}/say/", {"to": to})
    assert code_of(response) == code
    assert f'?to={to}" aria-current="true"' in page_of(response)


def test_it_takes_whom_the_case_is_with_when_nobody_is_named(as_alice, case, url):
    assert code_of(as_alice.get(url)) == "T1"
    at_platform(case)
    assert 'to=platform" aria-current="true"' in page_of(as_alice.get(url))
    assert 'to=seller" aria-current="true"' in page_of(as_alice.get(url, {"code": "T6b"}))
    assert code_of(as_alice.get(url, {"to": "boss"})) == code_of(as_alice.get(url))


def test_it_complains_of_silence_with_what_is_on_record(as_alice, case, url):
    sent(case, NOW - 2 * DAY)
    letter = letter_of(as_alice.get(url, {"code": "T9"}))
    assert letter.startswith(
        "我于11月21日 15:20起通过平台聊天联系示例店，反映订单 123456789012345678：袖口开线，要求换货。"
    )
    assert "至今已 2 天，未获有效答复" in letter
    heard(case, NOW - HOUR, words="不退", reply="refused")
    assert "未获有效答复" not in letter_of(as_alice.get(url, {"code": "T9"}))


def test_it_follows_up_on_what_was_filed(as_alice, case, url):
    at_platform(case)
    reference_note(case=again(case), kind="dispute", number="JF0098", now=NOW - DAY)
    response = as_alice.get(url, {"code": "T10"})
    letter = letter_of(response)
    assert "11月20日 15:20已申请介入，编号 JF0098，已经 3 天没有答复" in letter
    assert f'href="/c/{case.ref}/call/?to=platform"' in page_of(response)


def test_it_disagrees_with_the_platforms_own_words(as_alice, case, url):
    at_platform(case)
    heard(case, NOW - HOUR, tier="platform", words="证据不足，不支持", reply="refused")
    letter = letter_of(as_alice.get(url, {"code": "T11"}))
    assert "平台11月23日 14:20判定：“证据不足，不支持”" in letter


def test_it_tells_12315_the_whole_story(as_alice, case, url):
    sent(case, NOW - 5 * DAY)
    heard(case, NOW - 4 * DAY, words="不影响使用", reply="refused", agent_number="6789")
    at_platform(case)
    heard(case, NOW - DAY, tier="platform", words="证据不足", reply="refused")
    letter = letter_of(as_alice.get(url, {"to": "12315"}))
    assert "2026年11月18日 15:20，通过平台聊天联系商家：我方要求换货。" in letter
    assert "2026年11月19日 15:20，通过平台聊天联系商家（工号6789）：对方拒绝；对方原话“不影响使用”。" in letter
    assert "平台于2026年11月22日 15:20处理结果为：“证据不足”" in letter
    assert "证据清单" not in letter


def test_it_asks_for_the_shoppers_own_in_fields_that_are_never_sent(as_alice, url):
    page = page_of(as_alice.get(url, {"code": "T12"}))
    fields = re.findall(r"<input[^>]*data-own[^>]*>", page)
    assert [re.search(r'data-own="([^"]+)"', field)[1] for field in fields] == ["【姓名】", "【电话】", "【通讯地址】"]
    assert not [field for field in fields if " name=" in field]
    phone = re.findall(
        r"<input[^>]*data-own[^>]*>", page_of(as_alice.get(url.replace("/say/", "/say/"), {"code": "T8"}))
    )
    assert phone == []


def test_it_lets_the_phone_number_be_left_out_at_jd(as_alice, alice):
    case = opened(alice, now=NOW - DAY, platform="jd", number="286600412345")
    page = page_of(as_alice.get(f"/c/{case.ref}/say/", {"code": "T8b"}))
    assert 'data-own-drop="如文字不清楚，请电话联系我：【电话】。"' in page


def test_it_keeps_the_text_with_the_marks_of_the_shoppers_own(as_alice, case, url):
    text = "投诉人：【姓名】 电话：【电话】 通讯地址：【通讯地址】\n退款。"
    assert as_alice.post(f"{url}copied/?code=T12", {"text": text}).status_code == 204
    assert Letter.objects.get(case=case).text == text
    as_alice.post(f"{url}copied/?code=T12", {"text": f"{text}被投诉人：【商家的公司名】"})
    assert Letter.objects.count() == 1, "a text with our marks in it was not copied"


def test_it_takes_a_longer_text_where_the_whole_story_is_told(as_alice, case, url):
    assert 'maxlength="4000"' in page_of(as_alice.get(url, {"code": "T12"}))
    assert 'maxlength="2000"' in page_of(as_alice.get(url, {"code": "T1"}))
    for code, kept in (("T1", 0), ("T12", 1)):
        as_alice.post(f"{url}copied/?code={code}", {"text": "字" * 2001})
        assert Letter.objects.filter(case=case).count() == kept


def test_it_cannot_be_copied_while_a_mark_is_unfilled(as_alice, url):
    page = page_of(as_alice.get(url, {"code": "T12"}))
    assert 'data-copy="#letter"' not in page
    assert "还差：" in words_of(as_alice.get(url, {"code": "T12"}))
    assert re.search(r'data-copy="#text"[^>]*data-marks="[^"]*商家的公司名', page)


def test_it_leads_from_the_letter_to_the_filing(as_alice, case, url):
    page = page_of(as_alice.get(url, {"code": "T8"}))
    assert f'formaction="/c/{case.ref}/filing/"' in page
    assert 'formaction="/c/' not in page_of(as_alice.get(url, {"code": "T1"})).replace(f'formaction="{url}"', "")


def test_it_shows_markup_as_text(as_alice, alice):
    case = opened(alice, now=NOW - DAY, item=PAYLOAD, problem=PAYLOAD, shop=PAYLOAD, number="2")
    heard(case, NOW - 3 * HOUR, words=PAYLOAD, reply="refused", agent_number=PAYLOAD)
    url = f"/c/{case.ref}/say/"
    for code in ("T8", "T9", "T12", "T13", "T14"):
        assert "<svg/onload" not in page_of(as_alice.get(url, {"code": code}))
    response = as_alice.post(url, {"typed": "1", "code": "T12", "loss": PAYLOAD})
    assert "<svg/onload" not in page_of(response)


def test_it_shows_what_each_sentence_rests_on(as_alice, case):
    contact = heard(case, NOW - HOUR, words="不影响使用", reply="refused")
    EvidenceFactory(case=case, number=7, kind="chat", contact=contact)
    case_exhibits_refresh(case=again(case))
    page = page_of(as_alice.get(f"/c/{case.ref}/say/?code=T8"))
    claims = page.split('id="claims"')[1].split("</section>")[0]
    refused = claims.split("商家拒绝：“不影响使用”")[1].split("</li>")[0]
    assert f"/c/{case.ref}/evidence/7/" in refused
    problem = claims.split("问题：袖口开线")[1].split("</li>")[0]
    assert "无证据" in problem
    assert f"/c/{case.ref}/evidence/add/" in problem
    contact_undo(case=again(case), contact=contact, now=NOW)
    after = page_of(as_alice.get(f"/c/{case.ref}/say/?code=T8"))
    assert "不影响使用" not in after


@pytest.mark.parametrize("code", ["T12", "T13", "T14"])
def test_it_asks_for_the_seller_on_the_page_for_it_alone(as_alice, case, code):
    url, asks = f"/c/{case.ref}/say/?code={code}", f"/c/{case.ref}/seller/?back={code}"
    page = page_of(as_alice.get(url))
    assert "填一次" in page.split('id="seller"')[1].split("</p>")[0]
    assert f'href="{asks}"' in page
    assert "merchant_" not in page
    noted = {"disclosed": "yes", "legal_name": "示例公司", "address": "示例市示例路", "back": code}
    back = as_alice.post(f"/c/{case.ref}/seller/", noted)["Location"]
    assert back == url
    page = page_of(as_alice.get(back))
    assert "示例公司，示例市示例路" in page
    assert f'href="{asks}"' in page, "it can be corrected"


def test_it_names_what_was_noted_of_the_seller_in_the_text(as_alice, case):
    seller_note(
        case=again(case), disclosed="yes", legal_name="示例公司", credit_code="", address="示例市示例路", now=NOW
    )
    page = page_of(as_alice.get(f"/c/{case.ref}/say/?code=T12"))
    assert "被投诉人：示例公司 地址：示例市示例路" in page
