"""Uploaded pictures, judged by what they decode to and written anew: only their pixels are kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO

import pi_heif
from django.conf import settings
from PIL import Image, ImageOps, ImageStat

pi_heif.register_heif_opener()

# What a phone or a browser saves a screenshot as. SVG and everything else that can carry a script is not among them.
FORMATS = ("PNG", "JPEG", "WEBP", "HEIF")
MOST_PIXELS = 40_000_000
LEAST_SIDE = 40
# Wider is never shown: a page shows a step 360 points wide, at three pixels to the point.
WIDEST = 1080


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
class CleanPicture:
    """A PNG of our own making."""

    data: bytes
    width: int
    height: int


def clean_picture(data: bytes) -> CleanPicture:
    """Return the picture upright, no wider than shown, without metadata. PictureRefused says what is wrong."""
    if len(data) > settings.REPORT_PICTURE_MB * 1024 * 1024:
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
    if min(upright.size) < LEAST_SIDE:
        raise PictureRefused(Refusal.TOO_SMALL)
    # Pasted onto a new picture: no profile, comment or place comes along.
    plain = Image.new("RGB", upright.size, "white")
    plain.paste(upright, mask=upright.getchannel("A"))
    if plain.width > WIDEST:
        plain = plain.resize((WIDEST, max(round(plain.height * WIDEST / plain.width), 1)), Image.Resampling.LANCZOS)
    return _png(plain)


def covered_picture(data: bytes, areas: Iterable[tuple[float, float, float, float]]) -> CleanPicture:
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


def _png(picture: Image.Image) -> CleanPicture:
    out = BytesIO()
    picture.save(out, "PNG", optimize=True)
    return CleanPicture(out.getvalue(), picture.width, picture.height)
