"""/c/<ref>/dossier/reasons/: their reasons beside the shopper's answers."""

from __future__ import annotations

import pytest

from cases.models import Contact, Rebuttal
from tests.dossiers import exhibited
from tests.factories import CaseFactory
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
