"""What is covered is covered for helpers too, unless they are the ones who may cover: file, text, search and form."""

from __future__ import annotations

import pytest

from cases.models import Case, Evidence, PictureText, User
from cases.services.evidence_cover import evidence_cover
from cases.services.evidence_develop import evidence_develop
from tests.exhibits import picture, receive
from tests.factories import NOW
from tests.web.cases.checklist import page_of, words_of
from tests.web.cases.test_helpers import joined

pytestmark = pytest.mark.django_db
PHONE = "13812345678"
BARE = ("original", "screen", "thumb")
COVERED = ("covered", "covered-thumb")


@pytest.fixture
def covered(case: Case) -> Evidence:
    """证据1, a phone number read in it and covered."""
    row = receive(case, picture(size=(600, 800)), NOW).made[0]
    evidence_develop(evidence_id=row.pk, now_fn=lambda: NOW)
    lines = [
        {"text": f"电话 {PHONE}", "box": [0, 0, 500, 50], "confidence": 0.99},
        {"text": "工号 6789 24小时内给您答复", "box": [0, 60, 9, 9], "confidence": 0.99},
    ]
    said = {"lines": lines, "text": f"电话 {PHONE}\n工号 6789 24小时内给您答复", "read_at": NOW, "act_at": None}
    PictureText.objects.update_or_create(evidence=row, defaults=said)
    evidence_cover(case=case, evidence=row, covers=[(0, 0, 600, 60)], now=NOW)
    evidence_develop(evidence_id=row.pk, now_fn=lambda: NOW)
    row.refresh_from_db()
    return row


def file_url(row: Evidence, variant: str) -> str:
    return f"/c/{row.case.ref}/evidence/1/file/{variant}/"


def statuses(client, row: Evidence, variants: tuple[str, ...]) -> set[int]:
    return {client.get(file_url(row, variant)).status_code for variant in variants}


@pytest.mark.parametrize(("role", "seen"), [("read", 404), ("log", 404), ("handle", 200)])
def test_it_gives_what_is_under_covers_to_who_may_cover(role, seen, as_alice, as_bob, bob: User, covered):
    joined(covered.case, bob, role)
    assert statuses(as_bob, covered, BARE) == {seen}
    assert statuses(as_bob, covered, COVERED) == {200}
    assert statuses(as_alice, covered, BARE + COVERED) == {200}


@pytest.mark.parametrize(("role", "told"), [("read", False), ("log", False), ("handle", True)])
def test_it_says_no_word_that_was_read_under_covers(role, told, as_bob, bob: User, covered):
    joined(covered.case, bob, role)
    url = f"/c/{covered.case.ref}/evidence/"
    page = page_of(as_bob.get(f"{url}1/"))
    assert (PHONE in page, "/file/original/" in page) == (told, told)
    assert ("/evidence/1/" in page_of(as_bob.get(url, {"q": PHONE}))) is told


def test_it_fills_no_form_from_what_is_under_covers(as_alice, as_bob, bob: User, covered):
    joined(covered.case, bob, "log")
    url = f"/c/{covered.case.ref}/log/?from=1"
    assert "6789" in page_of(as_alice.get(url))
    assert "6789" not in page_of(as_bob.get(url))


def test_it_tells_a_helper_nothing_of_being_alone(as_alice, as_bob, bob: User, covered):
    joined(covered.case, bob, "read")
    url = f"/c/{covered.case.ref}/evidence/1/"
    assert "给别人的都是这份" in words_of(as_alice.get(url))
    assert "给别人的都是这份" not in words_of(as_bob.get(url))


def test_it_keeps_nothing_of_what_is_not_covered_from_a_reader(as_bob, bob: User, exhibit: Evidence):
    joined(exhibit.case, bob, "read")
    assert statuses(as_bob, exhibit, BARE) == {200}
    assert "/file/original/" in page_of(as_bob.get(f"/c/{exhibit.case.ref}/evidence/1/"))
