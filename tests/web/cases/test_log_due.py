"""/c/<ref>/log/due/ and /c/<ref>/agent/: what is shown while one fills in the sheet. Nothing is saved."""

from __future__ import annotations

import pytest

from cases.models import Case
from tests.case_acts import kinds
from tests.web.cases.checklist import HX, PAYLOAD, check_gate, check_private, check_verbs, page_of, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(case: Case) -> str:
    return f"/c/{case.ref}/log/due/"


def test_it_reads_the_words_and_shows_the_counting(as_alice, case, url):
    words = words_of(as_alice.get(url, {"words": "3个工作日内给您结果"}, headers=HX))
    assert "11月26日 24:00" in words
    assert "第3个工作日" in words
    assert kinds(case) == ["case_opened"]


@pytest.mark.parametrize("said", ["尽快", "您好", "a\x00b", "9" * 5000, ""])
def test_it_never_guesses_and_never_fails(as_alice, url, said):
    response = as_alice.get(url, {"words": said}, headers=HX)
    assert response.status_code == 200
    assert "24:00" not in words_of(response)


def test_it_warns_of_a_private_deal(as_alice, url):
    assert "note warn" in page_of(as_alice.get(url, {"words": "加微信私下转钱给您"}, headers=HX))


def test_it_is_a_fragment_in_the_language_of_the_page(as_alice, url):
    page = page_of(as_alice.get(f"/en{url}", {"words": "24小时内"}, headers=HX))
    assert "<html" not in page
    assert "24 Nov 15:20" in page


def test_it_shows_markup_as_text(as_alice, url):
    assert "<svg/onload" not in page_of(as_alice.get(url, {"words": f"私下转钱{PAYLOAD}"}, headers=HX))


def test_it_is_only_looked_at(as_alice, url):
    check_verbs(as_alice, url, "get")


def test_it_is_for_its_owner_alone(client, as_charlie, url):
    check_gate(url, "get", anonymous=client, stranger=as_charlie)


def test_it_is_kept_by_no_cache(as_alice, url):
    check_private(as_alice.get(url))
