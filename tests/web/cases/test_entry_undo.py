"""/c/<ref>/e/<n>/undo/: an entry taken back within a day."""

from __future__ import annotations

import pytest
import time_machine

from cases.models import Case, Contact
from cases.services.case_state import case_close
from tests.case_acts import DAY, HOUR, again, clock_of, heard, kinds, opened, promise_of
from tests.factories import NOW
from tests.web.cases.checklist import HX, check_gate, check_private, check_verbs, page_of, told_of, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def contact(case: Case) -> Contact:
    return heard(case, NOW - HOUR, hours=24)


@pytest.fixture
def url(case: Case, contact: Contact) -> str:
    return f"/c/{case.ref}/e/{contact.pk}/undo/"


def test_it_takes_the_entry_back_and_says_so(as_alice, case, contact, url):
    response = as_alice.post(url)
    assert (response.status_code, response["Location"]) == (302, f"/c/{case.ref}/")
    contact.refresh_from_db()
    assert contact.voided_at == NOW
    assert promise_of(contact).state == "withdrawn"
    words = words_of(as_alice.get(response["Location"]))
    assert "已撤销" in words
    assert "联系商家客服" in words


def test_it_answers_htmx_with_what_changed_and_nothing_more_to_undo(as_alice, url):
    response = as_alice.post(url, headers=HX)
    page = page_of(response)
    assert response["HX-Retarget"] == "#next"
    assert "已撤销" in told_of(response)["say"]
    for place in ('id="next"', 'id="stairs"', 'id="tl"', 'id="undo"'):
        assert place in page
    assert "/undo/" not in page
    assert 'action=""' not in page
    check_private(response)


def test_it_speaks_english(as_alice, url):
    assert "Taken back" in told_of(as_alice.post(f"/en{url}", headers=HX))["say"]


def test_it_happens_once_and_says_the_same_the_second_time(as_alice, case, url):
    first = as_alice.post(url, headers=HX)
    second = as_alice.post(url, headers=HX)
    assert told_of(first)["say"] == told_of(second)["say"]
    assert kinds(case).count("contact_undone") == 1


def test_it_is_too_late_after_a_day(as_alice, contact, url):
    with time_machine.travel(NOW + DAY):
        assert "已过 24 小时" in told_of(as_alice.post(url, headers=HX))["say"]
    contact.refresh_from_db()
    assert contact.voided_at is None


def test_it_gives_back_what_the_entry_had_ended(as_alice, case, contact):
    answer = heard(case, NOW, reply="refused")
    as_alice.post(f"/c/{case.ref}/e/{answer.pk}/undo/")
    assert clock_of(contact).state == "running"


def test_it_changes_nothing_in_a_closed_case(as_alice, case, contact, url):
    case_close(case=again(case), outcome="full", now=NOW)
    assert as_alice.post(url)["Location"] == f"/c/{case.ref}/"
    contact.refresh_from_db()
    assert contact.voided_at is None


def test_it_is_found_in_its_own_case_only(as_alice, alice, contact):
    other = opened(alice, number="2")
    assert as_alice.post(f"/c/{other.ref}/e/{contact.pk}/undo/").status_code == 404
    contact.refresh_from_db()
    assert contact.voided_at is None


def test_it_answers_posts_only(as_alice, url):
    check_verbs(as_alice, url, "post")


def test_it_is_for_its_owner_alone(client, as_charlie, contact, url):
    check_gate(url, "post", anonymous=client, stranger=as_charlie)
    contact.refresh_from_db()
    assert contact.voided_at is None
