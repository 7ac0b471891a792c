"""Stills a browser drew of a film: kept once, from pixels alone, of a film only, for the owner only."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cases.models import Evidence
from cases.selectors.shown import print_pieces
from cases.services.evidence_check import evidence_faults
from cases.services.evidence_develop import evidence_develop
from tests.corpus import exif
from tests.exhibits import movie, picture, receive
from tests.factories import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def film(case) -> Evidence:
    row = receive(case, movie(), NOW).made[0]
    evidence_develop(evidence_id=row.pk, now_fn=lambda: NOW)
    row.refresh_from_db()
    return row


def send(client, row: Evidence, *contents: bytes):
    files = [SimpleUploadedFile(f"{n}.jpg", content) for n, content in enumerate(contents)]
    return client.post(f"/c/{row.case.ref}/evidence/{row.number}/stills/", {"files": files})


def frames(count: int = 7) -> list[bytes]:
    return [picture("JPEG", (320, 180), (10 * n, 0, 0)) for n in range(count)]


def test_it_keeps_a_poster_and_six_stills_once(as_alice, film):
    assert send(as_alice, film, *frames()).status_code == 204
    film.refresh_from_db()
    assert (film.width, film.height) == (320, 180)
    names = {one.variant for one in film.renditions.all()}
    assert names == {"screen", "thumb"} | {f"still-{n}" for n in range(1, 7)}
    assert len(print_pieces(film)) == 7
    assert send(as_alice, film, *frames()).status_code == 422
    assert film.renditions.count() == 8
    assert list(evidence_faults()) == []


def test_it_keeps_pixels_alone(as_alice, film):
    assert send(as_alice, film, exif(), *frames(2)).status_code == 204
    for one in film.renditions.all():
        content = as_alice.get(f"/c/{film.case.ref}/evidence/1/file/{one.variant}/").getvalue()
        assert b"Exif" not in content


@pytest.mark.parametrize("contents", [[], [b"MZ" + bytes(60)], [picture("JPEG")[:200]], [movie()]])
def test_it_takes_nothing_but_pictures(contents, as_alice, film):
    assert send(as_alice, film, *contents).status_code == 422
    assert not film.renditions.exists()
    assert list(evidence_faults()) == []


def test_it_takes_none_for_a_picture(as_alice, exhibit):
    before = exhibit.renditions.count()
    assert send(as_alice, exhibit, *frames()).status_code == 422
    assert exhibit.renditions.count() == before


def test_it_offers_no_covering_of_a_film(as_alice, film):
    send(as_alice, film, *frames())
    url = f"/c/{film.case.ref}/evidence/1/"
    assert f"{url}cover/" not in as_alice.get(url).content.decode()
    assert as_alice.get(f"{url}cover/")["Location"] == url


def test_it_hides_the_film_from_a_stranger(as_charlie, client, film):
    assert send(as_charlie, film, *frames()).status_code == 404
    assert send(client, film, *frames()).status_code == 302
    assert not film.renditions.exists()
