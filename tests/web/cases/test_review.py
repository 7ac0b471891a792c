"""/c/<ref>/review/: their answer, and what the shopper makes of it."""

from __future__ import annotations

import pytest

from cases.models import Case
from cases.services.case_state import case_close
from tests.case_acts import HOUR, again, heard, kinds
from tests.factories import NOW
from tests.web.cases.checklist import (
    PAYLOAD,
    check_escaped,
    check_gate,
    check_languages,
    check_private,
    check_verbs,
    page_of,
    words_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def answered(case: Case) -> Case:
    heard(case, NOW - HOUR, reply="partly_agreed", words="可以退一半")
    return case


@pytest.fixture
def url(case: Case) -> str:
    return f"/c/{case.ref}/review/"


def test_it_shows_their_words_and_both_ways(as_alice, answered, url):
    response = as_alice.get(url)
    assert "可以退一半" in words_of(response)
    for choice in ("accept", "decline"):
        assert f'name="choice" value="{choice}"' in page_of(response)


@pytest.mark.parametrize(
    ("choice", "kind", "step"),
    [("accept", "reply_accepted", "ask_agreed"), ("decline", "reply_declined", "step_up")],
)
def test_it_notes_the_choice_and_keeps_the_case_open(as_alice, answered, url, choice, kind, step):
    response = as_alice.post(url, {"choice": choice})
    assert (response.status_code, response["Location"]) == (302, f"/c/{answered.ref}/")
    assert kinds(answered)[-1] == kind
    assert (again(answered).next_kind, again(answered).is_open) == (step, True)


def test_it_is_noted_once_when_pressed_twice(as_alice, answered, url):
    for _ in range(2):
        assert as_alice.post(url, {"choice": "accept"}).status_code == 302
    assert kinds(answered).count("reply_accepted") == 1


@pytest.mark.parametrize("form", [{}, {"choice": "haggle"}])
def test_it_asks_again_for_no_choice(as_alice, answered, url, form):
    response = as_alice.post(url, form)
    assert response.status_code == 422
    assert "可以退一半" in words_of(response)
    assert kinds(answered)[-1] == "contact_logged"


def test_it_decides_on_no_answer_that_was_never_given(as_alice, case, url):
    heard(case, NOW - HOUR, reply="received")
    for response in (as_alice.get(url), as_alice.post(url, {"choice": "accept"})):
        assert (response.status_code, response["Location"]) == (302, f"/c/{case.ref}/")
    assert again(case).agreed_at is None


def test_it_changes_nothing_in_a_closed_case(as_alice, answered, url):
    case_close(case=again(answered), outcome="full", now=NOW)
    assert as_alice.post(url, {"choice": "accept"})["Location"] == f"/c/{answered.ref}/"
    assert kinds(answered)[-1] == "case_closed"


def test_it_speaks_both_languages(as_alice, answered, url):
    check_languages(as_alice, url, "看看对方的答复", "Review their reply")


def test_it_is_looked_at_and_decided(as_alice, answered, url):
    check_verbs(as_alice, url, "get", "post")


def test_it_is_for_its_owner_alone(client, as_charlie, answered, url):
    check_gate(url, "get", "post", anonymous=client, stranger=as_charlie)
    assert as_charlie.post(url, {"choice": "accept"}).status_code == 404
    assert again(answered).agreed_at is None


def test_it_is_kept_by_no_cache(as_alice, answered, url):
    check_private(as_alice.get(url))


def test_it_shows_markup_as_text(as_alice, case, url):
    heard(case, NOW - HOUR, reply="substantive", words=PAYLOAD)
    check_escaped(as_alice.get(url))
