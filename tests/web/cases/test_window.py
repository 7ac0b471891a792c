"""/c/<ref>/window/<n>/: 我已提交. The shopper's own window was met in time."""

from __future__ import annotations

import pytest

from cases.models import Case, Deadline
from cases.services.case_state import case_close
from tests.case_acts import DAY, HOUR, again, clock_of, heard, kinds, opened
from tests.factories import NOW
from tests.web.cases.checklist import check_gate, check_verbs, page_of, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(alice) -> Case:
    """A case whose return window closes tonight."""
    return opened(alice, now=NOW - DAY, signed_at=NOW - 7 * DAY)


@pytest.fixture
def window(case: Case) -> Deadline:
    return Deadline.objects.get(case=case, lane="mine")


@pytest.fixture
def url(case: Case, window: Deadline) -> str:
    return f"/c/{case.ref}/window/{window.pk}/"


def test_it_is_the_next_step_on_the_last_evening(as_alice, case, url):
    page = as_alice.get(f"/c/{case.ref}/")
    assert "先提交退货申请" in words_of(page)
    assert f'action="{url}"' in page_of(page)


def test_it_counts_as_met_and_gives_way_to_the_next_step(as_alice, case, window, url):
    response = as_alice.post(url)
    assert (response.status_code, response["Location"]) == (302, f"/c/{case.ref}/")
    window.refresh_from_db()
    assert (window.state, window.ended_at) == ("met", NOW)
    assert "联系商家客服" in words_of(as_alice.get(response["Location"]))


def test_it_is_noted_once_when_pressed_twice(as_alice, case, url):
    for _ in range(2):
        assert as_alice.post(url).status_code == 302
    assert kinds(case).count("window_filed") == 1
    assert "不在计时" in words_of(as_alice.get(f"/c/{case.ref}/"))


def test_it_is_a_window_of_this_case_and_of_the_shoppers(as_alice, alice, case, window):
    other = opened(alice, now=NOW - DAY, number="2")
    assert as_alice.post(f"/c/{other.ref}/window/{window.pk}/").status_code == 404
    theirs = clock_of(heard(case, NOW - HOUR, hours=24))
    assert as_alice.post(f"/c/{case.ref}/window/{theirs.pk}/").status_code == 404
    assert as_alice.post(f"/c/{case.ref}/window/{9**30}/").status_code == 404
    theirs.refresh_from_db()
    assert theirs.state == "running"


def test_it_notes_nothing_in_a_closed_case(as_alice, case, url):
    case_close(case=again(case), outcome="full", now=NOW)
    assert as_alice.post(url).status_code == 302
    assert kinds(case)[-1] == "case_closed"


def test_it_speaks_english(as_alice, url):
    assert "filed in time" in words_of(as_alice.get(as_alice.post(f"/en{url}")["Location"]))


def test_it_answers_posts_only(as_alice, url):
    check_verbs(as_alice, url, "post")


def test_it_is_for_its_owner_alone(client, as_charlie, case, url):
    check_gate(url, "post", anonymous=client, stranger=as_charlie)
    assert kinds(case) == ["case_opened"]
