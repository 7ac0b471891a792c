"""/c/<ref>/reopen/: the way behind a closed case."""

from __future__ import annotations

import pytest

from cases.models import Case
from cases.services.case_state import case_close
from tests.case_acts import again, kinds
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
