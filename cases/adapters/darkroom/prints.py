"""Opens pictures we made, cuts and packs them. Never given a file of the shopper's."""

from __future__ import annotations

import io
from collections.abc import Sequence

from PIL import Image

from cases.adapters import storage

FORMATS = ["WEBP", "PNG", "JPEG"]
# Around the words, in thousandths of the picture: enough to see whose bubble it is.
MARGIN = 12.0


def picture_of(name: str) -> Image.Image:
    """Return the pixels of a stored rendition. OSError when its file is gone."""
    with storage.open_file(name) as file, Image.open(file, formats=FORMATS) as image:
        image.load()
        return image.convert("RGB")


def cropped(image: Image.Image, region: Sequence[float], most: int = 900) -> Image.Image:
    """Return the region with a little around it, no wider or higher than `most`."""
    x, y, width, height = region
    across, down = image.width / 1000, image.height / 1000
    # The same margin on all sides in pixels: a long picture's thousandth is much higher than it is wide.
    edge = MARGIN * across
    sides = (x * across - edge, y * down - edge, (x + width) * across + edge, (y + height) * down + edge)
    left, top, right, bottom = (round(side) for side in sides)
    piece = image.crop((max(left, 0), max(top, 0), min(right, image.width), min(bottom, image.height)))
    piece.thumbnail((most, most), Image.Resampling.LANCZOS)
    return piece


def jpeg_of(image: Image.Image) -> bytes:
    """Return it as a JPEG without metadata."""
    out = io.BytesIO()
    image.convert("RGB").save(out, "JPEG", quality=90, subsampling=0)
    return out.getvalue()


def webp_of(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "WEBP", quality=82, method=1)
    return out.getvalue()


def png_of(image: Image.Image) -> bytes:
    """Return it as a PNG without metadata."""
    out = io.BytesIO()
    image.save(out, "PNG", compress_level=6)
    return out.getvalue()
