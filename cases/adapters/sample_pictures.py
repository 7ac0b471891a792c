"""Pictures for the sample shopper: what a chat, an order and a sleeve look like, with bars for words. Nobody's data."""

from __future__ import annotations

import io

from PIL import Image, ImageDraw

WORDS, FAINT, PAPER = (92, 92, 92), (190, 190, 190), (255, 255, 255)


def chat_picture(turns: int = 6) -> bytes:
    """Return a PNG of a chat in which both sides have written."""
    image = Image.new("RGB", (720, 240 + turns * 170), (237, 237, 237))
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, 720, 110), fill=(247, 247, 247))
    pen.rectangle((270, 50, 450, 66), fill=WORDS)
    for turn in range(turns):
        top, mine = 150 + turn * 170, turn % 2
        left, width = (190 if mine else 110), 420 - turn % 3 * 60
        pen.ellipse((630, top, 690, top + 60) if mine else (30, top, 90, top + 60), fill=FAINT)
        left = 610 - width if mine else left
        pen.rounded_rectangle((left, top, left + width, top + 118), 16, fill=(149, 214, 134) if mine else PAPER)
        for line in range(2):
            at = top + 32 + line * 34
            pen.rectangle((left + 26, at, left + width - 26 - line * 110, at + 14), fill=WORDS)
    return _png(image)


def order_picture() -> bytes:
    """Return a PNG of an order's page: state, item, number."""
    image = Image.new("RGB", (720, 1280), (240, 240, 240))
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, 720, 230), fill=(226, 112, 60))
    pen.rectangle((60, 110, 300, 134), fill=PAPER)
    for top, height in ((260, 300), (590, 420)):
        pen.rounded_rectangle((30, top, 690, top + height), 20, fill=PAPER)
    pen.rounded_rectangle((60, 300, 240, 480), 12, fill=(206, 218, 229))
    for row, length in enumerate((340, 260, 120)):
        pen.rectangle((280, 310 + row * 56, 280 + length, 328 + row * 56), fill=WORDS)
    for row in range(6):
        pen.rectangle((60, 640 + row * 60, 180, 656 + row * 60), fill=FAINT)
        pen.rectangle((220, 640 + row * 60, 470 + row % 3 * 60, 656 + row * 60), fill=WORDS)
    return _png(image)


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


def _png(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()
