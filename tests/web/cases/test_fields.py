"""/c/<ref>/fields/: a form in its own order, each field copied and ticked off, the place kept."""

from __future__ import annotations

import html
import re

import pytest

from cases.models import Ascent, Letter
from cases.services.case_state import case_close
from cases.services.contact_undo import contact_undo
from cases.services.evidence_delete import evidence_delete
from cases.services.seller import seller_note
from tests.case_acts import DAY, HOUR, again, heard, opened
from tests.factories import NOW, EvidenceFactory
from tests.web.cases.checklist import (
    HX,
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
COMPLAINT = [
    *("company", "seller-address", "name", "phone", "address", "item", "amount", "paid", "order"),
    *("story", "request", "attachments", "identity", "publish", "entrust"),
]


@pytest.fixture
def case(alice):
    return opened(alice, now=NOW - 3 * DAY, shop="示例店", amount="299.00", paid_at=NOW - 9 * DAY, demand="refund")


@pytest.fixture
def url(case) -> str:
    return f"/c/{case.ref}/fields/"


def order_of(response) -> list[str]:
    return re.findall(r'<li class="sheet fld" id="f-([a-z-]+)"', page_of(response))


def value_of(response, slug: str) -> str:
    found = re.search(rf'id="v-{slug}"[^>]*>(.*?)</', page_of(response), re.DOTALL)
    return html.unescape(found[1]) if found else ""


def tick(client, url, **form):
    return client.post(f"{url}tick/", {"form": "complaint", "field": "item"} | form)


def exhibit(case, **fields):
    row = EvidenceFactory(case=case, **fields)
    from cases.services.exhibits import case_exhibits_refresh

    case_exhibits_refresh(case=again(case))
    return row


def test_it_shows_the_12315_form_in_its_own_order(as_alice, case, url):
    seller_note(
        case=again(case), disclosed="yes", legal_name="示例公司", credit_code="", address="示例市示例路", now=NOW
    )
    response = as_alice.get(f"{url}?to=12315")
    assert order_of(response) == COMPLAINT
    assert value_of(response, "company") == "示例公司"
    assert value_of(response, "amount") == "299.00"
    assert value_of(response, "order") == "123456789012345678"
    assert value_of(response, "paid") == "2026-11-14"
    assert "订单号 123456789012345678" in value_of(response, "story")
    assert value_of(response, "request") == "退款。"


@pytest.mark.parametrize(
    ("platform", "to", "fields"),
    [
        ("jd", "platform", ["kind", "statement", "evidence", "phone"]),
        ("taobao", "platform", ["order", "reason", "statement", "request", "evidence"]),
        ("pdd", "platform", ["order", "reason", "statement", "request", "evidence"]),
        ("taobao", "12315", COMPLAINT),
    ],
)
def test_it_shows_each_places_own_form(as_alice, alice, platform, to, fields):
    case = opened(alice, now=NOW - DAY, platform=platform)
    assert order_of(as_alice.get(f"/c/{case.ref}/fields/?to={to}")) == fields


def test_it_has_the_report_as_a_form_of_its_own(as_alice, case, url):
    response = as_alice.get(f"{url}?form=report")
    assert order_of(response) == ["company", "seller-address", "store", "suspicion", "clue", "material"]
    assert "不会带来退款" in words_of(response)


def test_it_never_holds_who_the_shopper_is(as_alice, url):
    response = as_alice.get(f"{url}?to=12315")
    for slug, mark in (("name", "【姓名】"), ("phone", "【电话】"), ("address", "【通讯地址】")):
        assert value_of(response, slug) == mark
        assert re.search(rf'<input class="inp" id="own-{slug}" data-own="{mark}"(?![^>]*\bname=)', page_of(response))
    assert value_of(response, "identity") == ""


def test_it_keeps_the_place_by_ticks(as_alice, case, url):
    assert "已填 0 / 15 栏" in words_of(as_alice.get(f"{url}?to=12315"))
    response = tick(as_alice, url)
    assert response["Location"] == f"{url}?form=complaint#f-item"
    tick(as_alice, url, field="company")
    page = as_alice.get(f"{url}?to=12315")
    assert "已填 2 / 15 栏" in words_of(page)
    assert "下一栏：核对被投诉人地址" in words_of(page)
    assert 'data-here="f-seller-address"' in page_of(page)
    tick(as_alice, url, on="0")
    assert Ascent.objects.get(case=case).ticks == {"complaint": ["company"]}
    tick(as_alice, url, over="1")
    assert Ascent.objects.get(case=case).ticks == {}


def test_it_answers_a_tick_with_the_progress_and_that_tick(as_alice, url):
    response = as_alice.post(f"{url}tick/", {"form": "complaint", "field": "item"}, headers=HX)
    page = page_of(response)
    assert page.lstrip().startswith('<div class="fp" id="fp"')
    assert re.search(r'<form id="t-item"[^>]*hx-swap-oob="true"', page)
    assert 'aria-pressed="true"' in page
    assert "f-company" in page
    assert "<input class" not in page, "what is being typed elsewhere on the page stays"


@pytest.mark.parametrize("form", [{"field": "nothing"}, {"form": "nothing"}, {"form": "jd-dispute", "field": "kind"}])
def test_it_ticks_only_what_the_form_has(as_alice, url, form):
    assert tick(as_alice, url, **form).status_code == 404
    assert not Ascent.objects.exists()


def test_it_says_that_a_limit_is_not_known_and_fits_to_the_pages_own(as_alice, case, url):
    heard(case, NOW - DAY, words="不影响使用", reply="refused")
    for hour in range(6):
        heard(case, NOW - 20 * HOUR + hour * HOUR, words="已经在为您加急处理了，请耐心等待一下", reply="received")
    full = as_alice.get(f"{url}?to=12315")
    assert "说明的字数：没有查到" in words_of(full)
    assert len(value_of(full, "story")) > 250
    short = as_alice.get(f"{url}?to=12315&max=150")
    story = value_of(short, "story")
    assert len(story) <= 150
    for element in ("123456789012345678", "袖口开线", "299.00"):
        assert element in story
    assert "没有截断" not in words_of(short)
    tiny = as_alice.get(f"{url}?to=12315&max=10")
    assert "没有截断" in words_of(tiny)
    assert "袖口开线" in value_of(tiny, "story"), "too long is said, nothing is cut"


def test_it_shows_what_proves_a_field_or_that_nothing_does(as_alice, case, url):
    assert "无证据" in words_of(as_alice.get(f"{url}?to=12315"))
    row = exhibit(case, kind="order", number=4)
    page = page_of(as_alice.get(f"{url}?to=12315"))
    item = page.split('id="f-item"')[1].split("</li>")[0]
    assert f"/evidence/{row.number}/" in item
    assert "无证据" not in item


def test_it_lets_a_sentence_go_with_its_record(as_alice, case, url):
    contact = heard(case, NOW - HOUR, words="不影响使用", reply="refused")
    row = exhibit(case, kind="goods", number=5, caption="开线处近景")
    before = as_alice.get(f"{url}?to=platform")
    assert "不影响使用" in value_of(before, "statement")
    assert "证据5 开线处近景" in value_of(before, "statement")
    claims = page_of(before).split('id="claims"')[1]
    assert "商家拒绝：“不影响使用”" in claims
    evidence_delete(evidence=row, now=NOW, reason="放错了")
    after = as_alice.get(f"{url}?to=platform")
    assert "开线处近景" not in page_of(after)
    assert "如证据所示" not in value_of(after, "statement")
    contact_undo(case=again(case), contact=contact, now=NOW)
    gone = as_alice.get(f"{url}?to=platform")
    assert "不影响使用" not in page_of(gone)


def test_it_remembers_a_statement_that_was_copied(as_alice, case, url):
    text = value_of(as_alice.get(f"{url}?to=platform"), "statement")
    as_alice.post(f"{url}tick/?form=statement&field=statement", {"text": text}, headers=HX)
    assert Letter.objects.get(case=case).text == text
    as_alice.post(f"{url}tick/?form=statement&field=order", {"text": "123"}, headers=HX)
    assert Letter.objects.count() == 1


def test_it_brings_the_whole_form_to_the_filing(as_alice, case, url):
    page = page_of(as_alice.get(f"{url}?to=12315"))
    assert f"/c/{case.ref}/filing/?code=T12&amp;form=complaint" in page
    filing = page_of(as_alice.get(f"/c/{case.ref}/filing/?code=T12&form=complaint"))
    assert "姓名：【姓名】" in filing
    assert "诉求：退款。" in filing


def test_it_is_closed_with_the_case(as_alice, case, url):
    case_close(case=again(case), outcome="full", now=NOW)
    assert as_alice.get(url).status_code in (302, 409)
    tick(as_alice, url)
    assert not Ascent.objects.exists()


def test_it_speaks_both_languages(as_alice, url):
    check_languages(as_alice, f"{url}?to=12315", "逐栏填写", "Field by field")


def test_it_is_looked_at_and_ticked(as_alice, url):
    check_verbs(as_alice, url, "get")
    check_verbs(as_alice, f"{url}tick/", "post")


def test_it_is_for_its_owner_alone(client, as_charlie, url):
    check_gate(url, "get", anonymous=client, stranger=as_charlie)
    check_gate(f"{url}tick/", "post", anonymous=client, stranger=as_charlie)
    assert tick(as_charlie, url).status_code == 404


def test_it_is_kept_by_no_cache_and_shows_markup_as_text(as_alice, alice):
    case = opened(alice, now=NOW - DAY, item=PAYLOAD, problem=PAYLOAD)
    response = as_alice.get(f"/c/{case.ref}/fields/?to=12315")
    check_private(response)
    check_escaped(response, 2)
