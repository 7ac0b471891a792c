"""Recordings that come under the brand of films, as telephones write them: kept, shown and counted as recordings."""

from __future__ import annotations

import pytest

from cases.models import Evidence
from cases.services.evidence_develop import evidence_develop
from tests.exhibits import arrive, box, movie
from tests.factories import NOW
from tests.web.cases.checklist import page_of
from tests.web.evidence.sending import named, send

pytestmark = pytest.mark.django_db


def test_it_takes_a_recording_for_one_whatever_its_brand(as_alice, case):
    url = f"/c/{case.ref}/evidence/add/"
    call = movie(b"mp42", 61, b"soun")
    assert send(as_alice, url, named(call, "通话 20261120.m4a")).status_code == 302
    row = Evidence.objects.get()
    assert (row.media_type, row.kind) == ("audio/mp4", "call")
    evidence_develop(evidence_id=row.pk, now_fn=lambda: NOW)
    page = page_of(as_alice.get(f"/c/{case.ref}/evidence/1/"))
    assert "<audio controls" in page
    assert "<video" not in page
    name = as_alice.get(f"/c/{case.ref}/evidence/1/file/original/")["Content-Disposition"]
    assert name.endswith(".m4a") or ".m4a" in name


def test_it_holds_a_recording_to_the_limit_of_recordings(as_alice, case, settings):
    settings.UPLOAD_MAX_MB, settings.VIDEO_MAX_MB = 1, 3
    url = f"/c/{case.ref}/evidence/add/"
    long = box(b"free", bytes(1_200_000))
    assert send(as_alice, url, named(movie(b"mp42", 61, b"soun") + long, "长.m4a")).status_code == 422
    assert send(as_alice, url, named(movie(b"mp42") + long, "长.mp4")).status_code == 302
    assert [row.media_type for row in Evidence.objects.all()] == ["video/mp4"]


@pytest.mark.parametrize(
    ("content", "kept"),
    [
        (movie(b"isom", 9, b"soun"), "audio/mp4"),
        (movie(b"3gp4", 9, b"soun"), "audio/mp4"),
        (movie(b"qt  ", 9, b"soun"), "audio/mp4"),
        (movie(b"mp42", 9, b"vide"), "video/mp4"),
        (movie(b"mp42", 9, b"text"), "video/mp4"),
        (movie(b"mp42", 9, b"soun")[:120], "video/mp4"),
    ],
)
def test_it_tells_films_and_recordings_by_their_tracks(content, kept, media):
    arrived = arrive(content)
    assert arrived.media_type == kept
    arrived.intake.discard()
