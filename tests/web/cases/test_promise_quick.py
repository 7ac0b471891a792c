"""/c/<ref>/promise/: one tap logs a promise heard just now, and one tap takes it back."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from cases.models import Case, Contact
from cases.services.case_state import case_close, tier_move
from cases.services.contact_log import PromiseEntry
from tests.case_acts import DAY, HOUR, again, clock_of, heard, kinds, promise_of, running
from tests.factories import NOW
from tests.web.cases.checklist import HX, check_gate, check_private, check_verbs, page_of, told_of, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(case: Case) -> str:
    return f"/c/{case.ref}/promise/"


def tap(client, url: str, promise: str = "24h", key: str = "k1", **kwargs):
    return client.post(url, {"promise": promise, "key": key}, **kwargs)


@pytest.mark.parametrize(
    ("choice", "due"),
    [
        ("24h", NOW + DAY),
        ("48h", NOW + 2 * DAY),
        ("3wd", datetime(2026, 11, 26, 23, 59, 59, tzinfo=ZoneInfo("Asia/Shanghai"))),
    ],
)
def test_it_logs_the_promise_and_starts_its_clock(as_alice, case, url, choice, due):
    tap(as_alice, url, choice)
    contact = Contact.objects.get()
    assert (contact.at, contact.tier, contact.reply, contact.words) == (NOW, "merchant", "received", "")
    assert (promise_of(contact).due_at, clock_of(contact).due_at) == (due, due)
    assert again(case).next_actor == "them"


def test_it_leads_back_to_the_case_with_the_way_to_take_it_back(as_alice, case, url):
    response = tap(as_alice, url)
    contact = Contact.objects.get()
    assert (response.status_code, response["Location"]) == (302, f"/c/{case.ref}/?undo={contact.pk}")
    page = as_alice.get(response["Location"])
    assert "明天 15:20" in words_of(page)
    assert f'action="/c/{case.ref}/e/{contact.pk}/undo/"' in page_of(page)
    assert f'href="/c/{case.ref}/e/{contact.pk}/"' in page_of(page)


def test_it_answers_htmx_with_what_changed(as_alice, case, url):
    response = tap(as_alice, url, headers=HX)
    page = page_of(response)
    assert response.status_code == 200
    assert response["HX-Retarget"] == "#next"
    assert "明天 15:20" in told_of(response)["say"]
    assert "done" not in told_of(response)
    for place in ('id="next"', 'id="stairs"', 'id="tl"', 'id="undo"', "24 小时"):
        assert place in page
    check_private(response)


def test_it_says_it_in_english(as_alice, url):
    response = tap(as_alice, f"/en{url}", headers=HX)
    assert "tomorrow 15:20" in told_of(response)["say"]
    assert "Wait until tomorrow 15:20" in words_of(response)


def test_it_gives_the_next_tap_a_key_of_its_own(as_alice, url):
    assert 'name="key" value="k1"' not in page_of(tap(as_alice, url, headers=HX))


def test_it_is_one_entry_for_one_tap_sent_twice(as_alice, case, url):
    first, second = (tap(as_alice, url) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert kinds(case) == ["case_opened", "contact_logged"]


def test_it_is_another_entry_for_another_choice_on_the_same_page(as_alice, case, url):
    tap(as_alice, url, "24h")
    tap(as_alice, url, "48h")
    assert Contact.objects.count() == 2
    assert running(case) == ["CLK01", "CLK01"]


@pytest.mark.parametrize("key", ["", "x" * 5000, "a\x00b"])
def test_it_works_with_any_key(as_alice, url, key):
    assert tap(as_alice, url, key=key).status_code == 302
    assert Contact.objects.count() == 1


@pytest.mark.parametrize("headers", [{}, HX], ids=["plain", "htmx"])
def test_it_watches_both_and_offers_to_replace_the_earlier_one(as_alice, case, url, headers):
    old = heard(case, NOW - DAY / 4, hours=24)
    response = tap(as_alice, url, headers=headers)
    page = page_of(response if headers else as_alice.get(response["Location"]))
    contact = Contact.objects.latest("pk")
    assert promise_of(old).state == "running"
    assert running(case) == ["CLK01", "CLK01"]
    assert f'action="/c/{case.ref}/e/{contact.pk}/replace/"' in page
    assert "替换原来的" in page
    assert "原来的承诺也继续盯着" in page


def test_it_offers_nothing_to_replace_when_nothing_ran(as_alice, url):
    assert "/replace/" not in page_of(tap(as_alice, url, headers=HX))


def test_it_awaits_nothing_more_of_a_promise_that_had_lapsed(as_alice, case, url):
    old = heard(case, NOW - DAY, hours=1)
    response = tap(as_alice, url, headers=HX)
    assert promise_of(old).state == "broken"
    assert running(case) == ["CLK01"]
    assert "/replace/" not in page_of(response)


def test_it_is_heard_from_whoever_the_case_is_with(as_alice, case, url):
    tier_move(case=again(case), to="platform", now=NOW - DAY / 4)
    tap(as_alice, url)
    assert Contact.objects.get().tier == "platform"


@pytest.mark.parametrize("choice", ["", "custom", "99h", "today"])
def test_it_leads_to_the_sheet_for_anything_else(as_alice, case, url, choice):
    response = tap(as_alice, url, choice)
    assert (response.status_code, response["Location"]) == (302, f"/c/{case.ref}/log/")
    assert not Contact.objects.exists()


def test_it_changes_nothing_in_a_closed_case(as_alice, case, url):
    case_close(case=again(case), outcome="full", now=NOW)
    assert tap(as_alice, url)["Location"] == f"/c/{case.ref}/"
    response = tap(as_alice, url, headers=HX)
    assert (response.status_code, response["HX-Redirect"]) == (204, f"/c/{case.ref}/")
    assert not Contact.objects.exists()


def test_it_answers_posts_only(as_alice, url):
    check_verbs(as_alice, url, "post")


def test_it_is_for_its_owner_alone(client, as_charlie, url):
    check_gate(url, "post", anonymous=client, stranger=as_charlie)
    assert not Contact.objects.exists()


def test_it_leads_back_to_the_page_after_signing_in_again(client, case, url):
    referer = {"Referer": f"http://testserver/c/{case.ref}/"}
    response = tap(client, url, headers=referer)
    assert response["Location"] == f"/accounts/login/?next=%2Fc%2F{case.ref}%2F"
    elsewhere = tap(client, url, headers={"Referer": "http://evil.example/c/"})
    assert elsewhere["Location"] == "/accounts/login/"


def test_it_waits_for_no_agreed_money_by_the_time_of_an_answer(as_alice, case, url):
    """同意，3天内到账; then one tap: within 24 hours they answer."""
    words = "同意退款，3天内到账"
    entry = PromiseEntry(words="3天内到账", due_at=NOW + 3 * DAY, reading={"kind": "days"})
    heard(case, NOW - HOUR, reply="agreed", words=words, promise=entry)
    assert "对方同意了，等到周四 15:20" in words_of(as_alice.get(f"/c/{case.ref}/"))
    tap(as_alice, url)
    page = words_of(as_alice.get(f"/c/{case.ref}/"))
    assert "对方同意了，等到" not in page
    assert "等到明天 15:20" in page
    assert "应兑现：3天内到账" in page
