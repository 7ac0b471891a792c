"""Decides by the ends of a file what it is, and of a text by all of it. The worker's decoder has the last word."""

from __future__ import annotations

from dataclasses import dataclass

from cases.domain.media.boxes import type_of
from cases.domain.media.refusals import opening_says, start_says, tail_says
from cases.domain.media.text_run import TextRun
from cases.domain.media.types import MediaType, media_type

# How much of either end is looked at.
HEAD, TAIL = 64 * 1024, 66 * 1024
PDF_WITHIN, BLANKS = 1024, b" \t\r\n\x0c\x00\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Found:
    """One of the types we keep."""

    type: MediaType


@dataclass(frozen=True, slots=True)
class Refused:
    """Not kept: empty, svg, html, script, archive, office, program, playlist or unknown."""

    reason: str


def sniff(head: bytes, tail: bytes, size: int, text: TextRun) -> Found | Refused:
    """Return what the file is, by its beginning, its end (the last TAIL bytes), its size, and all of it as a text."""
    if size == 0 or not head.strip(b"\x00"):
        return Refused("empty")
    reason = start_says(head)
    if reason:
        return Refused(reason)
    name = _by_signature(head, size)
    if not name:
        return _as_text(head, tail, text)
    if tail_says(tail):
        return Refused("archive")
    return Found(media_type(name))


def sniff_whole(content: bytes) -> Found | Refused:
    """Return what a file is that is at hand as a whole."""
    text = TextRun()
    text.feed(content)
    return sniff(content[:HEAD], content[-TAIL:], len(content), text)


def family_of(head: bytes) -> str:
    """Return the family the first bytes promise, before the rest has come: for the limit on its size."""
    name = _by_signature(head, len(head))
    return media_type(name).family if name else ""


def _by_signature(head: bytes, size: int) -> str:
    if head.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png" if head[12:16] in (b"IHDR", b"CgBI") else ""
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    if head[:6] in (b"GIF87a", b"GIF89a"):
        return "image/gif"
    if head[:4] in (b"II*\x00", b"MM\x00*"):
        return "image/tiff"
    if head[:2] == b"BM" and int.from_bytes(head[14:18], "little") in (12, 40, 52, 56, 64, 108, 124):
        return "image/bmp"
    # Some programs write blanks before it; the renderer looks as far.
    if head[:PDF_WITHIN].lstrip(BLANKS).startswith(b"%PDF-"):
        return "application/pdf"
    if head.startswith(b"\x1aE\xdf\xa3"):
        return "video/webm" if b"webm" in head[:64] else ""
    if head.startswith((b"#!AMR\n", b"#!AMR-WB\n")):
        return "audio/amr"
    if head.startswith(b"ID3") or _mpeg_frame(head):
        return "audio/mpeg"
    return type_of(head)


def _mpeg_frame(head: bytes) -> bool:
    """Return whether it begins with a layer III frame (no layer, rate or frequency that does not exist)."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:
        return False
    version, layer, rate, frequency = head[1] >> 3 & 3, head[1] >> 1 & 3, head[2] >> 4, head[2] >> 2 & 3
    return version != 1 and layer == 1 and rate not in (0, 15) and frequency != 3


def _as_text(head: bytes, tail: bytes, text: TextRun) -> Found | Refused:
    reason = tail_says(tail) or text.reason() or opening_says(head)
    return Refused(reason) if reason else Found(media_type("text/plain"))
