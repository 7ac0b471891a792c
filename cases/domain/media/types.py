"""The types 有据 keeps, each with the family that decides its limits, its ending and how it is checked."""

from __future__ import annotations

from dataclasses import dataclass

PICTURE, VIDEO, AUDIO, PAPER, TEXT = "picture", "video", "audio", "paper", "text"


@dataclass(frozen=True, slots=True)
class MediaType:
    """One type: `name` is what we write in the header, `ending` what our own file names end in."""

    name: str
    family: str
    ending: str
    # The one Pillow decoder that may open it; "" when Pillow has no business with it.
    decoder: str = ""


MEDIA = (
    MediaType("image/jpeg", PICTURE, "jpg", "JPEG"),
    MediaType("image/png", PICTURE, "png", "PNG"),
    MediaType("image/webp", PICTURE, "webp", "WEBP"),
    MediaType("image/heic", PICTURE, "heic", "HEIF"),
    MediaType("image/avif", PICTURE, "avif", "AVIF"),
    MediaType("image/gif", PICTURE, "gif", "GIF"),
    MediaType("image/tiff", PICTURE, "tif", "TIFF"),
    MediaType("image/bmp", PICTURE, "bmp", "BMP"),
    MediaType("application/pdf", PAPER, "pdf"),
    MediaType("video/mp4", VIDEO, "mp4"),
    MediaType("video/quicktime", VIDEO, "mov"),
    MediaType("video/webm", VIDEO, "webm"),
    MediaType("audio/mp4", AUDIO, "m4a"),
    MediaType("audio/amr", AUDIO, "amr"),
    MediaType("audio/mpeg", AUDIO, "mp3"),
    MediaType("text/plain", TEXT, "txt"),
)
_BY_NAME = {one.name: one for one in MEDIA}


def media_type(name: str) -> MediaType:
    """Return the type of that name. KeyError for one we do not keep."""
    return _BY_NAME[name]
