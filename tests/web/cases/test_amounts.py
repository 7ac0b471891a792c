"""The sums of a case: asked for, offered, come back; on the case page, in its closed state and on 今天."""

from __future__ import annotations

from decimal import Decimal

import pytest

from cases.models import Contact
from cases.selectors.letters import letter_of_draft
from cases.services.case_state import case_close, tier_move
from cases.services.contact_undo import contact_undo
from tests.case_acts import DAY, HOUR, again, heard, opened
from tests.factories import NOW
from tests.web.cases.checklist import HX, letter_of, page_of, words_of

pytestmark = pytest.mark.django_db

NEW = {"platform": "taobao", "item": "衬衫", "problem": "袖口开线", "demand": "compensation", "asked_amount": "¥30"}
LOG = {"tier": "merchant", "promise": "none", "agent": "6789", "reply": "partly_agreed", "offered_amount": "20"}


def test_it_keeps_what_is_asked_for_with_the_new_case(as_alice, alice):
    response = as_alice.post("/new/", NEW)
    case = alice.cases.get()
    assert (response["Location"], case.asked_amount) == (f"/c/{case.ref}/", Decimal("30"))
    assert "要求 ¥30.00" in words_of(as_alice.get(response["Location"]))


def test_it_says_nothing_of_sums_nobody_named(as_alice, case):
    page = page_of(as_alice.get(f"/c/{case.ref}/"))
    assert '<p class="meta" id="money" hidden>' in page


def test_it_notes_what_they_offer_in_place(as_alice, case):
    page = page_of(as_alice.post(f"/c/{case.ref}/log/", LOG, headers=HX))
    assert 'id="money" hx-swap-oob="true"' in page
    assert "¥20.00" in page.split('id="money"')[1].split("</p>")[0]
    assert again(case).offered_amount == Decimal("20")
    assert "对方给 ¥20.00" in words_of(as_alice.get(f"/c/{case.ref}/"))


def test_it_shows_the_latest_offer_and_the_one_before_when_it_is_taken_back(case):
    heard(case, NOW - DAY, offered_amount=Decimal("20"), reply="partly_agreed")
    late = heard(case, NOW - HOUR, offered_amount=Decimal("25"), reply="partly_agreed")
    assert again(case).offered_amount == Decimal("25")
    contact_undo(case=again(case), contact=late, now=NOW)
    assert again(case).offered_amount == Decimal("20")


def test_it_keeps_the_sellers_offer_at_the_next_tier(case):
    heard(case, NOW - HOUR, offered_amount=Decimal("20"), reply="partly_agreed")
    tier_move(case=again(case), to="platform", now=NOW)
    assert again(case).offered_amount == Decimal("20")


def test_it_corrects_an_offer_and_keeps_the_earlier_one_on_record(as_alice, case):
    contact = heard(case, NOW - HOUR, offered_amount=Decimal("20"), reply="partly_agreed")
    form = {"reply": "partly_agreed", "offered_amount": "35", "channel": "chat", "version": contact.version}
    as_alice.post(f"/c/{case.ref}/e/{contact.pk}/", form)
    assert Contact.objects.get(pk=contact.pk).offered_amount == Decimal("35")
    assert again(case).offered_amount == Decimal("35")
    assert "¥20.00" in words_of(as_alice.get(f"/c/{case.ref}/"))


@pytest.mark.parametrize("url", ["/new/", "/c/{ref}/log/", "/c/{ref}/close/"])
def test_it_asks_again_for_a_sum_that_is_none(as_alice, case, url):
    sums = dict.fromkeys(("asked_amount", "offered_amount", "received_amount"), "12,50")
    response = as_alice.post(url.format(ref=case.ref), NEW | LOG | {"outcome": "partial"} | sums)
    assert response.status_code == 422
    assert 'value="12,50"' in page_of(response)
    assert again(case).is_open


# Who wants it exchanged has not asked for the price.
@pytest.mark.parametrize(
    ("demand", "said"), [("refund", "收到 ¥50.00，当初要的是 ¥129.00。"), ("exchange", "收到 ¥50.00。没有要做的了")]
)
def test_it_closes_with_a_part_and_says_of_how_much(as_alice, alice, demand, said):
    case = opened(alice, amount=Decimal("129"), demand=demand)
    response = as_alice.post(f"/c/{case.ref}/close/", {"outcome": "partial", "received_amount": "50", "proof": "none"})
    words = words_of(as_alice.get(response["Location"]))
    assert said in words
    assert "已收到 ¥50.00" in words


def test_it_stops_watching_in_the_ledger_what_ran_when_the_case_was_closed(as_alice, case):
    heard(case, NOW - HOUR, hours=24)
    case_close(case=again(case), outcome="full", received_amount=Decimal("60"), now=NOW)
    ledger = page_of(as_alice.get(f"/c/{case.ref}/")).split('id="pr-h"')[1].split("</section>")[0]
    assert "没再盯" in ledger
    assert "收到 ¥60.00" in words_of(as_alice.get(f"/c/{case.ref}/"))


def test_it_corrects_what_is_asked_for(as_alice, alice):
    case = opened(alice, asked_amount=Decimal("30"))
    page = page_of(as_alice.get(f"/c/{case.ref}/edit/"))
    assert 'name="asked_amount" value="30.00"' in page
    as_alice.post(f"/c/{case.ref}/edit/", NEW | {"asked_amount": "45", "version": case.version})
    assert again(case).asked_amount == Decimal("45")
    assert "¥30.00" in words_of(as_alice.get(f"/c/{case.ref}/"))


@pytest.mark.parametrize("code", ["T1", "T8", "T12"])
@pytest.mark.parametrize(("asked", "said"), [("30", True), ("129", False), (None, False)])
def test_it_asks_for_the_part_in_the_letters(as_alice, alice, code, asked, said):
    """The whole price needs no sum beside the demand."""
    sums = {"asked_amount": Decimal(asked)} if asked else {}
    case = opened(alice, amount=Decimal("129"), demand="refund", **sums)
    letter = letter_of(as_alice.get(f"/c/{case.ref}/say/", {"code": code}))
    assert ("退款（30.00 元）" in letter) is said
    assert "129.00 元）" not in letter


def test_it_asks_for_the_part_in_the_field_of_the_form(as_alice, alice):
    case = opened(alice, amount=Decimal("129"), demand="refund", asked_amount=Decimal("30"))
    assert "退款（30.00 元）。" in page_of(as_alice.get(f"/c/{case.ref}/fields/?to=12315"))


@pytest.mark.parametrize(("typed", "said"), [("¥30", "退款（30.00 元）"), ("12,50", "退款"), ("129", "退款")])
def test_it_asks_for_the_part_in_the_first_letter(typed, said):
    draft = {"number": "123456", "problem": "袖口开线", "demand": "refund", "asked_amount": typed, "amount": "129.00元"}
    assert f"想申请{said}，" in letter_of_draft(draft, now=NOW).text


def test_it_tells_what_is_at_stake_and_what_has_come_back(as_alice, alice):
    opened(alice, amount=Decimal("129"), asked_amount=Decimal("30"))
    opened(alice, number="2", amount=Decimal("50"))
    over = opened(alice, number="3", amount=Decimal("80"))
    case_close(case=over, outcome="partial", received_amount=Decimal("60"), now=NOW)
    words = words_of(as_alice.get("/today/"))
    assert "没了结的案件，涉及 ¥80.00 · 已拿回 ¥60.00" in words
    assert "¥60.00" in words.split("最近了结", 1)[1]


def test_it_counts_nobody_elses_money(as_alice, charlie):
    over = opened(charlie, amount=Decimal("80"))
    case_close(case=over, outcome="full", received_amount=Decimal("80"), now=NOW)
    assert "¥" not in words_of(as_alice.get("/today/"))


def test_it_keeps_the_sum_when_the_case_is_opened_again(as_alice, case):
    case_close(case=case, outcome="partial", received_amount=Decimal("50"), now=NOW)
    as_alice.post(f"/c/{case.ref}/reopen/")
    assert again(case).received_amount == Decimal("50")
    assert 'value="50.00"' in page_of(as_alice.get(f"/c/{case.ref}/close/"))
