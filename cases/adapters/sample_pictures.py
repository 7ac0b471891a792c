"""Pictures for the sample shopper: a chat, an order, a sleeve. Drawn here; nobody's data."""

from __future__ import annotations

import io
from collections.abc import Sequence

from PIL import Image, ImageDraw, ImageFont

from press.typeset import FONTS

INK, FAINT, PAPER, GROUND = (24, 24, 24), (130, 130, 130), (255, 255, 255), (237, 237, 237)
MINE, WIDE, MARGIN, FACE = (149, 236, 105), 1080, 36, 84
# What a bubble holds in one line, and how far it may reach.
LINE, PAD, MOST = 62, 30, 700


def chat_picture(shop: str, told: Sequence[tuple[str, str]]) -> bytes:
    """Return a PNG of a chat with that shop, as a phone shows it.

    `told` holds (who, words) in order; who is "me", "them" or "at" for a line that tells the time.
    """
    turns = [(who, _lines(words, 42, MOST)) for who, words in told]
    height = 190 + sum(LINE * len(lines) + (100 if who != "at" else 40) for who, lines in turns) + 60
    image = Image.new("RGB", (WIDE, height), GROUND)
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, WIDE, 150), fill=(250, 250, 250))
    _middle(pen, 50, shop, 46, INK)
    top = 190
    for who, lines in turns:
        if who == "at":
            _middle(pen, top, lines[0], 32, FAINT)
            top += LINE + 40
            continue
        wide, high = max(_font(42).getlength(line) for line in lines) + 2 * PAD, LINE * len(lines) + 40
        mine = who == "me"
        face = WIDE - MARGIN - FACE if mine else MARGIN
        pen.rounded_rectangle(
            (face, top, face + FACE, top + FACE), 12, fill=(120, 150, 185) if mine else (214, 140, 96)
        )
        left = WIDE - MARGIN - FACE - 20 - wide if mine else MARGIN + FACE + 20
        pen.rounded_rectangle((left, top, left + wide, top + high), 18, fill=MINE if mine else PAPER)
        for place, line in enumerate(lines):
            pen.text((left + PAD, top + 16 + place * LINE), line, font=_font(42), fill=INK)
        top += high + 60
    return _png(image)


def order_picture(state: str, shop: str, item: str, paid: str, rows: Sequence[tuple[str, str]]) -> bytes:
    """Return a PNG of an order's page: its state, the item with what was paid, and the rows of (name, value)."""
    image = Image.new("RGB", (WIDE, 820 + 92 * len(rows)), (242, 242, 242))
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, WIDE, 260), fill=(226, 112, 60))
    pen.text((60, 110), state, font=_font(54), fill=PAPER)
    pen.rounded_rectangle((30, 300, WIDE - 30, 680), 24, fill=PAPER)
    pen.text((70, 330), shop, font=_font(42), fill=INK)
    _shirt(pen, 70, 420)
    pen.text((330, 430), item, font=_font(42), fill=INK)
    pen.text((330, 580), f"实付款 ￥{paid}", font=_font(42), fill=(200, 60, 20))
    pen.rounded_rectangle((30, 720, WIDE - 30, 760 + 92 * len(rows)), 24, fill=PAPER)
    for place, (name, value) in enumerate(rows):
        pen.text((70, 748 + place * 92), name, font=_font(38), fill=FAINT)
        pen.text((330, 748 + place * 92), value, font=_font(38), fill=INK)
    return _png(image)


def _shirt(pen: ImageDraw.ImageDraw, left: int, top: int) -> None:
    pen.rounded_rectangle((left, top, left + 220, top + 220), 16, fill=(226, 231, 238))
    body = [(60, 50), (90, 40), (110, 60), (130, 40), (160, 50), (195, 100), (165, 118), (158, 105), (158, 185)]
    body += [(62, 185), (62, 105), (55, 118), (25, 100)]
    pen.polygon([(left + x, top + y) for x, y in body], fill=(92, 124, 160))


def sleeve_picture() -> bytes:
    """Return a JPEG of a cuff whose seam has come apart."""
    image = Image.new("RGB", (1200, 1600), (214, 208, 196))
    pen = ImageDraw.Draw(image)
    pen.polygon([(300, 0), (900, 0), (1010, 1150), (190, 1150)], fill=(92, 124, 160))
    pen.rounded_rectangle((170, 1120, 1030, 1460), 30, fill=(80, 110, 146))
    for at in range(200, 1010, 36):
        pen.line((at, 1168, at + 18, 1168), fill=(226, 232, 240), width=5)
    pen.polygon([(560, 1130), (860, 1128), (800, 1196), (610, 1190)], fill=(40, 44, 52))
    for at in range(600, 830, 40):
        pen.line((at, 1140, at + 60, 1300), fill=(226, 232, 240), width=4)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=88)
    return out.getvalue()


def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONTS / "NotoSansSC-Regular.ttf", size)


def _lines(words: str, size: int, most: int) -> list[str]:
    """Break a text where the line is full; a mark that may not begin a line stays with what it follows."""
    font, lines = _font(size), [""]
    for sign in words:
        if font.getlength(lines[-1] + sign) > most and sign not in "，。；：！？、”）":
            lines.append("")
        lines[-1] += sign
    return lines


def _middle(pen: ImageDraw.ImageDraw, top: int, words: str, size: int, ink: tuple[int, int, int]) -> None:
    pen.text(((WIDE - _font(size).getlength(words)) / 2, top), words, font=_font(size), fill=ink)


def _png(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()
