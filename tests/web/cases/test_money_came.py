"""钱到了, noted as what came of a filing: nothing more is awaited, and the case can be closed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cases.models import Contact, Mail
from cases.services.case_state import case_close, case_reopen, tier_move
from cases.services.contact_log import PromiseEntry
from cases.services.contact_undo import contact_undo
from cases.services.deadline_sweep import deadlines_sweep
from cases.services.filing_result import ResultEntry, filing_result_note
from cases.services.owed import owed_ask
from tests.case_acts import DAY, HOUR, again, kinds, promise_of, running
from tests.factories import NOW
from tests.web.cases.checklist import (
    page_of,
    words_of,
)
from tests.web.cases.filings import filed, next_title, note, said

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


@pytest.fixture
def filing(case):
    return filed(case)


@pytest.fixture
def url(case, filing) -> str:
    return f"/c/{case.ref}/filing/{filing.pk}/result/"


def test_it_notes_the_money_and_leads_to_closing(as_alice, case, filing, url):
    note(as_alice, url, "paid", words="")
    assert not Contact.objects.filter(case=case).exists()
    assert kinds(case).count("filing_result") == 1
    assert "钱已到账" in words_of(as_alice.get(f"/c/{case.ref}/"))
    assert "可以了结" in words_of(as_alice.get(f"/c/{case.ref}/filing/{filing.pk}/"))
    assert again(case).is_open


def test_it_leads_from_the_money_to_closing_until_something_is_said(as_alice, case, filing, url):
    note(as_alice, url, "for")
    note(as_alice, url, "paid", words="")
    assert again(case).next_kind == "close"
    assert "了结案件" in next_title(as_alice, case)
    today = words_of(as_alice.get("/today/"))
    assert "了结案件" in today
    assert "问清什么时候" not in today
    assert 'id="letter"' not in as_alice.get(f"/c/{case.ref}/").content.decode()
    contact = said(case, NOW + HOUR, reply="refused")
    assert again(case).next_kind == "step_up"
    assert contact_undo(case=again(case), contact=contact, now=NOW + HOUR)
    assert again(case).next_kind == "close", "the entry was taken back"


def test_it_warns_of_nothing_and_asks_for_no_proof_once_the_money_has_come(as_alice, case):
    filing = filed(case, now=NOW - 6 * DAY)
    before = words_of(as_alice.get(f"/c/{case.ref}/"))
    assert "平台两天没有动静" in before
    assert "的必备证据" in before
    assert "去补" in before
    note(as_alice, f"/c/{case.ref}/filing/{filing.pk}/result/", "paid", words="")
    words = words_of(as_alice.get(f"/c/{case.ref}/"))
    assert "了结案件" in next_title(as_alice, case)
    assert not any(said in words for said in ("要留心的", "平台两天没有动静", "的必备证据", "去补"))


def test_it_leads_to_closing_again_once_it_is_open_again(as_alice, case, filing, url):
    note(as_alice, url, "paid", words="")
    case_close(case=again(case), outcome="full", now=NOW)
    case_reopen(case=again(case), now=NOW + HOUR)
    assert again(case).next_kind == "close"
    said(case, NOW + 2 * HOUR)
    assert again(case).next_kind != "close"


def test_it_leads_to_closing_whatever_they_had_asked_for(as_alice, case, filing, url):
    assert owed_ask(case=again(case), kind="evidence", now=NOW - HOUR)
    note(as_alice, url, "paid", words="")
    assert (again(case).owed_kind, again(case).next_kind) == ("", "close")


def test_it_forgets_the_money_where_the_case_goes_back_to_the_seller(as_alice, case, filing, url):
    note(as_alice, url, "paid", words="")
    tier_move(case=again(case), to="merchant", now=NOW + HOUR)
    assert again(case).moments == {}
    assert again(case).next_kind != "close"


def promised(case, words, *, hours, at=NOW - 5 * HOUR):
    promise = PromiseEntry(words=words, due_at=at + hours * HOUR, reading={"kind": "hours"}, replaces=False)
    return said(case, at, reply="received", promise=promise)


def ledger(client, case) -> str:
    return words_of(client.get(f"/c/{case.ref}/"))


@pytest.mark.parametrize(
    ("words", "hours", "state", "says"),
    [
        ("24小时内退款到账", 24, "kept", "兑现了"),
        ("3小时内退款到账", 3, "broken", "失约"),
        ("24小时内给您回复", 24, "running", "没再盯"),
        ("3小时内给您回复", 3, "broken", "失约"),
    ],
)
def test_it_watches_no_promise_once_the_money_has_come(as_alice, case, filing, url, words, hours, state, says):
    """Kept only what was promised: the money. Of a reply nobody knows, and what had lapsed stays broken."""
    contact = promised(case, words, hours=hours)
    assert "CLK01" in running(case, lane="theirs")
    note(as_alice, url, "paid", words="")
    assert running(case, lane="theirs") == []
    assert promise_of(contact).state == state
    assert says in ledger(as_alice, case)
    deadlines_sweep(now=NOW + 30 * HOUR)
    assert not Mail.objects.filter(case=case).exists()


def test_it_keeps_no_promise_that_was_made_after_the_money_came(as_alice, case, filing, url):
    contact = promised(case, "24小时内再退款30元到账", hours=24, at=NOW - 10 * MINUTE)
    note(as_alice, url, "paid", words="", at="2026-11-23T15:00")
    assert promise_of(contact).state == "running"
    assert running(case, lane="theirs") == []
    assert "没再盯" in ledger(as_alice, case)


def test_it_says_that_the_money_came_late(as_alice, case):
    filing = filed(case, now=NOW - 8 * DAY)
    late = filing.deadline.due_at + DAY
    filing_result_note(case=again(case), filing=filing, entry=ResultEntry("paid", late), now=NOW)
    page = page_of(as_alice.get(f"/c/{case.ref}/clocks/"))
    assert '<span class="tag late">钱已到账，晚 1 天</span>' in page
    assert "已办" not in page
    assert "The money came, 1 d late" in page_of(as_alice.get(f"/en/c/{case.ref}/clocks/"))


def test_it_calls_a_clock_done_when_the_money_came_in_its_time(as_alice, case):
    filing = filed(case, now=NOW - 8 * DAY)
    early = filing.deadline.due_at - DAY
    filing_result_note(case=again(case), filing=filing, entry=ResultEntry("paid", early), now=NOW)
    assert '<span class="tag ok">已办</span>' in page_of(as_alice.get(f"/c/{case.ref}/clocks/"))
