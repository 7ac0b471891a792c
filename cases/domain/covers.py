"""Rectangles over a picture, in thousandths of its width and height."""

from __future__ import annotations

from collections.abc import Iterable

MOST = 60
SIDES = ("x", "y", "w", "h")
Box = tuple[float, float, float, float]


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
