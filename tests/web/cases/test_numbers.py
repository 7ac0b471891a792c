"""/c/<ref>/numbers/: whatever number they gave the dispute, it is noted and finds the case."""

from __future__ import annotations

import pytest

from cases.domain.lifecycle import IllegalMove
from cases.models import Reference
from cases.services.case_state import case_close
from cases.services.reference import reference_note
from tests.case_acts import again, kinds
from tests.factories import NOW
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
from tests.web.cases.filings import filed

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


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("登记编号：沪市监诉〔2026〕12345号", "沪市监诉〔2026〕12345号"),
        ("12315-ABC-1", "12315-ABC-1"),
        ("浙杭2026-11-1234", "浙杭2026-11-1234"),
        ("号" + "1" * 119, "号" + "1" * 119),
        ("㍿" * 118 + "12", "㍿" * 118 + "12"),
    ],
)
def test_it_keeps_an_official_number_whole(as_alice, case, url, typed, number):
    as_alice.post(url, {"number": typed, "kind": "complaint"})
    assert case.references.get().number == number
    assert f"12315 投诉编号：{number}" in words_of(as_alice.get(f"/c/{case.ref}/"))


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
    assert "12315 投诉编号 13301002026" in words_of(response)
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


def test_it_takes_none_once_the_case_is_closed_and_still_shows_what_it_has(as_alice, case, url):
    as_alice.post(url, {"number": "A00123", "kind": "ticket"})
    case_close(case=again(case), outcome="refused", now=NOW)
    response = as_alice.post(url, {"number": "JF-2026-0098", "kind": "dispute"}, follow=True)
    assert "已了结。要继续，请先重新打开" in words_of(response)
    assert Reference.objects.filter(case=case).count() == 1
    assert kinds(case)[-1] == "case_closed"
    page = as_alice.get(url)
    assert "A00123" in words_of(page)
    assert "已了结。要继续，请先重新打开" in words_of(page)
    assert 'name="number"' not in page.content.decode()
    with pytest.raises(IllegalMove):
        reference_note(case=again(case), kind="dispute", number="JF0098", now=NOW)


def test_it_is_reached_from_a_closed_case_with_what_was_handed_in(as_alice, case, url):
    filed(case)
    case_close(case=again(case), outcome="refused", now=NOW)
    page = page_of(as_alice.get(f"/c/{case.ref}/"))
    assert f'href="{url}"' in page
    assert f'href="/c/{case.ref}/filings/"' in page
    assert "给平台的说明" in words_of(as_alice.get(f"/c/{case.ref}/filings/"))
