"""/c/<ref>/filing/: handed in on their side, noted here; the number may come later."""

from __future__ import annotations

import re
from datetime import date

import pytest

from cases.models import Deadline, Filing, Reference
from cases.services.case_state import case_close, tier_move
from cases.services.elsewhere import elsewhere_note
from cases.services.exhibits import case_exhibits_refresh
from guides.services.knowledge import knowledge_load
from tests.case_acts import DAY, HOUR, again, heard, kinds, opened
from tests.factories import NOW, EvidenceFactory
from tests.web.cases.checklist import (
    HX,
    PAYLOAD,
    check_error,
    check_escaped,
    check_gate,
    check_kept,
    check_languages,
    check_private,
    check_verbs,
    page_of,
    words_of,
)

pytestmark = pytest.mark.django_db
TEXT = "订单 123，发现袖口开线。\n诉求：换货。"
FORM = {"file": "1", "code": "T8", "text": TEXT, "due": "2026-11-26T23:59", "number": "", "kind": "", "key": "k1"}


@pytest.fixture
def url(case) -> str:
    return f"/c/{case.ref}/filing/"


def test_it_shows_the_text_from_the_letters_page_and_asks_before_it_files(as_alice, case, url):
    response = as_alice.post(url, {"code": "T8", "text": TEXT})
    page = page_of(response)
    assert response.status_code == 200
    assert TEXT in page
    assert "选填" in page
    check_kept(page, "due", "2026-11-26T23:59")
    assert not Filing.objects.exists()
    assert again(case).tier == "merchant"


def test_it_fills_the_text_from_the_records_when_it_is_opened_by_itself(as_alice, case, url):
    heard(case, NOW - HOUR, words="不影响使用", reply="refused")
    page = page_of(as_alice.get(url, {"code": "T8"}))
    assert "理由是“不影响使用”" in page


def test_it_freezes_moves_and_counts(as_alice, case, url):
    response = as_alice.post(url, FORM)
    filing = Filing.objects.get(case=case)
    assert (response.status_code, response["Location"]) == (302, f"/c/{case.ref}/?filed={filing.pk}")
    assert (filing.text, filing.code, filing.tier) == (TEXT, "T8", "platform")
    assert again(case).tier == "platform"
    clock = Deadline.objects.running().get(case=case, lane="theirs")
    assert (clock.rule, clock.working[-1][:10]) == ("CLK12", "2026-11-26")
    words = words_of(as_alice.get(response["Location"]))
    assert "周四 24:00" in words
    assert "你提交了：给平台的说明" in words


def test_it_files_once_however_often_the_button_is_pressed(as_alice, case, url):
    as_alice.post(url, FORM)
    assert as_alice.post(url, FORM).status_code == 302
    assert kinds(case).count("filed") == 1


def test_it_takes_the_number_and_says_what_it_is(as_alice, case, url):
    as_alice.post(url, FORM | {"number": "售后单号：RF0098765"})
    number = Reference.objects.get(case=case)
    assert (number.kind, number.number) == ("after_sale", "RF0098765")
    assert "衬衫" in words_of(as_alice.get("/c/", {"q": "rf0098765"}))


def test_it_lets_the_shopper_say_what_kind_of_number_it_is(as_alice, case, url):
    as_alice.post(url, FORM | {"number": "售后单号：RF0098765", "kind": "ticket"})
    assert Reference.objects.get(case=case).kind == "ticket"


@pytest.mark.parametrize("code", ["T9", "T13"])
def test_it_notes_what_moves_nothing(as_alice, case, url, code):
    assert as_alice.post(url, FORM | {"code": code, "due": ""}).status_code == 302
    assert Filing.objects.get(case=case).deadline is None
    assert again(case).tier == "merchant"


def test_it_goes_to_12315_with_its_seven_working_days(as_alice, case, url):
    tier_move(case=again(case), to="platform", now=NOW - DAY)
    page = page_of(as_alice.get(url, {"code": "T12"}))
    check_kept(page, "due", "2026-12-02T23:59")
    assert "【姓名】" in page
    text = "投诉人：【姓名】 电话：【电话】 通讯地址：【通讯地址】\n退款。"
    assert as_alice.post(url, FORM | {"code": "T12", "text": text, "due": "2026-12-02T23:59"}).status_code == 302
    assert (again(case).tier, Filing.objects.get().text) == ("regulator", text)
    assert Deadline.objects.running().get(case=case, lane="theirs").rule == "CLK20"


def test_it_needs_a_time_only_where_a_clock_must_run(as_alice, case, url):
    check_error(as_alice.post(url, FORM | {"due": ""}), "due", "选")
    assert not Filing.objects.exists()


@pytest.mark.parametrize(
    ("change", "field", "sentence"),
    [
        ({"due": "2026-11-23T15:00"}, "due", "还没到的时间"),
        ({"number": "9" * 121}, "number", "120"),
        ({"kind": "boss"}, "kind", ""),
    ],
)
def test_it_says_beside_the_field_what_to_change_and_loses_nothing(as_alice, case, url, change, field, sentence):
    form = FORM | {"number": "RF1"} | change
    response = as_alice.post(url, form)
    check_error(response, field, sentence)
    assert TEXT in page_of(response)
    assert not Filing.objects.exists()


def test_it_files_no_text_with_a_mark_in_it(as_alice, case, url):
    response = as_alice.post(url, FORM | {"text": "诉求：【诉求】。"})
    assert response.status_code == 422
    assert 'id="text_error"' in page_of(response)
    assert not Filing.objects.exists()


def test_it_says_when_the_case_was_closed_meanwhile(as_alice, case, url):
    case_close(case=again(case), outcome="full", now=NOW)
    response = as_alice.post(url, FORM)
    assert response.status_code == 409
    assert FORM["text"] in page_of(response)
    assert not Filing.objects.exists()


def test_it_speaks_both_languages(as_alice, url):
    check_languages(as_alice, url, "已提交，开始计时", "Filed: start their clock")


def test_it_is_looked_at_and_done(as_alice, url):
    check_verbs(as_alice, url, "get", "post")


def test_it_is_for_its_owner_alone(client, as_charlie, case, url):
    check_gate(url, "get", "post", anonymous=client, stranger=as_charlie)
    assert as_charlie.post(url, FORM).status_code == 404
    assert not Filing.objects.exists()


def test_it_is_kept_by_no_cache(as_alice, url):
    check_private(as_alice.get(url))


def test_it_shows_markup_as_text(as_alice, case, url):
    response = as_alice.post(url, FORM | {"text": PAYLOAD, "number": PAYLOAD, "due": ""})
    check_escaped(response, 2)
    as_alice.post(url, FORM | {"text": PAYLOAD, "number": PAYLOAD})
    check_escaped(as_alice.get(f"/c/{case.ref}/"))


def test_it_offers_to_take_it_back_at_once(as_alice, alice, case, url):
    response = as_alice.post(url, FORM)
    filing = Filing.objects.get(case=case)
    page = page_of(as_alice.get(response["Location"]))
    assert f'action="{url}{filing.pk}/undo/"' in page
    answer = as_alice.post(f"{url}{filing.pk}/undo/", headers=HX)
    assert "已撤回，案件回到提交之前" in words_of(answer)
    assert again(case).tier == "merchant"
    assert f"{url}{filing.pk}/undo/" not in page_of(as_alice.get(response["Location"]))
    other = opened(alice, now=NOW, number="2")
    assert f"/filing/{filing.pk}/undo/" not in page_of(as_alice.get(f"/c/{other.ref}/?filed={filing.pk}"))
    assert as_alice.get(f"/c/{case.ref}/?filed=99999999999999999999").status_code == 200


# /c/<ref>/filing/<n>/: what was handed in, and the way back.


@pytest.fixture
def done(as_alice, case, url) -> str:
    as_alice.post(url, FORM | {"number": "JF0098"})
    return f"{url}{Filing.objects.get(case=case).pk}/"


def test_it_shows_what_was_handed_in_word_for_word(as_alice, done):
    response = as_alice.get(done)
    assert TEXT in page_of(response)
    words = words_of(response)
    assert "JF0098" in words
    assert "给平台的说明" in words


def test_it_takes_a_filing_back(as_alice, case, done):
    assert "其实还没提交，撤回" in words_of(as_alice.get(done))
    response = as_alice.post(f"{done}undo/")
    assert (response.status_code, response["Location"]) == (302, f"/c/{case.ref}/")
    assert again(case).tier == "merchant"
    assert as_alice.post(f"{done}undo/").status_code == 302
    assert kinds(case).count("filing_undone") == 1
    words = words_of(as_alice.get(done))
    assert "其实还没提交，撤回" not in words
    assert "这次提交已撤回" in words


def test_it_shows_a_filing_to_its_owner_alone(client, as_charlie, alice, as_alice, done):
    check_gate(done, "get", anonymous=client, stranger=as_charlie)
    check_gate(f"{done}undo/", "post", anonymous=client, stranger=as_charlie)
    other = opened(alice, now=NOW, number="2")
    number = re.search(r"/(\d+)/$", done)[1]
    assert as_alice.get(f"/c/{other.ref}/filing/{number}/").status_code == 404


def test_it_answers_no_other_verb_about_a_filing(as_alice, done):
    check_verbs(as_alice, done, "get")
    check_verbs(as_alice, f"{done}undo/", "post")
    check_private(as_alice.get(done))
    check_languages(as_alice, done, "提交时的原文", "As it was handed in")


def test_it_asks_before_a_second_filing(as_alice, case, url):
    assert 'id="earlier"' not in page_of(as_alice.get(url, {"code": "T8"}))
    as_alice.post(url, FORM)
    page = page_of(as_alice.get(url, {"code": "T8"}))
    first = Filing.objects.get()
    assert f'href="/c/{case.ref}/filing/{first.pk}/"' in page.split('id="earlier"', 1)[1]
    assert f'href="/c/{case.ref}/numbers/"' in page.split('id="earlier"', 1)[1]
    # A page opened before the first filing does not know of it.
    stale = as_alice.post(url, FORM | {"key": "k2"})
    assert stale.status_code == 422
    assert 'name="again" value="1"' in page_of(stale)
    assert Filing.objects.count() == 1
    assert as_alice.post(url, FORM | {"key": "k2", "again": "1"}).status_code == 302
    assert Filing.objects.count() == 2


def test_it_asks_nothing_about_another_letter_or_one_taken_back(as_alice, case, url):
    as_alice.post(url, FORM)
    assert 'id="earlier"' not in page_of(as_alice.get(url, {"code": "T12"}))
    as_alice.post(f"{url}{Filing.objects.get().pk}/undo/")
    assert 'id="earlier"' not in page_of(as_alice.get(url, {"code": "T8"}))


@pytest.mark.parametrize("page", ["say", "filing"])
def test_it_says_what_the_platforms_form_asks_for_and_the_case_lacks(as_alice, case, page):
    url = f"/c/{case.ref}/{page}/?code=T8"
    refusal = heard(case, NOW - HOUR, reply="refused", note="这个不影响使用，不退")
    lacks = page_of(as_alice.get(url)).split('id="lacks"', 1)[1].split("</div>", 1)[0]
    assert "还差：" in lacks
    assert f'href="/c/{case.ref}/e/{refusal.pk}/"' in lacks
    assert "商家的拒绝理由" in lacks
    assert f'href="/c/{case.ref}/evidence/add/"' in lacks
    heard(case, NOW, words="不影响使用", reply="refused")
    assert "商家的拒绝理由" not in page_of(as_alice.get(url)).split('id="lacks"', 1)[1].split("</div>", 1)[0]
    case = again(case)
    case.exhibits = {"count": 1, "kinds": {"goods": 1}}
    case.save(update_fields=["exhibits"])
    assert 'id="lacks"' not in page_of(as_alice.get(url))


def test_it_lacks_no_reason_where_nobody_refused(as_alice, case, url):
    heard(case, NOW - HOUR, words="好的", reply="received")
    assert "商家的拒绝理由" not in page_of(as_alice.get(url, {"code": "T8"}))
    assert 'id="lacks"' not in page_of(as_alice.get(url, {"code": "T12"}))


def test_it_says_which_version_of_the_guide_was_read(as_alice, case, url):
    knowledge_load(now=NOW)
    as_alice.get(f"/c/{case.ref}/guide/taobao-step-in/")
    as_alice.post(url, FORM | {"guide": "taobao-step-in"})
    page = page_of(as_alice.get(f"{url}{Filing.objects.get().pk}/"))
    read = page.split('id="guide-read"', 1)[1].split("</p>", 1)[0]
    assert "申请平台介入" in read
    assert "第 1 版" in read
    assert f'href="/c/{case.ref}/guide/taobao-step-in/?revision=1"' in read
    assert "当时看的攻略：第 1 版" in words_of(as_alice.get(f"/c/{case.ref}/"))


def test_it_names_no_guide_where_none_was_open(as_alice, case, url):
    as_alice.post(url, FORM)
    assert 'id="guide-read"' not in page_of(as_alice.get(f"{url}{Filing.objects.get().pk}/"))


def test_it_warns_where_another_body_has_the_dispute(as_alice, case):
    url = f"/c/{case.ref}/filing/?code=T12"
    assert "同一件事投了两个地方" not in words_of(as_alice.get(url))
    elsewhere_note(case=again(case), body="association", day=date(2026, 11, 20), now=NOW)
    assert "同一件事投了两个地方" in words_of(as_alice.get(url))


def test_it_freezes_only_the_exhibits_that_were_ticked(as_alice, case):
    for number in (1, 2):
        EvidenceFactory(case=case, number=number, kind="goods")
    case_exhibits_refresh(case=again(case))
    page = page_of(as_alice.get(f"/c/{case.ref}/filing/?code=T8"))
    assert len(re.findall(r'name="exhibit" value="\d"[^>]* checked', page)) == 2
    form = {"file": "1", "code": "T8", "to": "platform", "due": "2026-11-26T23:59", "text": "说明", "exhibits": "1"}
    as_alice.post(f"/c/{case.ref}/filing/", form | {"exhibit": ["2"]})
    assert [one["number"] for one in Filing.objects.get(case=case).exhibits] == [2]


def test_it_keeps_a_report_apart_from_the_complaint(as_alice, case):
    tier_move(case=again(case), to="platform", now=NOW - DAY)
    url = f"/c/{case.ref}/filing/"
    form = {"file": "1", "code": "T13", "to": "12315", "text": "涉嫌虚假宣传。", "due": "", "key": "k13"}
    assert as_alice.post(url, form).status_code == 302
    row = Filing.objects.get(code="T13")
    assert (row.tier, row.deadline) == ("regulator", None), "no time limit for an answer is known"
    assert again(case).tier == "platform", "a report moves nothing"
    due = {"code": "T12", "text": "投诉书", "due": "2026-12-02T23:59", "key": "k12"}
    assert as_alice.post(url, form | due).status_code == 302, "one does not stand in for the other"
    assert again(case).tier == "regulator"
    assert Filing.objects.get(code="T12").deadline.rule == "CLK20"
