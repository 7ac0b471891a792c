"""Draws marks into the pixels of a copy, for what leaves the app: a dossier, a picture to hand in.

Only ever given pictures we made ourselves (renditions). As thick and as large as over the picture on a page, where the
picture counts as 400 wide.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from math import atan2, cos, radians, sin
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw, ImageFont

NOMINAL = 400.0
RED, HALO = (208, 42, 26), (255, 255, 255)
THIN, THICK, DISC, BARB, SPREAD, CORNER = 3.5, 7.0, 11.5, 15.0, radians(26), 8.0
TEXT_SIZE, NUMBER_SIZE = 16.0, 14.0
FONTS = Path(__file__).resolve().parents[3] / "press" / "fonts"
FACES = ("NotoSansSC-Bold.ttf", "YoujuRare-Regular.ttf", "NotoEmoji-Regular.ttf")


def burn(
    image: Image.Image, marks: Sequence[Mapping[str, Any]], *, top: int = 0, whole: int | None = None
) -> Image.Image:
    """Return a copy with the marks in its pixels. For a slice: `top` is where it begins in a picture `whole` high."""
    copy = image.convert("RGB")
    copy = copy.copy() if copy is image else copy
    pen, scale = ImageDraw.Draw(copy), copy.width / NOMINAL
    across, down = copy.width / 1000, (whole or copy.height) / 1000
    for mark in marks:
        x, y = mark["x"] * across, mark["y"] * down - top
        if mark["kind"] == "box":
            _box(pen, (x, y, x + mark["w"] * across, y + mark["h"] * down), scale)
        elif mark["kind"] == "arrow":
            _arrow(pen, (x, y), (mark["x2"] * across, mark["y2"] * down - top), scale)
        elif mark["kind"] == "number":
            disc(pen, (x, y), str(mark["n"]), scale)
        elif mark["kind"] == "text":
            _text(pen, (x, y), str(mark["text"]), scale, copy.width)
    return copy


def disc(pen: ImageDraw.ImageDraw, at: tuple[float, float], said: str, scale: float) -> None:
    """Draw a red disc with a number in it."""
    (x, y), edge = at, DISC * scale + scale
    pen.ellipse((x - edge, y - edge, x + edge, y + edge), fill=HALO)
    edge -= 2 * scale
    pen.ellipse((x - edge, y - edge, x + edge, y + edge), fill=RED)
    pen.text(at, said, HALO, font(round(NUMBER_SIZE * scale)), anchor="mm")


def written(pen: ImageDraw.ImageDraw, at: tuple[float, float], said: str, size: int, ink: Any, **halo: Any) -> float:
    """Write from `at` (left, baseline), each character in the first face that has it; return where it ends."""
    x, y = at
    for sign in said:
        face = _face_of(sign, size)
        pen.text((x, y), sign, ink, face, anchor="ls", **halo)
        x += face.getlength(sign)
    return x


def length(said: str, size: int) -> float:
    return sum(_face_of(sign, size).getlength(sign) for sign in said)


@cache
def font(size: int, face: str = FACES[0]) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONTS / face, max(size, 1))


@cache
def _lacks(face: str, sign: str) -> bool:
    """Return whether the face would draw the empty box for it."""
    probe, none = font(24, face), chr(0x10FFFE)
    return not sign.isspace() and bytes(probe.getmask(sign)) == bytes(probe.getmask(none))


def _face_of(sign: str, size: int) -> ImageFont.FreeTypeFont:
    face = next((one for one in FACES if not _lacks(one, sign)), FACES[0])
    return font(size, face)


def _box(pen: ImageDraw.ImageDraw, sides: tuple[float, float, float, float], scale: float) -> None:
    left, top, right, bottom = sides
    for ink, thick in ((HALO, THICK), (RED, THIN)):
        # The line runs along the middle, as on the page: half of it outside.
        half = thick * scale / 2
        around = (left - half, top - half, max(right + half, left), max(bottom + half, top))
        pen.rounded_rectangle(around, CORNER * scale, outline=ink, width=max(round(thick * scale), 1))


def _arrow(pen: ImageDraw.ImageDraw, start: tuple[float, float], tip: tuple[float, float], scale: float) -> None:
    back = atan2(start[1] - tip[1], start[0] - tip[0])
    barbs = [
        (tip[0] + BARB * scale * cos(back + turn), tip[1] + BARB * scale * sin(back + turn))
        for turn in (SPREAD, -SPREAD)
    ]
    for ink, thick in ((HALO, THICK), (RED, THIN)):
        width, half = max(round(thick * scale), 1), thick * scale / 2
        for end in (start, *barbs):
            pen.line((*end, *tip), ink, width)
            for x, y in (end, tip):
                pen.ellipse((x - half, y - half, x + half, y + half), fill=ink)


def _text(pen: ImageDraw.ImageDraw, at: tuple[float, float], said: str, scale: float, width: int) -> None:
    size = round(TEXT_SIZE * scale)
    x, y = at[0], at[1] + TEXT_SIZE * 0.36 * scale
    if x + length(said, size) > width and x > width / 2:
        x -= length(said, size)
    # All of the halo first: a character's own would cut into the one before it.
    written(pen, (x, y), said, size, HALO, stroke_width=max(round(2 * scale), 1), stroke_fill=HALO)
    written(pen, (x, y), said, size, RED)
