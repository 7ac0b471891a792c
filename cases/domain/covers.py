"""Rectangles over a picture, in thousandths of its width and height; of a PDF, over one of its pages.

A kept rectangle is [x, y, width, height], and over a page of a PDF [x, y, width, height, page]. One of four numbers in
a PDF is from when its first page alone could be covered, and lies there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

# On one page.
MOST = 60
SIDES = ("x", "y", "w", "h")
Box = tuple[float, float, float, float]
Covers = Sequence[Sequence[float]]


def boxes_of(rows: Iterable[Iterable[float]]) -> list[Box]:
    """Return the rectangles cut to the picture. ValueError for one that covers nothing of it, or for too many."""
    boxes: list[Box] = []
    for row in rows:
        x, y, width, height = (float(value) for value in row)
        left, top = max(x, 0.0), max(y, 0.0)
        right, bottom = min(x + width, 1000.0), min(y + height, 1000.0)
        if not (right - left > 0 and bottom - top > 0):
            raise ValueError("it covers nothing of the picture")
        boxes.append((round(left, 1), round(top, 1), round(right - left, 1), round(bottom - top, 1)))
    if len(boxes) > MOST:
        raise ValueError("too many")
    return boxes


def on_page(covers: Covers, page: int) -> list[Box]:
    """Return the rectangles over that page; a picture is its own first page."""
    return [(row[0], row[1], row[2], row[3]) for row in covers if _page(row) == page]


def with_page(covers: Covers, page: int, boxes: Iterable[Box]) -> list[list[float]]:
    """Return the kept rectangles of a PDF with those over one page replaced, in the order of its pages."""
    others = [[*row[:4], _page(row)] for row in covers if _page(row) != page]
    return sorted([*others, *([*box, page] for box in boxes)], key=_page)


def of_first_alone(covers: Covers) -> bool:
    """Return whether they are from when the covered copy of a PDF held its first page alone: it holds no other yet.

    Whoever covered that page then was told so; further pages go in only once they were there to be looked at.
    """
    return bool(covers) and all(len(row) == len(SIDES) for row in covers)


def covers_fit(covers: Covers) -> None:
    """Return nothing. ValueError or TypeError for what was never kept as covers."""
    for row in covers:
        if len(row) > len(SIDES) and (type(row[4]) is not int or row[4] < 1 or len(row) != 5):
            raise ValueError("no page")
    for page in {_page(row) for row in covers}:
        boxes_of(row[:4] for row in covers if _page(row) == page)


def spans(pages: Iterable[int], between: str) -> str:
    """Return numbers of pages in words: 1–3, 5. `between` stands between two runs."""
    runs: list[list[int]] = []
    for page in sorted(pages):
        if runs and page == runs[-1][1] + 1:
            runs[-1][1] = page
        else:
            runs.append([page, page])
    return between.join(str(first) if first == last else f"{first}–{last}" for first, last in runs)


def _page(row: Sequence[float]) -> int:
    return int(row[4]) if len(row) > len(SIDES) else 1
