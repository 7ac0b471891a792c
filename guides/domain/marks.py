"""Red boxes, arrows and numbers over a picture, in thousandths of its width and height: they survive another size."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from guides.domain.drawing import Area, Drawing
from guides.domain.words import Words

KINDS = ("box", "arrow", "number")
# What may lie over somebody's own picture: a guide says its words beside the picture, in both languages.
ALL_KINDS = (*KINDS, "text")
TEXT_LENGTH = 40
# Two digits fit the disc.
MOST_NUMBER = 99
FULL = 1000.0
# Thousandths; anything smaller cannot be seen or grabbed.
LEAST = 10.0
PADDING, REACH = 4.0, 34.0


NO_WORDS = Words()


class UnknownTarget(KeyError):
    """A mark points at a part the screen does not have."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A box spans x, y, w, h; an arrow runs from x, y to its tip x2, y2; a number n or a text stands at x, y."""

    kind: str
    x: float
    y: float
    w: float = 0
    h: float = 0
    x2: float = 0
    y2: float = 0
    n: int = 0
    alt: Words = NO_WORDS
    text: str = ""

    def as_data(self) -> dict[str, Any]:
        """Return the mark as a document holds it, in numbers."""
        data: dict[str, Any] = {"kind": self.kind, "x": self.x, "y": self.y}
        if self.kind == "box":
            data |= {"w": self.w, "h": self.h}
        if self.kind == "arrow":
            data |= {"x2": self.x2, "y2": self.y2}
        if self.kind == "number":
            data["n"] = self.n
        if self.kind == "text":
            data["text"] = self.text
        return data | {"alt_zh": self.alt.zh, "alt_en": self.alt.en}


def mark_of(data: Mapping[str, Any], drawing: Drawing | None = None) -> Mark:
    """Return the mark in numbers. UnknownTarget when it names a part `drawing` does not have."""
    alt = Words(data.get("alt_zh", ""), data.get("alt_en", ""))
    if target := data.get("target"):
        if drawing is None or target not in drawing.areas:
            raise UnknownTarget(target)
        return replace(_at_target(data["kind"], drawing, target), n=int(data.get("n", 0)), alt=alt)
    return Mark(
        kind=data["kind"],
        n=int(data.get("n", 0)),
        alt=alt,
        text=str(data.get("text", "")),
        **{name: float(data.get(name, 0)) for name in ("x", "y", "w", "h", "x2", "y2")},
    )


def marks_of(entries: Sequence[Mapping[str, Any]], drawing: Drawing | None = None) -> tuple[Mark, ...]:
    return tuple(mark_of(entry, drawing) for entry in entries)


def inside(mark: Mark) -> Mark:
    """Return the mark moved, and where it must be shrunk, so that all of it lies in the picture."""
    if mark.kind == "box":
        w, h = _between(mark.w, LEAST, FULL), _between(mark.h, LEAST, FULL)
        return replace(mark, w=w, h=h, x=_between(mark.x, 0, FULL - w), y=_between(mark.y, 0, FULL - h))
    if mark.kind == "arrow":
        return replace(
            mark,
            x=_between(mark.x, 0, FULL),
            y=_between(mark.y, 0, FULL),
            x2=_between(mark.x2, 0, FULL),
            y2=_between(mark.y2, 0, FULL),
        )
    return replace(mark, x=_between(mark.x, 0, FULL), y=_between(mark.y, 0, FULL))


def nudged(mark: Mark, dx: float, dy: float) -> Mark:
    """Return the mark moved as a whole, stopping at the picture's edge without changing its size."""
    xs, ys = [mark.x], [mark.y]
    if mark.kind == "box":
        xs, ys = [mark.x, mark.x + mark.w], [mark.y, mark.y + mark.h]
    if mark.kind == "arrow":
        xs, ys = [mark.x, mark.x2], [mark.y, mark.y2]
    dx, dy = _between(dx, -min(xs), FULL - max(xs)), _between(dy, -min(ys), FULL - max(ys))
    moved = replace(mark, x=_tenth(mark.x + dx), y=_tenth(mark.y + dy))
    return replace(moved, x2=_tenth(mark.x2 + dx), y2=_tenth(mark.y2 + dy)) if mark.kind == "arrow" else moved


def resized(mark: Mark, dw: float, dh: float) -> Mark:
    """Return a box wider and higher, an arrow with its tip moved; never out of the picture, never too small to see."""
    if mark.kind == "box":
        return replace(
            mark,
            w=_tenth(_between(mark.w + dw, LEAST, FULL - mark.x)),
            h=_tenth(_between(mark.h + dh, LEAST, FULL - mark.y)),
        )
    if mark.kind == "arrow":
        return inside(replace(mark, x2=_tenth(mark.x2 + dw), y2=_tenth(mark.y2 + dh)))
    return mark


def _at_target(kind: str, drawing: Drawing, target: str) -> Mark:
    area = drawing.areas[target]
    shown = area.grown(PADDING, drawing.width, drawing.height)
    if kind == "box":
        return _in_thousandths(drawing, Mark("box", shown.x, shown.y, shown.w, shown.h))
    if kind == "number":
        x, y = _between(shown.x, 14, drawing.width - 14), _between(shown.y, 14, drawing.height - 14)
        return _in_thousandths(drawing, Mark("number", x, y))
    return _in_thousandths(drawing, _free_arrow(drawing, shown))


def _free_arrow(drawing: Drawing, area: Area) -> Mark:
    """Return an arrow whose tip touches the area's edge, coming from where it covers the least."""
    ways: list[tuple[bool, int, int, Mark]] = []
    for down in (1, -1):
        for right in (1, -1):
            tip_x = area.x + area.w / 2 + right * min(area.w * 0.2, 30.0)
            tip_y = area.y + area.h + 3 if down == 1 else area.y - 3
            x, y = tip_x + right * REACH, tip_y + down * REACH
            outside = not (8 <= x <= drawing.width - 8 and 8 <= y <= drawing.height - 8)
            middle = ((x + tip_x) / 2, (y + tip_y) / 2)
            covered = sum(
                each.holds(*point)
                for name, each in drawing.areas.items()
                if name.count(".") > 1 or "bar" in name
                for point in ((x, y), middle)
            )
            ways.append((outside, covered, len(ways), Mark("arrow", x, y, x2=tip_x, y2=tip_y)))
    best = min(ways, key=lambda way: way[:3])[3]
    return Mark(
        "arrow",
        _between(best.x, 4, drawing.width - 4),
        _between(best.y, 4, drawing.height - 4),
        x2=best.x2,
        y2=_between(best.y2, 2, drawing.height - 2),
    )


def _in_thousandths(drawing: Drawing, mark: Mark) -> Mark:
    across, down = FULL / drawing.width, FULL / drawing.height
    return inside(
        Mark(
            mark.kind,
            _tenth(mark.x * across),
            _tenth(mark.y * down),
            _tenth(mark.w * across),
            _tenth(mark.h * down),
            _tenth(mark.x2 * across),
            _tenth(mark.y2 * down),
        )
    )


def _between(value: float, low: float, high: float) -> float:
    return min(max(value, low), high)


def _tenth(value: float) -> float:
    return round(value, 1)
