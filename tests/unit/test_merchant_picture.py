"""A merchant's own screenshot: only its pixels come through, and only of kinds we read."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from guides.adapters import pictures
from guides.adapters.pictures import PictureRefused, Refusal, carried_picture
from tests.corpus import heic


def picture(kind: str, size: tuple[int, int] = (400, 800), **options: object) -> bytes:
    written = io.BytesIO()
    Image.new("RGB", size, "#3366AA").save(written, kind, **options)
    return written.getvalue()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_it_writes_what_it_reads_anew_as_a_jpeg(kind):
    with Image.open(io.BytesIO(carried_picture(picture(kind)))) as made:
        assert (made.format, made.size) == ("JPEG", (400, 800))


def test_it_reads_what_a_phone_saves():
    with Image.open(io.BytesIO(carried_picture(heic()))) as made:
        assert made.format == "JPEG"


def test_it_drops_what_the_file_says_about_who_and_where():
    exif = Image.Exif()
    exif[0x010F], exif[0x8769] = "MAKER-7731", {0x9286: "note of Zhang"}
    content = picture("JPEG", exif=exif, comment=b"taken at home")
    assert b"MAKER-7731" in content
    made = carried_picture(content)
    assert b"MAKER-7731" not in made
    assert b"taken at home" not in made
    with Image.open(io.BytesIO(made)) as opened:
        assert not opened.getexif()


def test_it_turns_a_picture_upright():
    exif = Image.Exif()
    exif[0x0112] = 6
    with Image.open(io.BytesIO(carried_picture(picture("JPEG", exif=exif)))) as made:
        assert made.size == (800, 400)


def test_it_shrinks_a_long_screenshot_and_makes_what_is_see_through_white():
    written = io.BytesIO()
    Image.new("RGBA", (1800, 3000), (0, 0, 0, 0)).save(written, "PNG")
    with Image.open(io.BytesIO(carried_picture(written.getvalue()))) as made:
        assert made.size == (900, 1500)
        assert made.getpixel((5, 5)) == (255, 255, 255)


def test_it_fits_into_a_form_even_when_it_is_nothing_but_noise(monkeypatch):
    noise = Image.effect_noise((900, 2400), 120).convert("RGB")
    written = io.BytesIO()
    noise.save(written, "JPEG", quality=95)
    assert len(carried_picture(written.getvalue())) <= pictures.CARRIED_BYTES


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"GIF89a not really",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>",
        picture("PNG")[:60],
        picture("GIF"),
    ],
)
def test_it_refuses_what_is_no_picture_of_a_kind_we_read(content):
    with pytest.raises(PictureRefused):
        carried_picture(content)


def test_it_refuses_too_many_bytes_and_too_many_pixels(monkeypatch):
    monkeypatch.setattr(pictures, "CARRIED_MOST_BYTES", 100)
    with pytest.raises(PictureRefused, match=Refusal.TOO_LARGE):
        carried_picture(picture("PNG"))
    monkeypatch.setattr(pictures, "CARRIED_MOST_BYTES", 10**7)
    monkeypatch.setattr(pictures, "MOST_PIXELS", 1000)
    with pytest.raises(PictureRefused, match=Refusal.TOO_MANY_PIXELS):
        carried_picture(picture("PNG"))
