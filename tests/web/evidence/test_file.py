"""/c/<ref>/evidence/<n>/file/<variant>/: to the owner alone, as what we decided it is, never active."""

from __future__ import annotations

import pytest
from django.test import Client

from cases.adapters import storage
from cases.models import Evidence
from cases.services.evidence_develop import evidence_develop
from cases.services.evidence_mark import evidence_mark
from tests.corpus import CORPUS
from tests.exhibits import movie, receive
from tests.factories import NOW
from tests.web.cases.checklist import check_verbs

pytestmark = pytest.mark.django_db
BASE = "/c/{}/evidence/{}/file/{}/"


def path_of(row: Evidence, variant: str = "original") -> str:
    return BASE.format(row.case.ref, row.number, variant)


def body(response) -> bytes:
    return b"".join(response.streaming_content)


def check_headers(response, content_type: str) -> None:
    assert response["Content-Type"] == content_type
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"


def test_it_gives_the_original_byte_for_byte_as_a_download(as_alice, exhibit):
    response = as_alice.get(path_of(exhibit))
    assert body(response) == storage.path_of(exhibit.name).read_bytes()
    check_headers(response, "image/png")
    assert response["Cache-Control"] == "private, no-store"
    assert response["Content-Disposition"].startswith("attachment")
    assert "filename*=utf-8''%E8%AF%81%E6%8D%AE1-" in response["Content-Disposition"]


@pytest.mark.parametrize("variant", ["screen", "thumb"])
def test_it_shows_our_own_picture_of_it(variant, as_alice, exhibit):
    response = as_alice.get(path_of(exhibit, variant))
    assert body(response)[8:12] == b"WEBP"
    check_headers(response, "image/webp")
    assert response["Content-Disposition"].startswith("inline")
    assert response["Cache-Control"] == "private, no-cache"
    again = as_alice.get(path_of(exhibit, variant), headers={"If-None-Match": response["ETag"]})
    assert again.status_code == 304


def test_it_never_hands_out_an_active_part(as_alice, case):
    for odd in CORPUS:
        kind = odd.outcome.split(" ", 1)[1]
        if odd.outcome.startswith("refused") or "bomb" in odd.of:
            continue
        row = receive(case, odd.make(), NOW, name=odd.name).items[0]
        response = as_alice.get(path_of(row))
        assert body(response) == odd.make(), odd.name
        if odd.outcome.startswith("kept"):
            check_headers(response, f"{kind}; charset=utf-8" if kind == "text/plain" else kind)
        assert response["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize(
    ("asked", "status", "span"),
    [
        ("bytes=0-9", 206, (0, 10)),
        ("bytes=10-", 206, (10, None)),
        ("bytes=-5", 206, (-5, None)),
        ("bytes=0-99999999", 206, (0, None)),
        ("bytes=99999999-", 416, None),
        ("bytes=-0", 416, None),
        ("bytes=99999999-,-0", 416, None),
        ("bytes=" + "9" * 5000 + "-", 416, None),
        ("Bytes=0-9", 206, (0, 10)),
        ("BYTES=-5", 206, (-5, None)),
        # What is no range of bytes says nothing, and several parts may be answered with all of it (RFC 9110, 14.2).
        ("bytes=abc", 200, (0, None)),
        ("bytes=-", 200, (0, None)),
        ("bytes=", 200, (0, None)),
        ("bytes=5-2", 200, (0, None)),
        ("bytes=0-9,5-2", 200, (0, None)),
        ("bytes=٠-٩", 200, (0, None)),
        ("items=0-5", 200, (0, None)),
        ("bytes=0-1,4-5", 200, (0, None)),
        ("bytes=0-1, 99999999-", 200, (0, None)),
    ],
)
def test_it_hands_out_a_part_of_a_film(asked, status, span, as_alice, case):
    row = receive(case, movie(), NOW, name="开箱.mp4").made[0]
    response = as_alice.get(path_of(row), headers={"Range": asked})
    assert response.status_code == status
    if span:
        assert body(response) == movie()[slice(*span)]
        assert response["Content-Length"] == str(len(movie()[slice(*span)]))
        assert response.get("Content-Range", "").endswith(f"/{len(movie())}") == (status == 206)
    else:
        assert response["Content-Range"] == f"bytes */{len(movie())}"


def test_it_gives_a_part_only_of_what_the_browser_has_a_part_of(as_alice, case):
    row = receive(case, movie(), NOW, name="开箱.mp4").made[0]
    asked = {"Range": "bytes=0-9"}
    etag = as_alice.get(path_of(row))["ETag"]
    assert as_alice.get(path_of(row), headers=asked | {"If-Range": etag}).status_code == 206
    for other in ('"another"', f"W/{etag}", "Mon, 23 Nov 2026 07:20:00 GMT"):
        response = as_alice.get(path_of(row), headers=asked | {"If-Range": other})
        assert (response.status_code, body(response)) == (200, movie())
    response = as_alice.head(path_of(row), headers=asked)
    assert (response.status_code, response["Content-Length"]) == (200, str(len(movie())))
    assert "Content-Range" not in response


def same_tags(etag: str) -> list[str]:
    return [etag, f"W/{etag}", "*", f'"another", {etag}', f'"another",W/{etag}']


@pytest.mark.parametrize("variant", ["screen", "original"])
def test_it_says_that_nothing_has_changed(variant, as_alice, exhibit):
    path = path_of(exhibit, variant)
    etag = as_alice.get(path)["ETag"]
    for said in same_tags(etag):
        response = as_alice.get(path, headers={"If-None-Match": said, "Range": "bytes=0-9"})
        assert (response.status_code, response.content) == (304, b""), said
        assert as_alice.head(path, headers={"If-None-Match": said}).status_code == 304
    assert as_alice.get(path, headers={"If-None-Match": '"another"'}).status_code == 200
    assert as_alice.get(path, headers={"If-None-Match": etag.strip('"')}).status_code == 200


def test_it_never_calls_an_original_unchanged_that_is_gone(as_alice, exhibit):
    etag = as_alice.get(path_of(exhibit))["ETag"]
    storage.path_of(exhibit.name).unlink()
    assert as_alice.get(path_of(exhibit), headers={"If-None-Match": etag}).status_code == 410


def test_it_says_that_a_drawn_picture_has_not_changed(as_alice, exhibit):
    evidence_mark(case=exhibit.case, evidence=exhibit, marks=[{"kind": "number", "x": 80, "y": 90, "n": 1}], now=NOW)
    path = path_of(exhibit, "marked")
    etag = as_alice.get(path)["ETag"]
    for said in same_tags(etag):
        assert as_alice.get(path, headers={"If-None-Match": said}).status_code == 304, said


def test_it_leaves_the_sending_to_the_web_server_where_one_is_set(as_alice, exhibit, settings):
    settings.X_ACCEL_PREFIX = "/_media/"
    response = as_alice.get(path_of(exhibit))
    assert response["X-Accel-Redirect"] == f"/_media/{exhibit.name}"
    assert response.content == b""
    check_headers(response, "image/png")


@pytest.mark.parametrize("harm", ["missing", "truncated"])
def test_it_says_gone_rather_than_other_bytes(harm, as_alice, exhibit):
    path = storage.path_of(exhibit.name)
    path.unlink() if harm == "missing" else path.write_bytes(path.read_bytes()[:-1])
    assert as_alice.get(path_of(exhibit)).status_code == 410


@pytest.mark.parametrize("variant", ["covered", "nothing", "original2", "open"])
def test_it_knows_no_other_variant(variant, as_alice, exhibit):
    assert as_alice.get(path_of(exhibit, variant)).status_code == 404


def test_it_hands_out_no_picture_of_a_rejected_file(as_alice, case):
    row = receive(case, b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR" + bytes(20), NOW).made[0]
    evidence_develop(evidence_id=row.pk, now_fn=lambda: NOW)
    assert as_alice.get(path_of(row, "screen")).status_code == 404
    assert as_alice.get(path_of(row)).status_code == 200


@pytest.mark.parametrize("variant", ["original", "screen", "thumb"])
def test_it_is_nothing_to_strangers(variant, as_charlie, as_bob, exhibit):
    for client in (as_charlie, as_bob):
        assert client.get(path_of(exhibit, variant)).status_code == 404
    assert Client().get(path_of(exhibit, variant)).status_code == 404


def test_it_answers_only_reading(as_alice, exhibit):
    check_verbs(as_alice, path_of(exhibit), "get", "head")


def test_it_has_no_other_address(as_alice, exhibit):
    for path in (f"/media/{exhibit.name}", f"/{exhibit.name}", f"/static/{exhibit.name}"):
        assert as_alice.get(path).status_code == 404
