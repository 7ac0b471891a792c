"""/c/<ref>/e/<n>/replace/: the promise just noted takes the place of the one that ran."""

from __future__ import annotations

import pytest

from cases.models import Case, Contact
from cases.services.case_state import case_close
from tests.case_acts import DAY, HOUR, again, heard, promise_of, running
from tests.factories import NOW
from tests.web.cases.checklist import HX, check_gate, check_private, check_verbs, page_of, told_of, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def old(case: Case) -> Contact:
    return heard(case, NOW - HOUR, hours=24)


@pytest.fixture
def url(case: Case, old: Contact) -> str:
    return f"/c/{case.ref}/e/{heard(case, hours=48, replaces=False).pk}/replace/"


def test_it_replaces_and_leads_back_with_the_way_to_take_it_back(as_alice, case, old, url):
    response = as_alice.post(url)
    number = url.split("/e/")[1].split("/")[0]
    assert (response.status_code, response["Location"]) == (302, f"/c/{case.ref}/?undo={number}")
    assert promise_of(old).state == "replaced"
    assert running(case) == ["CLK01"]
    page = as_alice.get(response["Location"])
    assert "已替换，现在只盯这个承诺" in words_of(page)
    assert "/undo/" in page_of(page)
    assert "/replace/" not in page_of(page)


def test_it_answers_htmx_with_what_changed(as_alice, old, url):
    response = as_alice.post(url, headers=HX)
    assert response["HX-Retarget"] == "#next"
    assert "已替换" in told_of(response)["say"]
    assert promise_of(old).state == "replaced"
    assert "你用新的承诺替换了原来的" in words_of(response)
    check_private(response)


def test_it_says_so_when_there_is_nothing_to_replace(as_alice, case, url):
    as_alice.post(url)
    assert "没有可以替换的承诺" in words_of(as_alice.get(as_alice.post(url)["Location"]))


def test_it_changes_nothing_in_a_closed_case(as_alice, case, old, url):
    case_close(case=again(case), outcome="full", now=NOW)
    assert as_alice.post(url, headers=HX).status_code == 204
    assert promise_of(old).state == "running"


def test_it_is_too_late_after_a_day(as_alice, old, url):
    Contact.objects.exclude(pk=old.pk).update(created_at=NOW - 2 * DAY)
    as_alice.post(url)
    assert promise_of(old).state == "running"


def test_it_answers_posts_only(as_alice, url):
    check_verbs(as_alice, url, "post")


def test_it_is_for_its_owner_alone(client, as_charlie, old, url):
    check_gate(url, "post", anonymous=client, stranger=as_charlie)
    assert promise_of(old).state == "running"
