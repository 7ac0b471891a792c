"""/c/<ref>/close/: how it ended. The record stays."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from cases.domain.closing import files_go, money_first
from cases.models import Case, CaseEvent, Evidence
from cases.selectors.dossier import dossier_content
from cases.services.case_state import case_close
from cases.services.contact_log import PromiseEntry
from tests.case_acts import DAY, HOUR, again, heard, kinds, opened, running
from tests.exhibits import chat
from tests.factories import NOW, EvidenceFactory
from tests.web.cases.checklist import (
    PAYLOAD,
    check_error,
    check_escaped,
    check_gate,
    check_languages,
    check_private,
    check_verbs,
    page_of,
    words_of,
)
from tests.web.evidence.sending import named, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(case: Case) -> str:
    return f"/c/{case.ref}/close/"


def test_it_offers_every_outcome_and_chooses_none(as_alice, url):
    page = page_of(as_alice.get(url))
    for outcome, _ in Case.Outcome.choices:
        assert f'value="{outcome}"' in page
    # What becomes of the files is the choice of the last time; nothing else is chosen for anybody.
    assert page.split("<form", 1)[1].count("checked") == 1
    assert re.search(r'name="files_months" value="0"[^>]*checked', page)


def test_it_warns_before_the_money_has_arrived(as_alice, url):
    assert "在那之前别撤销售后申请" in words_of(as_alice.get(url))


@pytest.mark.parametrize("outcome", [value for value, _ in Case.Outcome.choices])
def test_it_closes_with_that_outcome(as_alice, case, url, outcome):
    heard(case, NOW - HOUR, hours=24)
    response = as_alice.post(url, {"outcome": outcome, "note": "已到账 129 元", "proof": "none"})
    assert (response.status_code, response["Location"]) == (302, f"/c/{case.ref}/")
    closed = again(case)
    assert (closed.is_open, closed.outcome) == (False, outcome)
    assert running(case) == []
    assert "已到账 129 元" in words_of(as_alice.get(response["Location"]))


def test_it_closes_once_when_the_button_is_pressed_twice(as_alice, case, url):
    for outcome in ("full", "refused"):
        assert as_alice.post(url, {"outcome": outcome, "proof": "none"})["Location"] == f"/c/{case.ref}/"
    assert again(case).outcome == "full"
    assert kinds(case).count("case_closed") == 1


@pytest.mark.parametrize("form", [{}, {"note": "白等了"}, {"outcome": "victory", "note": "白等了"}])
def test_it_asks_how_it_ended(as_alice, case, url, form):
    response = as_alice.post(url, form)
    kept = {"note": "白等了"} if "note" in form else {}
    check_error(response, "outcome", "victory" if "outcome" in form else "选", **kept)
    assert again(case).is_open


def test_it_refuses_a_note_too_long_to_keep(as_alice, case, url):
    response = as_alice.post(url, {"outcome": "full", "note": "长" * 501})
    check_error(response, "note", "500", outcome="full")
    assert again(case).is_open


def test_it_leads_back_when_the_case_is_closed(as_alice, case, url):
    case_close(case=case, outcome="full", now=NOW)
    assert as_alice.get(url)["Location"] == f"/c/{case.ref}/"


def test_it_speaks_both_languages(as_alice, url):
    check_languages(as_alice, url, "了结案件", "Close the case")


def test_it_is_looked_at_and_done(as_alice, url):
    check_verbs(as_alice, url, "get", "post")


def test_it_is_for_its_owner_alone(client, as_charlie, case, url):
    check_gate(url, "get", "post", anonymous=client, stranger=as_charlie)
    assert as_charlie.post(url, {"outcome": "full"}).status_code == 404
    assert again(case).is_open


def test_it_is_kept_by_no_cache(as_alice, url):
    check_private(as_alice.get(url))


def test_it_shows_markup_as_text(as_alice, case, url):
    check_escaped(as_alice.post(url, {"note": PAYLOAD}))
    as_alice.post(url, {"outcome": "other", "note": PAYLOAD})
    check_escaped(as_alice.get(f"/c/{case.ref}/"))


@pytest.mark.parametrize("outcome", ["full", "partial"])
def test_it_asks_what_shows_that_it_has_arrived(as_alice, case, url, outcome):
    response = as_alice.post(url, {"outcome": outcome, "received_amount": "129", "note": "退了"})
    check_error(response, "proof", "到账", received_amount="129", note="退了")
    assert again(case).is_open


def test_it_keeps_which_exhibit_shows_it(as_alice, case, url):
    EvidenceFactory(case=case, number=1, caption="退款记录")
    EvidenceFactory(case=case, number=2, caption="坏图", state="rejected", reason="pixels")
    page = page_of(as_alice.get(url))
    assert "证据 1 · 退款记录" in page
    assert "坏图" not in page
    as_alice.post(url, {"outcome": "full", "proof": "1"})
    assert closing_of(case)["proof"] == "1"
    assert "证据 1 可以看出" in words_of(as_alice.get(f"/c/{case.ref}/"))


def test_it_keeps_that_there_is_nothing_to_show(as_alice, case, url):
    as_alice.post(url, {"outcome": "full", "proof": "none"})
    assert closing_of(case)["proof"] == "none"
    assert "没有附到账凭证" in words_of(as_alice.get(f"/c/{case.ref}/"))


def test_it_takes_the_picture_with_the_form(as_alice, case, url, media):
    send(as_alice, url, chat(), outcome="full", received_amount="129")
    assert not again(case).is_open
    number = str(Evidence.objects.get(case=case).number)
    assert closing_of(case)["proof"] == number


def test_it_loses_no_picture_when_something_else_is_missing(as_alice, case, url, media):
    response = send(as_alice, url, chat(), note="退了")
    check_error(response, "outcome", "选", proof="1", note="退了")
    assert Evidence.objects.filter(case=case).count() == 1


def test_it_says_which_file_it_cannot_take(as_alice, case, url, media):
    response = send(as_alice, url, named(b"MZ" + bytes(64), "到账.exe"), outcome="full", proof="none")
    assert response.status_code == 422
    assert "到账.exe" in page_of(response)
    assert "<title>错误：了结案件" in page_of(response)
    assert again(case).is_open


@pytest.mark.parametrize("outcome", ["refused", "withdrawn", "promised_not_paid", "other"])
def test_it_asks_for_no_proof_where_nothing_came(as_alice, case, url, outcome):
    as_alice.post(url, {"outcome": outcome})
    assert "proof" not in closing_of(case)


def test_it_takes_no_exhibit_of_another_case(as_alice, case, url):
    check_error(as_alice.post(url, {"outcome": "full", "proof": "7"}), "proof", "7")


def test_it_says_what_withdrawing_means(as_alice, url):
    words = words_of(as_alice.get(url))
    assert "撤销以后，申请的时间和记录可能要重来" in words
    assert "到账之前不撤销" in words


def test_it_keeps_sums_and_what_worked(as_alice, case, url):
    sent = {"outcome": "partial", "proof": "none", "received_amount": "30", "asked_amount": "58"}
    as_alice.post(url, sent | {"offered_amount": "20", "worked": ["platform", "message"]})
    closed = again(case)
    assert (closed.asked_amount, closed.offered_amount, closed.received_amount) == (58, 20, 30)
    assert closed.worked == ["message", "platform"]
    assert "起了作用的：一条说清楚的消息、平台介入" in words_of(as_alice.get(f"/c/{case.ref}/"))


def test_it_shows_the_sums_that_are_known(as_alice, case, url):
    Case.objects.filter(pk=case.pk).update(asked_amount=58, offered_amount=30)
    page = page_of(as_alice.get(url))
    assert 'value="58.00"' in page
    assert 'value="30.00"' in page


def test_it_watches_promised_money(as_alice, case, url):
    as_alice.post(url, {"outcome": "promised_not_paid"})
    assert again(case).money_at == money_first(NOW)
    assert "11月30日问你钱到了没有" in words_of(as_alice.get(f"/c/{case.ref}/"))


def test_it_asks_on_the_day_that_was_named(as_alice, case, url):
    as_alice.post(url, {"outcome": "promised_not_paid", "money_at": "2026-11-25T09:00"})
    assert again(case).money_at == datetime(2026, 11, 25, 1, 0, tzinfo=UTC)


def test_it_refuses_a_day_that_is_over(as_alice, case, url):
    response = as_alice.post(url, {"outcome": "promised_not_paid", "money_at": "2026-11-20T09:00"})
    check_error(response, "money_at", "还没到", outcome="promised_not_paid")


def test_it_keeps_the_files_unless_told_otherwise(as_alice, case, url):
    as_alice.post(url, {"outcome": "other"})
    assert again(case).files_go_at is None


def test_it_remembers_what_becomes_of_files(as_alice, alice, case, url):
    as_alice.post(url, {"outcome": "other", "files_months": "6"})
    assert again(case).files_go_at == files_go(NOW, 6)
    assert "文件将在" in words_of(as_alice.get(f"/c/{case.ref}/"))
    other = opened(alice, item="水壶")
    assert re.search(r'name="files_months" value="6"[^>]*checked', page_of(as_alice.get(f"/c/{other.ref}/close/")))


def closing_of(case: Case) -> dict[str, object]:
    return dict(CaseEvent.objects.get(case=case, kind="case_closed").data)


def test_it_claims_nothing_of_a_case_that_is_over(as_alice, case):
    """Where it ended and what was tried; no tier above, nothing missing."""
    heard(case, NOW - HOUR, reply="refused")
    open_page = page_of(as_alice.get(f"/c/{case.ref}/"))
    assert "现在可以申请" in open_page
    assert 'class="miss"' in open_page
    case_close(case=again(case), outcome="partial", now=NOW)
    page = page_of(as_alice.get(f"/c/{case.ref}/"))
    assert page.count("在这一级了结") == 1
    for claim in ("正在这一级", "还不需要", "现在可以申请", 'class="miss"'):
        assert claim not in page
    assert "缺陷近景" not in words_of(as_alice.get(f"/c/{case.ref}/evidence/"))


def test_it_does_not_call_met_in_full_what_came_in_part(as_alice, case, url):
    form = {"outcome": "full", "received_amount": "50", "asked_amount": "80", "proof": "none"}
    check_error(as_alice.post(url, form), "received_amount", "当初要的是 ¥80.00，回来的是 ¥50.00")
    assert "<details open>" in page_of(as_alice.post(url, form))
    assert again(case).is_open
    # An exchange: no sum at all; and the whole sum.
    as_alice.post(url, form | {"received_amount": "80"})
    assert again(case).outcome == "full"


def agreed(case) -> None:
    words, at = "同意退款，48小时内到账", NOW - 5 * DAY
    promise = PromiseEntry(words=words, due_at=at + 2 * DAY, reading={"kind": "hours", "working": ["…"]})
    heard(case, at, reply="agreed", words=words, promise=promise)


def test_it_asks_when_what_was_agreed_to_arrived_and_accuses_nobody_of_the_days_since(as_alice, case, url):
    agreed(case)
    assert 'name="came_at"' in page_of(as_alice.get(url))
    form = {"outcome": "full", "proof": "none", "came_at": "2026-11-19T10:00"}
    as_alice.post(url, form)
    promise = again(case).promises.get()
    assert promise.state == "kept"
    content = dossier_content(again(case), now=NOW)
    assert "按时兑现：2026年11月19日 10:00" in content["promises"][0]["result"]


@pytest.mark.parametrize("came", ["", "2026-11-21T10:00"])
def test_it_counts_what_came_late_until_it_came(as_alice, case, url, came):
    agreed(case)
    as_alice.post(url, {"outcome": "full", "proof": "none", "came_at": came})
    result = dossier_content(again(case), now=NOW)["promises"][0]["result"]
    assert ("2026年11月21日 10:00 才兑现" if came else "2026年11月23日 15:20 才兑现") in result


def test_it_asks_for_no_such_moment_where_nothing_was_agreed_to(as_alice, case, url):
    heard(case, NOW - 5 * DAY, hours=48)
    assert 'name="came_at"' not in page_of(as_alice.get(url))


def test_it_does_not_take_an_arrival_that_is_still_to_come(as_alice, case, url):
    agreed(case)
    form = {"outcome": "full", "proof": "none", "came_at": "2026-11-29T10:00"}
    check_error(as_alice.post(url, form), "came_at", "还没有到", came_at="2026-11-29T10:00")
