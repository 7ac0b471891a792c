"""/c/<ref>/numbers/: whatever number they gave the dispute, it is noted and finds the case."""

from __future__ import annotations

import pytest

from cases.models import Reference
from tests.case_acts import kinds
from tests.web.cases.checklist import (
    HX,
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
def url(case) -> str:
    return f"/c/{case.ref}/numbers/"


def test_it_notes_a_number_by_what_it_says_it_is(as_alice, case, url):
    response = as_alice.post(url, {"number": "工单号 A00123", "kind": ""})
    assert (response.status_code, response["Location"]) == (302, url)
    words = words_of(as_alice.get(url))
    assert "工单 A00123" in words
    assert kinds(case)[-1] == "number_noted"
    assert "工单：A00123" in words_of(as_alice.get(f"/c/{case.ref}/"))


def test_it_notes_the_same_number_once(as_alice, case, url):
    for _ in range(2):
        as_alice.post(url, {"number": "A00123", "kind": "ticket"})
    assert Reference.objects.filter(case=case).count() == 1
    assert "记过" in words_of(as_alice.get(url))


def test_it_finds_the_case_in_the_list(as_alice, url):
    as_alice.post(url, {"number": "JF-2026-0098", "kind": "dispute"})
    assert "衬衫" in words_of(as_alice.get("/c/", {"q": "JF 2026 0098"}))
    assert "衬衫" not in words_of(as_alice.get("/c/", {"q": "JF 2026 0099"}))


def test_it_asks_for_a_number(as_alice, url):
    check_error(as_alice.post(url, {"number": ""}), "number", "编号")


def test_it_proposes_the_kind_while_one_types(as_alice, url):
    page = page_of(as_alice.get(url))
    assert f'hx-get="{url}kind/?to=seller"' in page
    response = as_alice.get(f"{url}kind/", {"to": "12315", "number": "登记编号 13301002026"}, headers=HX)
    assert "12315 编号 13301002026" in words_of(response)
    assert words_of(as_alice.get(f"{url}kind/", {"number": ""}, headers=HX)).strip() == ""


def test_it_speaks_both_languages(as_alice, url):
    check_languages(as_alice, url, "编号", "Numbers")


def test_it_is_looked_at_and_done(as_alice, url):
    check_verbs(as_alice, url, "get", "post")
    check_verbs(as_alice, f"{url}kind/", "get")


def test_it_is_for_its_owner_alone(client, as_charlie, case, url):
    check_gate(url, "get", "post", anonymous=client, stranger=as_charlie)
    check_gate(f"{url}kind/", "get", anonymous=client, stranger=as_charlie)
    assert as_charlie.post(url, {"number": "A00123"}).status_code == 404
    assert not Reference.objects.exists()


def test_it_is_kept_by_no_cache(as_alice, url):
    check_private(as_alice.get(url))


def test_it_shows_markup_as_text(as_alice, url):
    as_alice.post(url, {"number": PAYLOAD, "kind": "other"})
    check_escaped(as_alice.get(url))
    check_escaped(as_alice.get(f"{url}kind/", {"number": PAYLOAD}))
