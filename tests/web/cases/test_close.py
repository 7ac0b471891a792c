"""/c/<ref>/close/: how it ended. The record stays."""

from __future__ import annotations

import pytest

from cases.models import Case
from cases.services.case_state import case_close
from tests.case_acts import HOUR, again, heard, kinds, running
from tests.factories import NOW
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

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(case: Case) -> str:
    return f"/c/{case.ref}/close/"


def test_it_offers_every_outcome_and_chooses_none(as_alice, url):
    page = page_of(as_alice.get(url))
    for outcome, _ in Case.Outcome.choices:
        assert f'value="{outcome}"' in page
    assert "checked" not in page.split("<form", 1)[1]


def test_it_warns_before_the_money_has_arrived(as_alice, url):
    assert "在那之前别撤销售后申请" in words_of(as_alice.get(url))


@pytest.mark.parametrize("outcome", [value for value, _ in Case.Outcome.choices])
def test_it_closes_with_that_outcome(as_alice, case, url, outcome):
    heard(case, NOW - HOUR, hours=24)
    response = as_alice.post(url, {"outcome": outcome, "note": "已到账 129 元"})
    assert (response.status_code, response["Location"]) == (302, f"/c/{case.ref}/")
    closed = again(case)
    assert (closed.is_open, closed.outcome) == (False, outcome)
    assert running(case) == []
    assert "已到账 129 元" in words_of(as_alice.get(response["Location"]))


def test_it_closes_once_when_the_button_is_pressed_twice(as_alice, case, url):
    for outcome in ("full", "refused"):
        assert as_alice.post(url, {"outcome": outcome})["Location"] == f"/c/{case.ref}/"
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
