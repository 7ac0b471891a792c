"""/c/<ref>/reopen/: the way behind a closed case."""

from __future__ import annotations

import pytest

from cases.models import Case
from cases.services.case_state import case_close, tier_move
from tests.case_acts import DAY, HOUR, again, heard, kinds
from tests.factories import NOW
from tests.web.cases.checklist import check_gate, check_verbs, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(case: Case) -> str:
    return f"/c/{case.ref}/reopen/"


@pytest.fixture
def closed(case: Case) -> Case:
    case_close(case=again(case), outcome="refused", now=NOW)
    return case


def test_it_opens_the_case_again(as_alice, closed, url):
    response = as_alice.post(url)
    assert (response.status_code, response["Location"]) == (302, f"/c/{closed.ref}/")
    assert again(closed).is_open
    words = words_of(as_alice.get(response["Location"]))
    assert "重新打开" in words
    assert "联系商家客服" in words


def test_it_opens_once_when_the_button_is_pressed_twice(as_alice, closed, url):
    for _ in range(2):
        assert as_alice.post(url).status_code == 302
    assert kinds(closed).count("case_reopened") == 1


def test_it_does_nothing_to_an_open_case(as_alice, case, url):
    assert as_alice.post(url).status_code == 302
    assert kinds(case) == ["case_opened"]


def test_it_speaks_english(as_alice, closed, url):
    assert "Open again" in words_of(as_alice.get(as_alice.post(f"/en{url}")["Location"]))


def test_it_answers_posts_only(as_alice, url):
    check_verbs(as_alice, url, "post")


def test_it_is_for_its_owner_alone(client, as_charlie, closed, url):
    check_gate(url, "post", anonymous=client, stranger=as_charlie)
    assert not again(closed).is_open


def test_it_says_in_the_ledger_what_is_watched_and_what_is_not(as_alice, case, url):
    page = f"/c/{case.ref}/"
    heard(case, NOW - HOUR, hours=24)
    assert "计时中" in words_of(as_alice.get(page))
    case_close(case=again(case), outcome="withdrawn", now=NOW)
    words = words_of(as_alice.get(page))
    assert "没再盯" in words
    assert "计时中" not in words
    as_alice.post(url)
    assert "计时中" in words_of(as_alice.get(page))
    tier_move(case=again(case), to="platform", now=NOW, due_at=NOW + DAY)
    assert "没再盯" in words_of(as_alice.get(page))
    assert "失约" not in words_of(as_alice.get(page))
