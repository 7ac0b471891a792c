"""/c/<ref>/result/: how a closed case ended, corrected."""

from __future__ import annotations

from decimal import Decimal

import pytest

from cases.models import Case
from cases.services.case_state import case_close
from tests.case_acts import again, kinds, opened
from tests.factories import NOW
from tests.web.cases.checklist import (
    check_error,
    check_gate,
    check_languages,
    check_private,
    check_verbs,
    page_of,
    words_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def closed(case: Case) -> Case:
    case_close(case=case, outcome="promised_not_paid", now=NOW)
    return again(case)


@pytest.fixture
def url(closed: Case) -> str:
    return f"/c/{closed.ref}/result/"


def test_it_shows_the_result_as_it_stands(as_alice, url):
    page = page_of(as_alice.get(url))
    assert 'value="promised_not_paid"' in page.split("checked", 1)[0].rsplit("<input", 1)[1]


def test_it_notes_that_the_money_has_come_after_all(as_alice, closed, url):
    response = as_alice.post(url, {"outcome": "full", "received_amount": "129"})
    assert (response.status_code, response["Location"]) == (302, f"/c/{closed.ref}/")
    now = again(closed)
    assert (now.is_open, now.outcome, now.received_amount) == (False, "full", Decimal("129"))
    assert now.stale_at is None
    words = words_of(as_alice.get(response["Location"]))
    assert "更正了结果" in words
    assert "收到 ¥129.00" in words
    assert "原来是：答应了没兑现" in words


def test_it_corrects_once_when_the_button_is_pressed_twice(as_alice, closed, url):
    for _ in range(2):
        as_alice.post(url, {"outcome": "partial", "received_amount": "30"})
    assert kinds(closed).count("result_corrected") == 1


def test_it_takes_a_sum_back(as_alice, closed, url):
    as_alice.post(url, {"outcome": "partial", "received_amount": "30"})
    as_alice.post(url, {"outcome": "refused", "received_amount": ""})
    assert (again(closed).outcome, again(closed).received_amount) == ("refused", None)


def test_it_asks_for_a_sum_that_is_one(as_alice, closed, url):
    check_error(as_alice.post(url, {"outcome": "full", "received_amount": "一百"}), "received_amount", "")
    assert again(closed).outcome == "promised_not_paid"


def test_it_leads_to_closing_while_the_case_is_open(as_alice, alice):
    case = opened(alice)
    assert as_alice.get(f"/c/{case.ref}/result/")["Location"] == f"/c/{case.ref}/close/"


def test_it_speaks_both_languages(as_alice, url):
    check_languages(as_alice, url, "更正结果和金额", "Correct the result")


def test_it_is_looked_at_and_done(as_alice, url):
    check_verbs(as_alice, url, "get", "post")


def test_it_is_for_its_owner_alone(client, as_charlie, closed, url):
    check_gate(url, "get", "post", anonymous=client, stranger=as_charlie)
    assert as_charlie.post(url, {"outcome": "full"}).status_code == 404
    assert again(closed).outcome == "promised_not_paid"


def test_it_is_kept_by_no_cache(as_alice, url):
    check_private(as_alice.get(url))
