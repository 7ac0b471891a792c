"""A picture somebody brings: decoded, turned upright and written anew, so that only its pixels remain."""

from __future__ import annotations

import io
import warnings

from PIL import Image, ImageOps

FORMATS = ("JPEG", "PNG", "WEBP")
MAX_BYTES, MAX_PIXELS = 10 * 1024 * 1024, 50_000_000
# Wide enough for a card of 1080; a long screenshot stays readable.
MAX_WIDTH, MAX_HEIGHT = 900, 2400
# It travels in a form that may be 2.5 MB in all: what is larger is written plainer.
QUALITIES, CARRIED_BYTES = (86, 70, 55, 40, 25), 1_200_000


class NotAPicture(Exception):
    """The bytes are no picture of a kind we read, or too large a one."""


def cleaned(content: bytes) -> bytes:
    """Return the picture as a JPEG of ours: upright, at most 900 wide, with nothing in it but pixels."""
    if len(content) > MAX_BYTES:
        raise NotAPicture("too many bytes")
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            with Image.open(io.BytesIO(content), formats=FORMATS) as found:
                if found.width * found.height > MAX_PIXELS:
                    raise NotAPicture("too many pixels")
                upright = ImageOps.exif_transpose(found).convert("RGBA")
        except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Image.DecompressionBombWarning) as no:
            raise NotAPicture(str(no)) from no
    upright.thumbnail((MAX_WIDTH, MAX_HEIGHT))
    # What was see-through becomes white, as on the page.
    flat = Image.new("RGB", upright.size, "white")
    flat.paste(upright, mask=upright.getchannel("A"))
    for quality in QUALITIES:
        written = io.BytesIO()
        flat.save(written, "JPEG", quality=quality)
        if written.tell() <= CARRIED_BYTES:
            break
    return written.getvalue()


def as_webp(png: bytes) -> tuple[bytes, int, int]:
    """Return a picture of ours as a light WebP, with its width and height."""
    written = io.BytesIO()
    with Image.open(io.BytesIO(png), formats=("PNG",)) as found:
        found.convert("RGB").save(written, "WEBP", quality=82, method=2)
        return written.getvalue(), found.width, found.height
