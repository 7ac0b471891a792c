"""/c/<ref>/evidence/<number>/tile/: what a gallery asks for while a file is being looked at."""

from __future__ import annotations

import pytest
from django.test import Client

from cases.models import Evidence
from cases.services.evidence_cover import evidence_cover
from cases.services.evidence_develop import evidence_develop
from tests.exhibits import picture, receive
from tests.factories import NOW
from tests.web.cases.checklist import check_gate, page_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def fresh(case) -> Evidence:
    return receive(case, picture(size=(600, 800)), NOW).made[0]


def url_of(row: Evidence) -> str:
    return f"/c/{row.case.ref}/evidence/{row.number}/tile/"


def develop(row: Evidence) -> None:
    evidence_develop(evidence_id=row.pk, now_fn=lambda: NOW)


@pytest.mark.parametrize("page", ["", "evidence/"])
def test_it_is_asked_for_until_the_file_was_looked_at(page, as_alice, fresh):
    asked = f'hx-get="{url_of(fresh)}"'
    where = f"/c/{fresh.case.ref}/{page}"
    assert asked in page_of(as_alice.get(where))
    assert asked in page_of(as_alice.get(url_of(fresh)))
    develop(fresh)
    assert asked not in page_of(as_alice.get(where))
    tile = page_of(as_alice.get(url_of(fresh)))
    assert asked not in tile
    assert "/file/thumb/" in tile


def test_it_is_asked_for_while_the_covered_copy_is_made(as_alice, fresh):
    develop(fresh)
    evidence_cover(case=fresh.case, evidence=fresh, covers=[(0, 0, 9, 9)], now=NOW)
    tile = page_of(as_alice.get(url_of(fresh)))
    assert "hx-get" in tile
    assert "/file/" not in tile
    develop(fresh)
    assert "/file/covered-thumb/" in page_of(as_alice.get(url_of(fresh)))


def test_it_says_of_a_file_that_cannot_be_opened_that_it_cannot(as_alice, case):
    row = receive(case, picture()[:60], NOW).made[0]
    develop(row)
    tile = page_of(as_alice.get(url_of(row)))
    assert "打不开" in tile
    assert "hx-get" not in tile


def test_it_is_for_its_owner_alone(as_charlie, fresh):
    check_gate(url_of(fresh), "get", anonymous=Client(), stranger=as_charlie)


def test_it_speaks_both_languages(as_alice, fresh):
    assert "正在检查" in page_of(as_alice.get(url_of(fresh)))
    english = page_of(as_alice.get(f"/en{url_of(fresh)}"))
    assert "Being checked" in english
    assert f"/en{url_of(fresh)}" in english
