"""The boxes of MP4, MOV, HEIC and AVIF (ISO 14496-12), and the little of them that decides what a file is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import BinaryIO

HEIC = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})
AVIF = frozenset({b"avif", b"avis"})
AUDIO = frozenset({b"M4A ", b"M4B ", b"M4P "})
QUICKTIME = frozenset({b"qt  "})
MOVIE = frozenset(
    {b"isom", b"iso2", b"iso3", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"M4V ", b"3gp4", b"3gp5"}
    | {b"3gp6", b"3g2a", b"MSNV", b"dash", b"mmp4", b"f4v ", b"hvc1"}
)
# Kinds of tracks that show something.
PICTURES = frozenset({b"vide", b"auxv", b"pict"})
# Two days, in milliseconds.
LONGEST = 48 * 3600 * 1000
# What an old QuickTime file without `ftyp` may begin with.
OLD_QUICKTIME = frozenset({b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot"})


@dataclass(frozen=True, slots=True)
class Box:
    kind: bytes
    start: int
    head: int
    size: int

    @property
    def end(self) -> int:
        return self.start + self.size


def type_of(head: bytes) -> str:
    """Return the media type by the brands of `ftyp`; "" when the first box says nothing we keep."""
    kind = head[4:8]
    if kind in OLD_QUICKTIME:
        return "video/quicktime"
    size = int.from_bytes(head[:4], "big")
    if kind != b"ftyp" or size < 16 or size > 1024:
        return ""
    major = head[8:12]
    brands = [major, *(head[at : at + 4] for at in range(16, min(size, len(head)) - 3, 4))]
    for found, known in (
        ("image/avif", AVIF),
        ("image/heic", HEIC),
        ("audio/mp4", AUDIO),
        ("video/quicktime", QUICKTIME),
    ):
        if major in known:
            # mif1 is the container of both; the other brands say which.
            return "image/avif" if found == "image/heic" and AVIF & set(brands) else found
    return "video/mp4" if set(brands) & MOVIE else ""


def boxes(file: BinaryIO, start: int, end: int, most: int = 4096) -> Iterator[Box]:
    """Yield the boxes from `start` to `end`. ValueError when one does not fit, or there are too many."""
    at = start
    for _ in range(most):
        if at >= end:
            return
        file.seek(at)
        head = file.read(16)
        if len(head) < 8:
            raise ValueError("a box begins after the end")
        size, kind, length = int.from_bytes(head[:4], "big"), head[4:8], 8
        if size == 1:
            size, length = int.from_bytes(head[8:16], "big"), 16
        elif size == 0:
            size = end - at
        if size < length or at + size > end:
            raise ValueError("a box is larger than what holds it")
        yield Box(kind, at, length, size)
        at += size
    raise ValueError("too many boxes")


@dataclass(frozen=True, slots=True)
class Movie:
    """What `moov` says: length in milliseconds, seconds since 1904 when it was made (0: unknown), kinds of tracks."""

    milliseconds: int
    made: int
    tracks: frozenset[bytes]


def movie(file: BinaryIO, size: int, most: int = 200_000) -> Movie:
    """Return what the file says of itself. ValueError when it is broken or holds no movie."""
    # All of them, so that a film cut off at its end is noticed; one in fragments has thousands.
    moov = [box for box in boxes(file, 0, size, most) if box.kind == b"moov"]
    if not moov:
        raise ValueError("no moov box")
    found = _movie(file, moov[0])
    return replace(found, milliseconds=believable(found.milliseconds, size))


def believable(milliseconds: int, size: int) -> int:
    """Return the length a file of that many bytes claims; 0 (unknown) for one that cannot be."""
    # Less than a byte a second holds neither picture nor sound, and no file we take holds days.
    return milliseconds if milliseconds <= min(size * 1000, LONGEST) else 0


def sound_alone(file: BinaryIO, size: int) -> bool:
    """Return whether it is a recording: a call is kept under the brand of films too, with a track of sound alone."""
    try:
        tracks = movie(file, size, most=20_000).tracks
    except ValueError:
        return False  # for the decoder to judge
    return b"soun" in tracks and not tracks & PICTURES


def _movie(file: BinaryIO, moov: Box) -> Movie:
    milliseconds = made = 0
    tracks = set()
    for box in boxes(file, moov.start + moov.head, moov.end):
        if box.kind == b"mvhd":
            file.seek(box.start + box.head)
            body = file.read(min(box.size - box.head, 40))
            wide = bool(body) and body[0] == 1
            width, at = (8, 4) if wide else (4, 4)
            if len(body) < at + 2 * width + 4 + width:
                raise ValueError("mvhd is too short")
            made = int.from_bytes(body[at : at + width], "big")
            scale = int.from_bytes(body[at + 2 * width : at + 2 * width + 4], "big")
            length = int.from_bytes(body[at + 2 * width + 4 : at + 3 * width + 4], "big")
            # All ones: it does not know itself (ISO 14496-12, 8.2.2).
            known = bool(scale) and length != (1 << 8 * width) - 1
            milliseconds = length * 1000 // scale if known else 0
        elif box.kind == b"trak":
            tracks.add(_handler(file, box))
    if not tracks - {b""}:
        raise ValueError("no track")
    return Movie(milliseconds, made, frozenset(tracks - {b""}))


def _handler(file: BinaryIO, trak: Box) -> bytes:
    for mdia in boxes(file, trak.start + trak.head, trak.end):
        if mdia.kind != b"mdia":
            continue
        for box in boxes(file, mdia.start + mdia.head, mdia.end):
            if box.kind == b"hdlr":
                file.seek(box.start + box.head + 8)
                return file.read(4)
    return b""
