"""Two pictures on one page, boxes in pairs with their numbers, and below them what differs. Pixels only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image, ImageDraw

from cases.adapters.darkroom.burn import burn, disc, length, written

WIDTH, EDGE, GAP, HIGHEST = 1600, 48, 32, 1300
COLUMN = (WIDTH - 2 * EDGE - GAP) // 2
INK, FAINT, PAPER = (29, 34, 31), (81, 87, 79), (255, 255, 255)
TITLE, LINE = 34, 30


@dataclass(frozen=True)
class Side:
    """One picture: its title, and where its boxes are, [x, y, width, height] in thousandths."""

    image: Image.Image
    title: str
    boxes: Sequence[Sequence[float]]


def side_by_side(heading: str, left: Side, right: Side, lines: Sequence[str]) -> Image.Image:
    """Return the page. `lines` say what differs, one for each pair of boxes; an empty one is left out."""
    sides = [_drawn(side) for side in (left, right)]
    texts = [(n, _wrapped(line, WIDTH - 2 * EDGE - 50, LINE)) for n, line in enumerate(lines, 1) if line]
    top = EDGE + (TITLE + 28 if heading else 0)
    pictures = top + TITLE + 24
    below = pictures + max(image.height for image in sides) + 40
    high = below + sum(len(rows) * (LINE + 14) + 12 for _, rows in texts) + EDGE - 12
    page = Image.new("RGB", (WIDTH, high), PAPER)
    pen = ImageDraw.Draw(page)
    if heading:
        written(pen, (EDGE, EDGE + TITLE), _cut(heading, WIDTH - 2 * EDGE, TITLE), TITLE, INK)
    for place, (side, image) in enumerate(zip((left, right), sides, strict=True)):
        x = EDGE + place * (COLUMN + GAP)
        written(pen, (x, top + TITLE - 4), _cut(side.title, COLUMN, TITLE - 4), TITLE - 4, FAINT)
        page.paste(image, (x, pictures))
    y = below
    for n, rows in texts:
        disc(pen, (EDGE + 18, y + LINE * 0.62), str(n), 1.5)
        for row in rows:
            written(pen, (EDGE + 50, y + LINE), row, LINE, INK)
            y += LINE + 14
        y += 12
    return page


def _drawn(side: Side) -> Image.Image:
    """Return the picture as wide as its column with its boxes, each with its number at the corner."""
    scale = min(COLUMN / side.image.width, HIGHEST / side.image.height)
    size = max(round(side.image.width * scale), 1), max(round(side.image.height * scale), 1)
    image = side.image.resize(size, Image.Resampling.LANCZOS)
    boxes = [dict(zip("xywh", box, strict=True)) | {"kind": "box"} for box in side.boxes]
    image = burn(image, boxes)
    pen = ImageDraw.Draw(image)
    for n, box in enumerate(side.boxes, 1):
        disc(pen, (box[0] * image.width / 1000, box[1] * image.height / 1000), str(n), image.width / 400)
    return image


def _wrapped(text: str, width: float, size: int) -> list[str]:
    """Return the lines of the text, broken where it must be: Chinese has no spaces to break at."""
    rows = [""]
    for sign in " ".join(text.split()):
        if length(rows[-1] + sign, size) > width:
            rows.append("")
        rows[-1] += sign
    return rows


def _cut(text: str, width: float, size: int) -> str:
    rows = _wrapped(text, width - size, size)
    return rows[0] + "…" if len(rows) > 1 else rows[0]
