"""Pictures from outside, made harmless in one place: judged by what they decode to, written anew as pixels alone.

An editor's screenshot, a reader's report and a merchant's own picture differ in their size and in what is written.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO

import pi_heif
from django.conf import settings
from PIL import Image, ImageOps, ImageStat

pi_heif.register_heif_opener(thumbnails=False)

# What a phone or a browser saves a screenshot as. SVG and everything else that can carry a script is not among them.
FORMATS = ("PNG", "JPEG", "WEBP", "HEIF")
# For the file field of a form.
ACCEPT = "image/png,image/jpeg,image/webp,image/heic,.heic"
MOST_PIXELS = 40_000_000
LEAST_SIDE = 40
# Wider is never shown: a page shows a step 360 points wide, at three pixels to the point.
WIDEST = 1080
# What a reader's page carries: two pixels to the point.
READ_WIDTH = 720
# A report is looked at, not published.
LONGEST_SIDE = 2400
# A merchant's: wide enough for a card of 1080; a long screenshot stays readable.
CARRIED_BOX, CARRIED_MOST_BYTES = (900, 2400), 10 * 1024 * 1024
# It travels in a form that may be 2.5 MB in all: what is larger is written plainer.
QUALITIES, CARRIED_BYTES = (86, 70, 55, 40, 25), 1_200_000


class Refusal(StrEnum):
    """Why a picture was not taken."""

    TOO_LARGE = "too_large"
    NO_PICTURE = "no_picture"
    TOO_MANY_PIXELS = "too_many_pixels"
    TOO_SMALL = "too_small"


class PictureRefused(ValueError):
    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG of our own making."""

    content: bytes
    width: int
    height: int

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def screenshot_picture(data: bytes) -> Picture:
    """Return an editor's screenshot no wider than it is shown. PictureRefused says what is wrong."""
    plain = _pixels(data, settings.REPORT_PICTURE_MB * 1024 * 1024)
    if min(plain.size) < LEAST_SIDE:
        raise PictureRefused(Refusal.TOO_SMALL)
    if plain.width > WIDEST:
        plain = plain.resize((WIDEST, max(round(plain.height * WIDEST / plain.width), 1)), Image.Resampling.LANCZOS)
    return _png(plain)


def report_picture(data: bytes) -> Picture:
    """Return a reader's picture of at most 2400 pixels a side. PictureRefused says what is wrong."""
    plain = _pixels(data, settings.REPORT_PICTURE_MB * 1024 * 1024)
    plain.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    return _png(plain)


def carried_picture(data: bytes) -> bytes:
    """Return a merchant's picture as a JPEG that fits into a form. PictureRefused says what is wrong."""
    plain = _pixels(data, CARRIED_MOST_BYTES)
    plain.thumbnail(CARRIED_BOX)
    for quality in QUALITIES:
        written = BytesIO()
        plain.save(written, "JPEG", quality=quality)
        if written.tell() <= CARRIED_BYTES:
            break
    return written.getvalue()


def covered_picture(data: bytes, areas: Iterable[tuple[float, float, float, float]]) -> Picture:
    """Return our PNG with each area (x, y, w, h in thousandths) filled with its mean colour.

    Nothing of what stood there is left to be sharpened again, as there would be in a blur.
    """
    with Image.open(BytesIO(data), formats=("PNG",)) as kept:
        picture = kept.convert("RGB")
    for x, y, w, h in areas:
        left, top = int(x / 1000 * picture.width), int(y / 1000 * picture.height)
        right = min(-int(-(x + w) / 1000 * picture.width), picture.width)
        bottom = min(-int(-(y + h) / 1000 * picture.height), picture.height)
        if right <= left or bottom <= top:
            continue
        box = (left, top, right, bottom)
        red, green, blue = (round(value) for value in ImageStat.Stat(picture.crop(box)).mean)
        picture.paste((red, green, blue), box)
    return _png(picture)


def as_webp(png: bytes) -> tuple[bytes, int, int]:
    """Return a picture of ours as a light WebP, with its width and height."""
    written = BytesIO()
    with Image.open(BytesIO(png), formats=("PNG",)) as found:
        found.convert("RGB").save(written, "WEBP", quality=82, method=2)
        return written.getvalue(), found.width, found.height


def reading_webp(png: bytes) -> bytes:
    """Return a screenshot of ours as a page shows it: a WebP no wider than 720 pixels, small print still to be read."""
    written = BytesIO()
    with Image.open(BytesIO(png), formats=("PNG",)) as found:
        plain = found.convert("RGB")
    if plain.width > READ_WIDTH:
        size = READ_WIDTH, max(round(plain.height * READ_WIDTH / plain.width), 1)
        plain = plain.resize(size, Image.Resampling.LANCZOS)
    plain.save(written, "WEBP", quality=60, method=6)
    return written.getvalue()


def _pixels(data: bytes, most_bytes: int) -> Image.Image:
    """Return the picture upright on white, without metadata. PictureRefused for anything but a picture we read."""
    if len(data) > most_bytes:
        raise PictureRefused(Refusal.TOO_LARGE)
    try:
        with Image.open(BytesIO(data), formats=FORMATS) as sent:
            if sent.width * sent.height > MOST_PIXELS:
                raise PictureRefused(Refusal.TOO_MANY_PIXELS)
            upright = ImageOps.exif_transpose(sent).convert("RGBA")
    except PictureRefused:
        raise
    except Image.DecompressionBombError as problem:
        raise PictureRefused(Refusal.TOO_MANY_PIXELS) from problem
    except Exception as problem:  # a decoder fed with anything raises anything
        raise PictureRefused(Refusal.NO_PICTURE) from problem
    # Pasted onto a new picture: no profile, comment or place comes along, and what was see-through is white.
    plain = Image.new("RGB", upright.size, "white")
    plain.paste(upright, mask=upright.getchannel("A"))
    return plain


def _png(picture: Image.Image) -> Picture:
    out = BytesIO()
    picture.save(out, "PNG", optimize=True)
    return Picture(out.getvalue(), picture.width, picture.height)
