"""Screenshots: judged by content, written anew, confirmed by a person, covered for good."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse
from PIL import Image

from guides.adapters import stamp
from guides.models import Guide, GuideRevision, Screenshot
from guides.selectors.guides import guide, revision
from guides.services.guide_release import NotPublishable, draft_publish
from tests.corpus import heic
from tests.factories import NOW
from tests.web.studio.conftest import SLUG, STEP, a_file, a_picture, draft_step

pytestmark = pytest.mark.django_db
ARGS = [SLUG, STEP]
UPLOAD, CONFIRM, COVER = (reverse(f"studio-{name}", args=ARGS) for name in ("upload", "confirm", "cover"))


def upload(client, content: bytes, **named):
    return client.post(UPLOAD, {"picture": a_file(content, **named)})


def kept(shot: Screenshot) -> Image.Image:
    return Image.open(BytesIO(default_storage.open(shot.name).read()))


def test_it_puts_the_screenshot_in_place_of_the_drawn_screen_and_keeps_its_marks(as_grace, row):
    assert upload(as_grace, a_picture()).url == reverse("studio-step", args=ARGS)
    shot = Screenshot.objects.get()
    picture = draft_step()["picture"]
    assert (picture["kind"], picture["screenshot"], picture["width"]) == ("screenshot", shot.pk, 600)
    # The box stood at a button of the drawn screen: now it stands at the same place in numbers.
    assert [mark["kind"] for mark in picture["marks"]] == ["box", "arrow"]
    assert "target" not in picture["marks"][0]
    assert picture["marks"][0]["alt_zh"] == "“申请售后”按钮"
    assert as_grace.get(reverse("studio-picture", args=ARGS))["Content-Type"] == "image/png"
    assert as_grace.get(reverse("studio-step", args=ARGS)).status_code == 200
    assert (
        reverse("studio-screenshot", args=[shot.pk])
        in as_grace.get(reverse("studio-preview", args=[SLUG])).content.decode()
    )


def test_it_keeps_nothing_of_the_file_but_its_pixels(as_grace, row):
    exif = Image.Exif()
    exif[0x010F], exif[0x8825] = "Secret Phone", {1: "N", 2: (31.0, 14.0, 0.0)}
    upload(as_grace, a_picture("JPEG", exif=exif, comment=b"meet me at home"), name="我的家.jpg")
    shot = Screenshot.objects.get()
    content = default_storage.open(shot.name).read()
    assert b"Secret Phone" not in content
    assert b"meet me" not in content
    assert not kept(shot).getexif()
    assert kept(shot).format == "PNG"
    assert "我的家" not in shot.name
    assert shot.uploaded_by.email == "grace@example.com"


def test_it_takes_what_an_iphone_saves(as_grace, row):
    """A HEIC photograph, with whatever name and type the browser gives it."""
    assert upload(as_grace, heic(), name="IMG_0042.HEIC", content_type="application/octet-stream").status_code == 302
    shot = Screenshot.objects.get()
    assert (kept(shot).format, kept(shot).size) == ("PNG", (shot.width, shot.height))
    assert not kept(shot).getexif()
    assert ".heic" in as_grace.get(reverse("studio-step", args=ARGS)).content.decode()


def test_it_turns_the_picture_upright_and_no_wider_than_shown(as_grace, row):
    exif = Image.Exif()
    exif[0x0112] = 6
    upload(as_grace, a_picture("JPEG", (3000, 2160), exif=exif))
    shot = Screenshot.objects.get()
    assert (shot.width, shot.height) == (1080, 1500)


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (SVG, "这不是能读的图片。"),
        (b"<!doctype html><script>alert(1)</script>", "这不是能读的图片。"),
        (a_picture()[:400], "这不是能读的图片。"),
        (a_picture("GIF"), "这不是能读的图片。"),
        (b"", "这个文件是空的。"),
        (a_picture(size=(30, 500)), "图片太小：每边至少 40 像素。"),
    ],
)
def test_it_refuses_what_is_no_picture_whatever_its_name_says(as_grace, row, content, words):
    response = upload(as_grace, content, name="harmless.png", content_type="image/png")
    assert response.status_code == 422
    assert words in response.content.decode()
    assert not Screenshot.objects.exists()
    assert Guide.objects.get(pk=SLUG).draft is None


def test_it_refuses_what_is_too_large_with_the_limit(as_grace, row, settings):
    settings.REPORT_PICTURE_MB = 0
    response = upload(as_grace, a_picture())
    assert response.status_code == 422
    assert "文件太大：最多 0 MB。" in response.content.decode()


def test_it_refuses_too_many_pixels_before_unpacking_them(as_grace, row, monkeypatch):
    monkeypatch.setattr("guides.adapters.pictures.MOST_PIXELS", 600 * 900 - 1)
    assert upload(as_grace, a_picture()).status_code == 422
    assert not Screenshot.objects.exists()


def test_it_publishes_no_screenshot_nobody_has_confirmed(as_grace, row):
    upload(as_grace, a_picture())
    page = as_grace.get(reverse("studio-publish", args=[SLUG])).content.decode()
    assert "第 2 步：还没有确认截图里没有个人信息。" in page
    as_grace.post(CONFIRM, {})
    assert Screenshot.objects.get().confirmed_no_personal_data_at is None
    as_grace.post(CONFIRM, {"clean": "1"})
    shot = Screenshot.objects.get()
    assert shot.confirmed_no_personal_data_by.email == "grace@example.com"
    assert "还没有确认" not in as_grace.get(reverse("studio-publish", args=[SLUG])).content.decode()


AREA = {"mark-0-kind": "blur", "mark-0-x": "0", "mark-0-y": "80", "mark-0-w": "1000", "mark-0-h": "150"}


def test_it_covers_an_area_so_that_nothing_of_it_is_left(as_grace, row, django_capture_on_commit_callbacks):
    upload(as_grace, a_picture())
    old = Screenshot.objects.get()
    as_grace.post(CONFIRM, {"clean": "1"})
    area = (0, 72, 600, 207)
    assert len(kept(old).crop(area).getcolors(1_000_000)) > 1
    with django_capture_on_commit_callbacks(execute=True):
        assert as_grace.post(COVER, AREA).status_code == 302
    new = Screenshot.objects.get()
    assert new.pk != old.pk
    assert len(kept(new).crop(area).getcolors(1_000_000)) == 1
    assert kept(new).getpixel((300, 600)) == (255, 255, 255)
    assert draft_step()["picture"]["screenshot"] == new.pk
    # The picture with the name in it is gone, and somebody has to look again.
    assert not default_storage.exists(old.name)
    assert new.confirmed_no_personal_data_at is None


def test_it_takes_the_picture_before_out_of_readers_sight(as_grace, grace, client, row):
    upload(as_grace, a_picture())
    as_grace.post(CONFIRM, {"clean": "1"})
    row.refresh_from_db()
    with pytest.raises(NotPublishable, match="1 faults"):
        draft_publish(
            slug=SLUG, version=row.draft_version, note="", checked_on=None, now=NOW, by=grace, today=NOW.date()
        )
    # The words of the drawn screen stayed; a screenshot needs its own.
    picture = next(step["picture"] for step in row.draft["steps"] if step["slug"] == STEP)
    picture |= {"alt_zh": "订单页，红框圈住按钮", "alt_en": "The order page, a red box around the button"}
    row.save(update_fields=["draft"])
    draft_publish(slug=SLUG, version=row.draft_version, note="", checked_on=None, now=NOW, by=grace, today=NOW.date())
    stamp.forget()
    old = Screenshot.objects.get()
    shown = GuideRevision.objects.get(guide=SLUG, number=2)
    address = reverse("guide-screenshot", args=[old.pk])
    assert client.get(address).status_code == 200
    assert revision(shown.pk).step(STEP).picture.screenshot == old.pk
    as_grace.post(COVER, AREA)
    stamp.forget()
    assert Screenshot.objects.count() == 2
    # Readers lose the picture with the name in it at once: its address, the guide as published, the revision.
    assert client.get(address).status_code == 404
    assert guide(SLUG).step(STEP).picture is None
    assert revision(shown.pk).step(STEP).picture is None
    page = client.get(reverse("guide", args=["taobao", SLUG]))
    assert (page.status_code, address in page.content.decode()) == (200, False)
    # Nobody turns back to it; another revision can be turned back to.
    as_grace.post(reverse("studio-rollback", args=[SLUG, 1]))
    assert Guide.objects.get(pk=SLUG).published.number == 1
    refused = as_grace.post(reverse("studio-rollback", args=[SLUG, 2]), follow=True).content.decode()
    assert "第 2 版先不显示" in refused
    assert "第 2 步：还没有确认截图里没有个人信息。" in refused
    assert Guide.objects.get(pk=SLUG).published.number == 1


def test_it_asks_for_an_area_and_adds_one_without_a_script(as_grace, row):
    upload(as_grace, a_picture())
    assert as_grace.get(COVER).status_code == 200
    assert as_grace.post(COVER, {}).status_code == 422
    assert 'name="mark-0-w"' in as_grace.post(COVER, {"do": "add-blur"}).content.decode()
    assert Screenshot.objects.count() == 1


def test_it_has_nothing_to_cover_or_confirm_on_a_drawn_screen(as_grace, row):
    assert as_grace.get(COVER).status_code == 404
    assert as_grace.post(CONFIRM, {"clean": "1"}).status_code == 404


def test_it_shows_a_draft_screenshot_to_editors_only(as_grace, as_charlie, client, row):
    upload(as_grace, a_picture())
    shot = Screenshot.objects.get()
    assert as_grace.get(reverse("studio-screenshot", args=[shot.pk])).status_code == 200
    assert as_charlie.get(reverse("studio-screenshot", args=[shot.pk])).status_code == 404
    assert client.get(reverse("guide-screenshot", args=[shot.pk])).status_code == 404
