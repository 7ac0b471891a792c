"""Files that lie in a bucket: through us to the owner alone; a download by a signed address where that is set."""

from __future__ import annotations

import urllib.request

import pytest

from tests.web.evidence.test_file import body, check_headers, path_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("bucket")]


@pytest.fixture
def original(exhibit, bucket) -> bytes:
    return bucket.client.get_object(Bucket=bucket.name, Key=f"evidence/{exhibit.name}")["Body"].read()


def test_it_streams_through_us_by_default(as_alice, exhibit, original):
    response = as_alice.get(path_of(exhibit))
    assert body(response) == original
    check_headers(response, "image/png")
    assert response["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    ("asked", "start", "end"), [("bytes=5-9", 5, 10), ("bytes=-4", -4, None), ("bytes=7-", 7, None)]
)
def test_it_hands_out_a_range(asked, start, end, as_alice, exhibit, original):
    response = as_alice.get(path_of(exhibit), headers={"Range": asked})
    assert response.status_code == 206
    assert body(response) == original[start:end]


def test_it_signs_a_download_for_a_minute_at_most(as_alice, exhibit, original, settings):
    settings.STORAGE_SIGNED_SECONDS = 3600
    response = as_alice.get(path_of(exhibit))
    assert response.status_code == 302
    assert "X-Amz-Expires=60&" in response["Location"]
    assert response["Cache-Control"] == "private, no-store"
    with urllib.request.urlopen(response["Location"]) as answer:
        assert answer.read() == original
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert answer.headers["Content-Type"] == "image/png"


def test_it_never_signs_what_a_page_shows_or_plays(as_alice, exhibit, settings):
    settings.STORAGE_SIGNED_SECONDS = 60
    assert as_alice.get(path_of(exhibit, "screen")).status_code == 200
    assert as_alice.get(path_of(exhibit, "thumb")).status_code == 200
    assert as_alice.get(path_of(exhibit) + "?play").status_code == 200
    for of in ("image", "video", "audio", "empty"):
        assert as_alice.get(path_of(exhibit), headers={"Sec-Fetch-Dest": of}).status_code == 200


@pytest.mark.parametrize("seconds", [0, 60])
def test_it_says_gone_rather_than_other_bytes(seconds, as_alice, exhibit, bucket, settings):
    settings.STORAGE_SIGNED_SECONDS = seconds
    bucket.put(exhibit.name, b"something else")
    assert as_alice.get(path_of(exhibit)).status_code == 410
    bucket.client.delete_object(Bucket=bucket.name, Key=f"evidence/{exhibit.name}")
    assert as_alice.get(path_of(exhibit)).status_code == 410


@pytest.mark.parametrize("seconds", [0, 60])
def test_it_is_not_there_for_a_stranger(seconds, as_charlie, exhibit, settings):
    settings.STORAGE_SIGNED_SECONDS = seconds
    assert as_charlie.get(path_of(exhibit)).status_code == 404
