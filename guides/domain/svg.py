"""A picture with its marks as one <svg>: attributes only, so that the page's policy lets it through."""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import atan2, cos, radians, sin
from xml.sax.saxutils import escape, quoteattr

from guides.domain.drawing import Label, Rect, Shape
from guides.domain.guide import PictureView
from guides.domain.marks import FULL, Mark

RED, HALO = "#D02A1A", "#FFFFFF"
THIN, THICK = 3.5, 7.0
TEXT_SIZE = 16.0
FONTS = "PingFang SC,Noto Sans SC,Noto Sans CJK SC,Microsoft YaHei,sans-serif"
BARB, SPREAD, ROUND = 15.0, radians(26), 11.5
HAN = re.compile(r"[\u4e00-\u9fff]")


def picture_svg(
    picture: PictureView, language: str, *, name: str, href: str = "", fonts: str = FONTS, said: str = ""
) -> str:
    """Return the <svg>. `name` makes the ids of its title and description unique; `href` is a screenshot's address.

    `said` is what the marks say where they carry no words of their own.
    """
    width, height = _number(picture.width), _number(picture.height)
    said = said or _said(picture, language)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
        f' font-family={quoteattr(fonts)} role="img" aria-labelledby="{name}-t" aria-describedby="{name}-d">',
        f'<title id="{name}-t">{escape(picture.alt.said(language))}</title>',
        f'<desc id="{name}-d">{escape(said)}</desc>',
    ]
    if picture.drawing is None:
        parts.append(f'<image href={quoteattr(href)} width="{width}" height="{height}"/>')
    else:
        parts += [_shape(shape, language) for shape in picture.drawing.shapes]
    parts += [part for mark in picture.marks for part in _mark(mark, picture.width, picture.height)]
    return "".join(part for part in (*parts, "</svg>") if part)


def marks_svg(picture: PictureView) -> str:
    """Return the marks alone, as the content of an <svg> that lies over the picture."""
    return "".join(part for mark in picture.marks for part in _mark(mark, picture.width, picture.height))


def over_svg(picture: PictureView, language: str) -> str:
    """Return the marks as an <svg> of their own to lie over an <img>, "" where there are none."""
    if not picture.marks:
        return ""
    said = _said(picture, language)
    heard = f'role="img" aria-label={quoteattr(said)}' if said else 'aria-hidden="true"'
    box = f"0 0 {_number(picture.width)} {_number(picture.height)}"
    font = f"font-family={quoteattr(FONTS)}"
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" {font} {heard}>{marks_svg(picture)}</svg>'


def _said(picture: PictureView, language: str) -> str:
    alts = [mark.alt.said(language) for mark in picture.marks if mark.alt.said(language)]
    return ("; " if language.startswith("en") else "；").join(alts)


def _shape(shape: Shape, language: str) -> str:
    if isinstance(shape, Rect):
        place = f'x="{_number(shape.x)}" y="{_number(shape.y)}" width="{_number(shape.w)}" height="{_number(shape.h)}"'
        rounded = f' rx="{_number(min(shape.r, shape.h / 2))}"' if shape.r else ""
        stroke = f' stroke="{shape.stroke}"' if shape.stroke else ""
        return f'<rect {place}{rounded} fill="{shape.fill}"{stroke}/>'
    if isinstance(shape, Label):
        said = shape.text.said(language)
        anchor = f' text-anchor="{shape.anchor}"' if shape.anchor != "start" else ""
        weight = ' font-weight="600"' if shape.bold else ""
        place = f'x="{_number(shape.x)}" y="{_number(shape.y)}" font-size="{_number(shape.size)}"'
        # A button's own name stays Chinese in an English picture; it is read out as what it is.
        lang = ' lang="zh-Hans"' if language.startswith("en") and HAN.search(said) else ""
        return f'<text {place} fill="{shape.fill}"{anchor}{weight}{lang}>{escape(said)}</text>' if said else ""
    points = " ".join(f"{_number(x)},{_number(y)}" for x, y in shape.points)
    return f'<polyline points="{points}" fill="none" stroke="{shape.colour}" stroke-width="{_number(shape.width)}"/>'


def _mark(mark: Mark, width: float, height: float) -> Iterator[str]:
    """Yield the mark twice: a white halo first, so that the red reads on any background."""
    across, down = width / FULL, height / FULL
    x, y = mark.x * across, mark.y * down
    if mark.kind == "number":
        place = f'cx="{_number(x)}" cy="{_number(y)}"'
        yield f'<circle {place} r="{ROUND}" fill="{RED}" stroke="{HALO}" stroke-width="2"/>'
        text = f'x="{_number(x)}" y="{_number(y + 5)}" font-size="14" font-weight="600" text-anchor="middle"'
        yield f'<text {text} fill="{HALO}">{mark.n}</text>'
        return
    if mark.kind == "text":
        yield _words(mark, x, y, width)
        return
    if mark.kind == "box":
        w, h = mark.w * across, mark.h * down
        place = f'x="{_number(x)}" y="{_number(y)}" width="{_number(w)}" height="{_number(h)}"'
        body = f'<rect {place} rx="{_number(min(8.0, w / 2, h / 2))}"'
    else:
        body = f'<path d="{_arrow(x, y, mark.x2 * across, mark.y2 * down)}"'
    joined = ' stroke-linecap="round" stroke-linejoin="round"' if mark.kind == "arrow" else ""
    for colour, thick in ((HALO, THICK), (RED, THIN)):
        yield f'{body} fill="none" stroke="{colour}" stroke-width="{_number(thick)}"{joined}/>'


def _words(mark: Mark, x: float, y: float, width: float) -> str:
    """Return the text with its halo; where it would run out of the picture it ends at `x` instead."""
    ends = x + text_width(mark.text) > width and x > width / 2
    place = f'x="{_number(x)}" y="{_number(y + TEXT_SIZE * 0.36)}" font-size="{_number(TEXT_SIZE)}" font-weight="600"'
    anchor = ' text-anchor="end"' if ends else ""
    halo = f'stroke="{HALO}" stroke-width="4" stroke-linejoin="round" paint-order="stroke"'
    return f'<text {place}{anchor} fill="{RED}" {halo}>{escape(mark.text)}</text>'


def text_width(text: str) -> float:
    """Return about how wide the text of a mark is set: a Chinese character takes a full square, a letter 0.6."""
    return sum(TEXT_SIZE if ord(sign) > 0x2E7F else TEXT_SIZE * 0.6 for sign in text)


def _arrow(x: float, y: float, tip_x: float, tip_y: float) -> str:
    back = atan2(y - tip_y, x - tip_x)
    barbs = [(tip_x + BARB * cos(back + turn), tip_y + BARB * sin(back + turn)) for turn in (SPREAD, -SPREAD)]
    tip = f"{_number(tip_x)} {_number(tip_y)}"
    ends = [f"{_number(a)} {_number(b)}" for a, b in barbs]
    return f"M{_number(x)} {_number(y)}L{tip}M{ends[0]}L{tip}L{ends[1]}"


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
