"""/c/<ref>/dossier/reasons/: their reasons beside the shopper's answers."""

from __future__ import annotations

import pytest

from cases.models import Contact, Rebuttal
from cases.selectors.dossier import dossier_content
from cases.services.filing import FilingEntry, filing_file
from cases.services.filing_result import ResultEntry, filing_result_note
from tests.case_acts import HOUR, again
from tests.dossiers import exhibited
from tests.factories import NOW, CaseFactory
from tests.web.cases.checklist import check_gate, check_verbs, page_of, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def refused(case) -> Contact:
    return case.contacts.get(reply="refused")


def test_it_is_for_the_owner_alone(client, as_alice, as_charlie, case):
    path = f"/c/{case.ref}/dossier/reasons/"
    check_gate(path, "get", "post", anonymous=client, stranger=as_charlie)
    check_verbs(as_alice, path, "get", "post")


def test_it_keeps_an_answer_with_its_exhibits(as_alice, case, refused):
    exhibited(case)
    data = {f"r{refused.pk}-text": "缝线和专柜不同", f"r{refused.pk}-exhibits": ["2"]}
    response = as_alice.post(f"/c/{case.ref}/dossier/reasons/", data)
    assert response["Location"] == f"/c/{case.ref}/dossier/"
    row = Rebuttal.objects.get(contact=refused)
    assert (row.text, row.exhibits) == ("缝线和专柜不同", [2])
    words = words_of(as_alice.get(f"/c/{case.ref}/dossier/"))
    assert "我的说明：缝线和专柜不同 证据 2" in words
    assert "缝线和专柜不同" in page_of(as_alice.get(f"/c/{case.ref}/dossier/reasons/"))


def test_it_keeps_what_was_typed_when_it_is_too_long(as_alice, case, refused):
    response = as_alice.post(f"/c/{case.ref}/dossier/reasons/", {f"r{refused.pk}-text": "缝" * 301})
    assert response.status_code == 422
    assert "缝" * 301 in page_of(response)
    assert not Rebuttal.objects.exists()


def test_it_takes_no_exhibit_that_is_not_there(as_alice, case, refused):
    data = {f"r{refused.pk}-text": "不对", f"r{refused.pk}-exhibits": ["9"]}
    assert as_alice.post(f"/c/{case.ref}/dossier/reasons/", data).status_code == 422


def test_it_says_when_nobody_has_refused(as_alice, alice):
    quiet = CaseFactory(owner=alice)
    assert "记录里还没有人拒绝过" in words_of(as_alice.get(f"/c/{quiet.ref}/dossier/reasons/"))


def test_it_asks_for_no_answer_to_12315(as_alice, case, refused):
    """That it does not accept, or that mediation ended, is no reason of the other side's (R121 arts 15, 23)."""
    entry = FilingEntry(tier="regulator", moves=True, code="T12", text="投诉书")
    filing = filing_file(case=again(case), entry=entry, now=NOW - HOUR)
    ended = ResultEntry(kind="ended", at=NOW, words="双方分歧较大，调解终止")
    row = filing_result_note(case=again(case), filing=filing, entry=ended, now=NOW)
    page = words_of(as_alice.get(f"/c/{case.ref}/dossier/reasons/"))
    assert refused.words in page
    assert "双方分歧较大" not in page
    content = dossier_content(again(case), now=NOW)
    assert [one["id"] for one in content["reasons"]] == [refused.pk]
    (event,) = [one for one in content["timeline"] if one["id"] == f"contact-{row.contact_id}"]
    assert (event["who"], event["title"]) == ("12315 → 本人", "结果：调解终止")
    assert "告知调解终止：“双方分歧较大，调解终止”" in "".join(one["text"] for one in content["summary"])


def test_it_keeps_what_was_answered_to_12315_before(as_alice, case):
    entry = FilingEntry(tier="regulator", moves=True, code="T12", text="投诉书")
    filing = filing_file(case=again(case), entry=entry, now=NOW - HOUR)
    ended = ResultEntry(kind="ended", at=NOW, words="双方分歧较大，调解终止")
    row = filing_result_note(case=again(case), filing=filing, entry=ended, now=NOW)
    Rebuttal.objects.create(contact=row.contact, text="对方没有到场", exhibits=[], written_at=NOW)
    assert "对方没有到场" in page_of(as_alice.get(f"/c/{case.ref}/dossier/reasons/"))
