"""Pixels of a picture somebody sent: opened, turned upright, and taken out of their file without anything else."""

from __future__ import annotations

import contextlib
import io
import struct
import warnings
from pathlib import Path
from typing import Any

from PIL import Image, ImageCms, ImageFile, ImageOps

from cases.adapters.darkroom.slices import LONG

# Above this a picture is kept without a preview, unless it is a JPEG; above the second it is a bomb. A telephone that
# is said to take 50 megapixels takes 8192 × 6144.
PREVIEW_PIXELS, MOST_PIXELS = 51_000_000, 250_000_000
# The decoder of a WebP holds three times the picture.
PREVIEW_WEBP = 30_000_000
# A JPEG is decoded at a fraction of its size, row by row: its size does not matter. A progressive one is held whole as
# its coefficients, two bytes each: 108 megapixels with the colours at half their size take 324 MB.
COEFFICIENT_BYTES = 400_000_000
# A long page is drawn as wide as a telephone shows it, as far as so many pixels and rows go.
PAGE_WIDTH, PAGE_PIXELS, PAGE_ROWS = 1080, 16_000_000, 60_000

# The profile of a printing press may have two million.
PROFILE_BYTES = 4_000_000
NO_PROFILE = (ImageCms.PyCMSError, OSError, ValueError, TypeError)

Image.MAX_IMAGE_PIXELS = None  # our own limits, asked before anything is decoded
ImageFile.LOAD_TRUNCATED_IMAGES = False
warnings.simplefilter("ignore")


class Damaged(Exception):
    """It cannot be what it says; `reason` is damaged, pixels or locked."""

    def __init__(self, reason: str = "damaged") -> None:
        super().__init__(reason)
        self.reason = reason


def opened(decoder: str, path: Path, *, careful: bool = False) -> Image.Image:
    """Return the picture, not decoded yet; `careful` without its profile, should that be what failed before."""
    if decoder == "HEIF":
        from pi_heif import register_heif_opener

        register_heif_opener(thumbnails=False)
    image = Image.open(path, formats=[decoder])
    if image.width * image.height > MOST_PIXELS or max(image.size) > 1_000_000:
        raise Damaged("pixels")
    if careful:
        image.info.pop("icc_profile", None)
    return image


def is_too_large(decoder: str, image: Image.Image) -> bool:
    """Return whether decoding it, at the size it is asked for, takes more memory than there is."""
    pixels = image.width * image.height
    if decoder != "JPEG":
        return pixels > (PREVIEW_WEBP if decoder == "WEBP" else PREVIEW_PIXELS)
    sides = [(int(across), int(down)) for _, across, down, *_ in getattr(image, "layer", ())]
    if "progressive" not in image.info or not sides:
        return False
    whole = max(across for across, _ in sides) * max(down for _, down in sides)
    return 2 * pixels * sum(across * down for across, down in sides) / whole > COEFFICIENT_BYTES


def frames(decoder: str, image: Image.Image) -> int:
    """Return how many pages a TIFF has; 1 for any other picture, of which the first frame alone is shown."""
    with contextlib.suppress(Exception):  # a broken list of pages behind a whole first one
        return int(getattr(image, "n_frames", 1)) if decoder == "TIFF" else 1
    return 1


def frame(image: Image.Image, number: int, *, side: int) -> Image.Image:
    """Return a page of a TIFF as plain pixels, see `page_share`. Damaged when it is, or claims too many pixels."""
    try:
        image.seek(number - 1)
        if image.width * image.height > PREVIEW_PIXELS:
            raise Damaged("pixels")
        image.load()
    except (OSError, ValueError, SyntaxError, TypeError, LookupError, struct.error) as error:
        raise Damaged from error
    share = min(1.0, page_share(*image.size, side))
    target = max(1, round(image.width * share)), max(1, round(image.height * share))
    return shrunk(image, target)


def page_share(width: float, height: float, side: int) -> float:
    """Return by what to multiply the size of a page: it is as long as `side`, and a long one wide enough to read."""
    short, long = min(width, height), max(width, height)
    share = side / long
    if long <= LONG * short:
        return share
    return max(share, min(PAGE_WIDTH / short, PAGE_ROWS / long, (PAGE_PIXELS / (short * long)) ** 0.5))


def shrunk(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    """Return the picture as plain pixels, so large. What is drawn in two colours or a palette is read in between."""
    if image.mode == "1" and "transparency" not in image.info:
        image = image.convert("L")
    elif image.mode in ("1", "P", "PA") or image.mode.startswith("I;"):
        # As they are, points are only picked from them, or nothing is.
        image = plain(image)
    return plain(image if image.size == size else image.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0))


def turn_of(decoder: str, image: Image.Image) -> Any:
    """Return the orientation that is still to be applied, before anything is decoded."""
    # Pillow turns a TIFF itself while it decodes it, and gives its size as turned before.
    return None if decoder == "TIFF" else image.getexif().get(0x0112)


def turned(image: Image.Image, turn: Any) -> Image.Image:
    methods = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_270,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_90,
    }
    # HEIF comes turned already, and says so by having no orientation left.
    return image.transpose(methods[turn]) if turn in methods else image


def plain(image: Image.Image) -> Image.Image:
    """Return the pixels alone, in sRGB on white: no palette, profile, metadata or frame goes on."""
    if image.mode in ("I;16", "I;16L", "I;16B", "I", "F"):
        image = ImageOps.autocontrast(image.point(lambda value: value / 256).convert("L"))
    profile = image.info.get("icc_profile")
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        image = image if image.mode == "RGBA" else image.convert("RGBA")
        bare = Image.new("RGB", image.size, "white")
        bare.paste(image, mask=image.getchannel("A"))
    else:
        bare = image.copy() if image.mode == "RGB" else _of_ink(image, profile) or image.convert("RGB")
    if profile:
        _to_srgb(bare, profile)
    bare.info = {}
    return bare


def _of_ink(image: Image.Image, profile: Any) -> Image.Image | None:
    """Return a grey or printed picture in sRGB by its profile; None without one that fits it."""
    try:
        source = _profile(profile, {"L": "GRAY", "CMYK": "CMYK"}.get(image.mode))
        return ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except NO_PROFILE:
        return None


def _to_srgb(bare: Image.Image, profile: Any) -> None:
    """Turn what a wide gamut calls red into what every screen calls so. A profile that is none is left out of it."""
    with contextlib.suppress(*NO_PROFILE):
        source = _profile(profile, "RGB")
        ImageCms.profileToProfile(bare, source, ImageCms.createProfile("sRGB"), inPlace=True)


def _profile(profile: Any, space: str | None) -> ImageCms.ImageCmsProfile:
    if space is None or not isinstance(profile, bytes) or not 128 <= len(profile) <= PROFILE_BYTES:
        raise ValueError
    found = ImageCms.ImageCmsProfile(io.BytesIO(profile))
    if found.profile.xcolor_space.strip() != space:
        raise ValueError
    return found
