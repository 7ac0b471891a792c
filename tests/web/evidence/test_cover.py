"""打码: what is covered is in neither pixels, metadata nor name of the copy."""

from __future__ import annotations

import html
import io
import re

import pytest
from PIL import Image, ImageDraw

from cases.models import Evidence
from cases.services.evidence_check import evidence_faults
from cases.services.evidence_develop import evidence_develop
from tests.exhibits import amr, picture, receive
from tests.factories import NOW
from tests.web.cases.checklist import page_of, words_of

pytestmark = pytest.mark.django_db
PHONE = "13800138000"


def secret_photo(orientation: int = 1) -> bytes:
    """Return a JPEG with red where the secret stands and the number in its metadata."""
    image = Image.new("RGB", (800, 600), "white")
    ImageDraw.Draw(image).rectangle((200, 300, 399, 359), fill=(255, 0, 0))
    data = Image.Exif()
    data[0x010E], data[0x0112] = PHONE, orientation
    out = io.BytesIO()
    image.save(out, "JPEG", quality=95, exif=data, comment=PHONE.encode())
    return out.getvalue()


@pytest.fixture
def photo(case) -> Evidence:
    row = receive(case, secret_photo(), NOW, name=f"{PHONE}.jpg").made[0]
    return develop(row)


def develop(row: Evidence) -> Evidence:
    evidence_develop(evidence_id=row.pk, now_fn=lambda: NOW)
    row.refresh_from_db()
    return row


def url_of(row: Evidence) -> str:
    return f"/c/{row.case.ref}/evidence/{row.number}/"


def cover(client, row: Evidence, *boxes: tuple, **more: str):
    columns = {side: [str(box[place]) for box in boxes] for place, side in enumerate("xywh")}
    return client.post(f"{url_of(row)}cover/", columns | more)


def was_of(client, row: Evidence) -> str:
    found = re.search(r'name="was" value="([^"]*)"', page_of(client.get(f"{url_of(row)}cover/")))
    return html.unescape(found[1])


def body(client, path: str) -> bytes:
    return b"".join(client.get(path).streaming_content)


def test_it_leaves_nothing_of_what_was_covered(as_alice, photo, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        assert cover(as_alice, photo, (250, 500, 250, 100)).status_code == 302
        develop(photo)
    for variant in ("covered", "covered-thumb"):
        response = as_alice.get(f"{url_of(photo)}file/{variant}/?download")
        content = b"".join(response.streaming_content)
        assert PHONE.encode() not in content
        assert PHONE not in response["Content-Disposition"]
        with Image.open(io.BytesIO(content)) as image:
            assert not image.getexif()
            assert not {"comment", "exif", "icc_profile", "xmp"} & set(image.info)
            red = [pixel for _, pixel in image.convert("RGB").getcolors(1 << 24) if pixel[0] > 120 > pixel[1] + 40]
            assert red == []
    assert list(evidence_faults()) == []


def test_it_shows_the_covered_copy_from_then_on_and_keeps_the_original(as_alice, photo):
    cover(as_alice, photo, (250, 500, 250, 100))
    develop(photo)
    assert f"{url_of(photo)}file/covered/" in page_of(as_alice.get(url_of(photo)))
    assert "covered-thumb" in page_of(as_alice.get(f"/c/{photo.case.ref}/evidence/"))
    assert body(as_alice, f"{url_of(photo)}file/original/") == secret_photo()


def test_it_has_no_covered_copy_until_the_new_one_is_made(as_alice, photo):
    cover(as_alice, photo, (0, 0, 10, 10))
    develop(photo)
    cover(as_alice, photo, (250, 500, 250, 100), was=was_of(as_alice, photo))
    assert as_alice.get(f"{url_of(photo)}file/covered/").status_code == 404
    assert "file/screen" not in page_of(as_alice.get(url_of(photo)))
    assert f"/evidence/{photo.number}/file/" not in page_of(as_alice.get(f"/c/{photo.case.ref}/"))


@pytest.mark.parametrize(("orientation", "box"), [(6, (400, 250, 100, 250)), (3, (500, 400, 250, 100))])
def test_it_covers_what_is_seen_of_a_turned_picture(orientation, box, as_alice, case):
    row = develop(receive(case, secret_photo(orientation), NOW).made[0])
    cover(as_alice, row, box)
    develop(row)
    with Image.open(io.BytesIO(body(as_alice, f"{url_of(row)}file/covered/"))) as image:
        red = [pixel for _, pixel in image.convert("RGB").getcolors(1 << 24) if pixel[0] > 120 > pixel[1] + 40]
        assert red == []


def test_it_uncovers_when_every_row_is_empty(as_alice, photo):
    cover(as_alice, photo, (250, 500, 250, 100))
    develop(photo)
    cover(as_alice, photo, ("", "", "", ""), was=was_of(as_alice, photo))
    develop(photo)
    assert photo.covers == []
    assert as_alice.get(f"{url_of(photo)}file/covered/").status_code == 404


def test_it_offers_one_more_row_without_scripts(as_alice, photo):
    response = cover(as_alice, photo, (1, 2, 3, 4), more="1")
    assert response.status_code == 200
    assert page_of(response).split("<template")[0].count('name="x"') == 2
    assert Evidence.objects.get().covers == []


@pytest.mark.parametrize(
    "box", [("a", 1, 1, 1), (1, 1, "", 1), (1, 1, 0, 5), (1000, 1, 5, 5), ("nan", 1, 1, 1), ("inf", 1, 1, 1)]
)
def test_it_refuses_what_is_no_rectangle_and_keeps_what_was_typed(box, as_alice, photo):
    response = cover(as_alice, photo, (5, 6, 7, 8), box)
    assert response.status_code == 422
    assert "第 2 个" in words_of(response)
    assert 'name="x" inputmode="decimal" autocomplete="off" value="5"' in page_of(response)
    assert Evidence.objects.get().covers == []


def test_it_cuts_a_rectangle_to_the_picture(as_alice, photo):
    cover(as_alice, photo, (-50, 900, 100, 500))
    assert Evidence.objects.get().covers == [[0.0, 900.0, 50.0, 100.0]]


def test_it_covers_no_recording(as_alice, case):
    row = develop(receive(case, amr(), NOW).made[0])
    assert as_alice.get(f"{url_of(row)}cover/")["Location"] == url_of(row)


def test_it_waits_for_the_check(as_alice, case):
    row = receive(case, picture(), NOW).made[0]
    assert as_alice.get(f"{url_of(row)}cover/")["Location"] == url_of(row)


def test_it_never_uncovers_from_a_tab_that_is_behind(as_alice, photo):
    behind = was_of(as_alice, photo)
    cover(as_alice, photo, (0, 0, 1000, 500), (0, 600, 1000, 200), was=behind)
    page = cover(as_alice, photo, (0, 0, 1000, 100), was=behind)
    assert page.status_code == 409
    photo.refresh_from_db()
    assert photo.covers == [[0, 0, 1000, 500], [0, 600, 1000, 200]]
    assert "刚才在别处打过码" in words_of(page)
    for value in ('value="500"', 'value="600"', 'value="100"'):
        assert value in page_of(page)
    fresh = re.search(r'name="was" value="([^"]*)"', page_of(page))
    assert cover(as_alice, photo, (0, 0, 1000, 100), was=html.unescape(fresh[1])).status_code == 302
    photo.refresh_from_db()
    assert photo.covers == [[0, 0, 1000, 100]]


def test_it_takes_the_same_rectangles_twice(as_alice, photo):
    """A double tap is no conflict."""
    behind = was_of(as_alice, photo)
    for _ in range(2):
        assert cover(as_alice, photo, (0, 0, 1000, 500), was=behind).status_code == 302


def test_it_keeps_saying_what_it_was_made_from_while_rows_are_added(as_alice, photo):
    behind = was_of(as_alice, photo)
    cover(as_alice, photo, (0, 0, 1000, 500), was=behind)
    page = page_of(cover(as_alice, photo, (0, 0, 1000, 100), was=behind, more="1"))
    assert 'name="was" value=""' in page


def test_it_says_nothing_of_pages_where_there_is_one(as_alice, photo):
    words = words_of(as_alice.get(f"{url_of(photo)}cover/"))
    assert "每一页要单独保存" not in words
    assert "只画出第" not in words


def test_it_says_that_a_picture_is_too_large_to_be_covered(as_alice, photo):
    Evidence.objects.filter(pk=photo.pk).update(reason="pixels")
    said = words_of(as_alice.get(f"{url_of(photo)}cover/", follow=True))
    assert "这张图片太大" in said
    assert "要等检查完" not in said


def test_it_looks_again_at_what_was_too_large_when_it_is_added_again(photo):
    Evidence.objects.filter(pk=photo.pk).update(reason="pixels")
    receive(photo.case, secret_photo(), NOW, name="again.jpg")
    photo.refresh_from_db()
    assert photo.act_at is not None
    assert develop(photo).is_pictured
