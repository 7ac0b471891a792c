"""/c/<ref>/no-reply/: the time has passed and nothing came."""

from __future__ import annotations

import pytest

from cases.models import Case
from cases.services.case_state import case_close
from tests.case_acts import HOUR, again, heard, kinds
from tests.factories import NOW
from tests.web.cases.checklist import check_gate, check_verbs, page_of, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(case: Case) -> str:
    heard(case, NOW - 3 * HOUR, hours=1)
    return f"/c/{case.ref}/no-reply/"


def test_it_is_one_press_from_the_case_page(as_alice, case, url):
    assert f'action="{url}"' in page_of(as_alice.get(f"/c/{case.ref}/"))


def test_it_opens_the_platform(as_alice, case, url):
    response = as_alice.post(url)
    assert (response.status_code, response["Location"]) == (302, f"/c/{case.ref}/")
    assert (again(case).no_reply_at, again(case).next_kind) == (NOW, "step_up")
    words = words_of(as_alice.get(response["Location"]))
    assert "向淘宝申请平台介入" in words


def test_it_is_noted_once_when_pressed_twice(as_alice, case, url):
    for _ in range(2):
        assert as_alice.post(url).status_code == 302
    assert kinds(case).count("no_reply") == 1
    assert "不用再记" in words_of(as_alice.get(f"/c/{case.ref}/"))


def test_it_notes_nothing_in_a_closed_case(as_alice, case, url):
    case_close(case=again(case), outcome="full", now=NOW)
    assert as_alice.post(url)["Location"] == f"/c/{case.ref}/"
    assert "no_reply" not in kinds(case)


def test_it_speaks_english(as_alice, url):
    assert "no answer" in words_of(as_alice.get(as_alice.post(f"/en{url}")["Location"]))


def test_it_answers_posts_only(as_alice, url):
    check_verbs(as_alice, url, "post")


def test_it_is_for_its_owner_alone(client, as_charlie, case, url):
    check_gate(url, "post", anonymous=client, stranger=as_charlie)
    assert "no_reply" not in kinds(case)
