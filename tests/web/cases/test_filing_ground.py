"""/c/<ref>/filing/<n>/result/: why it was not accepted, asked only of who accepts, and what is left after it."""

from __future__ import annotations

import pytest

from cases.domain.messages import compose
from cases.domain.zone import SHANGHAI
from cases.selectors.filing_facts import facts_of_filing
from cases.services.filing import FilingEntry, filing_file
from tests.case_acts import DAY, again, opened
from tests.factories import NOW
from tests.web.cases.checklist import page_of, words_of
from tests.web.cases.filings import complaint, filed, next_title, note, result_url, undo_last

pytestmark = pytest.mark.django_db
ONLY_THEN = "只有不予受理时填"


def test_it_asks_no_seller_on_which_ground_it_was_not_accepted(as_alice, alice):
    """A seller accepts or refuses: 京东's grounds (JD1 art. 5) are those of the platform."""
    case = opened(alice, now=NOW - 5 * DAY, platform="jd", number="286600412345")
    entry = FilingEntry(tier="merchant", moves=False, code="", text="申请退货")
    request = filing_file(case=case, entry=entry, now=NOW - 3 * DAY)
    page = page_of(as_alice.get(result_url(case, request)))
    assert ONLY_THEN not in page
    assert 'name="ground"' not in page
    answer = note(as_alice, result_url(case, request), "against", ground="late")
    assert answer.status_code == 302
    dispute = filed(case, rule="CLK07")
    assert ONLY_THEN in page_of(as_alice.get(result_url(case, dispute)))


def test_it_sends_nobody_to_the_association_where_another_body_has_it(as_alice, case):
    """R121 art. 16(2): 12315 did not accept it because another body has."""
    filing = complaint(case)
    note(as_alice, result_url(case, filing), "not_accepted", ground="elsewhere")
    assert again(case).next_kind == "taken_elsewhere"
    words = words_of(as_alice.get(f"/c/{case.ref}/"))
    assert "别的机构已经受理，在那边跟到底" in words
    assert "请消费者协会调解" not in words
    undo_last(case)
    assert again(case).next_kind != "taken_elsewhere"


@pytest.mark.parametrize(
    ("ground", "kind", "step", "act", "advice"),
    [
        ("incomplete", "complete_complaint", "补齐后再提交", "grounds/?to=12315", "问清缺什么，补齐后再提交"),
        ("identity", "confirm_identity", "核验身份后再提交", "grounds/?to=12315", "按它的要求核验身份后再提交"),
        ("competence", "other_bureau", "找有权处理的局", "seller/?back=grounds", "按它告知的途径找有权处理的局"),
    ],
)
def test_it_says_on_the_case_what_the_filing_says_first(as_alice, case, ground, kind, step, act, advice):
    """R121 arts 13, 15, 16: the ground decides what is to be done; other bodies stand beside it."""
    filing = complaint(case)
    note(as_alice, result_url(case, filing), "not_accepted", ground=ground)
    assert again(case).next_kind == kind
    assert step in next_title(as_alice, case)
    page = page_of(as_alice.get(f"/c/{case.ref}/"))
    assert f"/c/{case.ref}/{act}" in page
    assert "看看其他途径" in words_of(as_alice.get(f"/c/{case.ref}/"))
    assert advice in words_of(as_alice.get(f"/c/{case.ref}/filing/{filing.pk}/"))


def test_it_counts_the_days_anew_for_what_was_filed_again(as_alice, case):
    filing = complaint(case)
    note(as_alice, result_url(case, filing), "not_accepted", ground="incomplete")
    url = f"/c/{case.ref}/filing/"
    page = as_alice.get(f"{url}?code=T12")
    due = page.context["form"].initial["due"]
    assert due is not None
    form = page.context["form"].initial | {"code": "T12", "text": "投诉书", "file": "1", "again": "1", "number": ""}
    form = {name: value for name, value in form.items() if name not in ("at", "due")}
    moment = due.astimezone(SHANGHAI).strftime("%Y-%m-%dT%H:%M")
    at = NOW.astimezone(SHANGHAI).strftime("%Y-%m-%dT%H:%M")
    sent = form | {"at": at, "initial-at": at, "due": moment, "initial-due": moment}
    assert as_alice.post(url, sent).status_code == 302
    assert again(case).next_kind == "wait_acceptance"


def test_it_tells_no_refusal_of_12315_in_what_is_filed_again(as_alice, case):
    """R121 art. 15: 不予受理 says nothing of who is right."""
    note(as_alice, result_url(case, complaint(case)), "not_accepted", ground="incomplete")
    text = compose("T12", facts_of_filing(again(case), "T12", now=NOW)).text
    assert "12315 不予受理" in text
    assert "不支持我方请求" not in text


def test_it_blames_no_missing_paper_where_the_identity_was_in_question(as_alice, case):
    """R121 art. 16(6) is not art. 16(5)."""
    note(as_alice, result_url(case, complaint(case)), "not_accepted", ground="identity")
    words = words_of(as_alice.get(f"/c/{case.ref}/"))
    assert "缺东西" not in words
    assert "用自己的真实名义" in words
    note(as_alice, result_url(case, complaint(case)), "not_accepted", ground="incomplete")
    assert "缺东西" in words_of(as_alice.get(f"/c/{case.ref}/"))


@pytest.mark.parametrize("words", ["超过售后期限", ""])
def test_it_tells_12315_of_no_judgment_where_the_platform_did_not_take_it_up(as_alice, case, words):
    note(as_alice, result_url(case, filed(case)), "not_accepted", words=words)
    for code in ("T11", "T12", "T14") if words else ("T12", "T14"):
        facts = facts_of_filing(again(case), code, now=NOW)
        text, english = compose(code, facts).text, compose(code, facts, "en").text
        assert "不支持我方请求" not in text
        assert "处理结果" not in text
        assert "判定：" not in text
        assert "decided" not in english
        if code == "T12" or words:
            assert "不予受理" in text
            assert "did not take it up" in english


def test_it_asks_for_the_reason_before_the_other_ways(as_alice, case):
    """R121 art. 15: 不予受理要说明理由和其他途径. The filing says the same first."""
    filing = complaint(case)
    note(as_alice, result_url(case, filing), "not_accepted")
    assert again(case).next_kind == "ask_ground"
    page = page_of(as_alice.get(f"/c/{case.ref}/"))
    assert "先问清不予受理的理由" in page
    assert f'href="/c/{case.ref}/call/' in page.split('id="next"')[1]
    way = f"/c/{case.ref}/filings/?ground=1"
    assert way in page
    assert as_alice.get(way)["Location"] == f"{result_url(case, filing)}?kind=not_accepted"
    assert page_of(as_alice.get(f"/c/{case.ref}/filing/{filing.pk}/")).index("没说的，打电话问清楚") > 0
    note(as_alice, result_url(case, filing), "not_accepted", ground="three_years")
    assert again(case).next_kind == "other_ways"


def test_it_goes_on_to_the_other_ways_where_no_reason_is_given_when_asked(as_alice, case):
    filing = complaint(case)
    note(as_alice, result_url(case, filing), "not_accepted")
    note(as_alice, result_url(case, filing), "not_accepted", words="还是没说")
    assert again(case).next_kind == "other_ways"


@pytest.mark.parametrize("ground", ["three_years", "not_consumer"])
def test_it_still_names_the_association_on_other_grounds(as_alice, case, ground):
    note(as_alice, result_url(case, complaint(case)), "not_accepted", ground=ground)
    assert again(case).next_kind == "other_ways"
    assert "还可以请消费者协会调解" in words_of(as_alice.get(f"/c/{case.ref}/"))
