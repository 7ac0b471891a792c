"""Pictures from outside, made harmless: read as pixels, written anew without whatever else was in the file."""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass

from PIL import Image, ImageOps, UnidentifiedImageError

FORMATS = ("PNG", "JPEG", "WEBP")
MOST_PIXELS = 40_000_000
LONGEST_SIDE = 2400


class NotAPicture(ValueError):
    """What was sent is no PNG, JPEG or WebP, is broken, or would be too many pixels. `args[0]` says which."""


@dataclass(frozen=True, slots=True)
class Picture:
    content: bytes
    width: int
    height: int

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def read_picture(content: bytes) -> Picture:
    """Return the picture as a PNG of at most 2400 pixels a side, upright, without metadata. NotAPicture otherwise."""
    try:
        with Image.open(io.BytesIO(content), formats=FORMATS) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise NotAPicture("too large")
            upright = ImageOps.exif_transpose(opened).convert("RGB")
    except NotAPicture:
        raise
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        raise NotAPicture("unreadable") from None
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    out = io.BytesIO()
    # A fresh image: nothing of the file but its pixels is carried over.
    clean = Image.new("RGB", upright.size)
    clean.paste(upright)
    clean.save(out, "PNG", optimize=True)
    return Picture(out.getvalue(), clean.width, clean.height)
