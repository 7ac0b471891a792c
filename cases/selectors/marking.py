"""Marks over an exhibit, with what guides know of marks: how typed ones are read, how they are drawn over a picture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from guides.domain.guide import PictureView
from guides.domain.marks import ALL_KINDS, MOST_NUMBER, TEXT_LENGTH, marks_of
from guides.domain.svg import picture_svg
from guides.domain.typed_marks import MOST, MarkFault, read_marks, typed_rows
from guides.domain.words import Words

__all__ = [
    "ALL_KINDS",
    "MOST",
    "MOST_NUMBER",
    "TEXT_LENGTH",
    "MarkFault",
    "marked_svg",
    "read_marks",
    "typed_rows",
]

# Marks are as thick as on a phone's width whatever the picture's own size is; burnt ones are the same
# (adapters.darkroom.burn).
NOMINAL = 400.0


def marked_svg(
    marks: Sequence[Mapping[str, Any]], *, size: tuple[int, int], href: str, alt: str, said: str, name: str
) -> str:
    """Return the picture with its marks as one <svg>; `said` is what the marks say, for those who hear the page."""
    width, height = size
    view = PictureView(
        kind="screenshot",
        alt=Words(alt, alt),
        marks=marks_of([{**mark, "alt_zh": "", "alt_en": ""} for mark in marks]),
        width=NOMINAL,
        height=round(NOMINAL * height / max(width, 1), 1),
    )
    return picture_svg(view, "zh-hans", name=name, href=href, said=said)
