"""What a drawn screen is made of: rectangles, words and strokes, and the named areas a mark may point at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from guides.domain.words import Words

# Every picture is shown 360 units wide, whatever its pixels.
WIDTH = 360.0


@dataclass(frozen=True, slots=True)
class Area:
    x: float
    y: float
    w: float
    h: float

    def holds(self, x: float, y: float) -> bool:
        return self.x <= x <= self.x + self.w and self.y <= y <= self.y + self.h

    def grown(self, by: float, width: float, height: float) -> Area:
        """Return the area with a margin, cut at two units inside the picture."""
        left, top = max(self.x - by, 2.0), max(self.y - by, 2.0)
        right, bottom = min(self.x + self.w + by, width - 2), min(self.y + self.h + by, height - 2)
        return Area(left, top, right - left, bottom - top)


@dataclass(frozen=True, slots=True)
class Rect:
    x: float
    y: float
    w: float
    h: float
    fill: str
    r: float = 0
    stroke: str = ""


@dataclass(frozen=True, slots=True)
class Label:
    """One line of words; `y` is its baseline. A line that only one language needs is empty in the other."""

    x: float
    y: float
    size: float
    text: Words
    fill: str
    anchor: str = "start"
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Stroke:
    points: tuple[tuple[float, float], ...]
    colour: str
    width: float = 2


Shape = Rect | Label | Stroke


@dataclass(frozen=True, slots=True)
class Drawing:
    """`areas` are named "<row kind>.<which of that kind>" and "<row kind>.<which>.<item>".

    They lie at the same place in both languages.
    """

    height: float
    shapes: tuple[Shape, ...]
    areas: Mapping[str, Area] = field(default_factory=dict)
    width: float = WIDTH
