"""Lines of text with their places, in thousandths of the picture's width and height, and how they belong together."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from cases.domain.covers import Box

# Below this the reader is guessing.
SURE = 0.5
# Where one's own bubbles stand in every chat app: away from the left edge, up to near the right one.
OWN_LEFT, OWN_RIGHT = 185, 780
# Between these the words of their bubbles begin.
THEIR_EDGES = 140.0, 200.0
# Lines of one bubble start at the same place and follow within this share of their height.
SAME_LEFT, NEXT_LINE = 25.0, 1.3
# How far a character may stand from where its place is reckoned, in halves of a Chinese one.
SPARE = 1.2


@dataclass(frozen=True, slots=True)
class Line:
    """One line as it was read."""

    box: Box
    text: str
    confidence: float = 1.0

    @property
    def plain(self) -> str:
        """The text in half-width signs, without invisible ones."""
        return unicodedata.normalize("NFKC", self.text).strip()


@dataclass(frozen=True, slots=True)
class Spot:
    """A value and where in the picture it stands."""

    value: str
    box: Box


def lines_of(rows: Iterable[dict[str, Any]]) -> list[Line]:
    """Return the lines the reader was sure of, from the top down."""
    found = [
        Line((float(x), float(y), float(w), float(h)), str(row["text"]), float(row["confidence"]))
        for row in rows
        for x, y, w, h in [row["box"]]
    ]
    return sorted((line for line in found if line.confidence >= SURE), key=lambda line: (line.box[1], line.box[0]))


def around(lines: Sequence[Line]) -> Box:
    """Return the rectangle around these lines."""
    left, top = min(line.box[0] for line in lines), min(line.box[1] for line in lines)
    right = max(line.box[0] + line.box[2] for line in lines)
    bottom = max(line.box[1] + line.box[3] for line in lines)
    return (left, top, right - left, bottom - top)


def their_edge(boxes: Sequence[Box]) -> float | None:
    """Return where their bubbles' words begin: as far from the left as a short one of one's own ends from the right.
    None where no such pair shows it."""
    short = [box for box in boxes if box[0] > THEIR_EDGES[1] + 30.0]
    return max(
        (
            box[0]
            for box in boxes
            if THEIR_EDGES[0] <= box[0] <= THEIR_EDGES[1]
            and any(abs(box[0] + one[0] + one[2] - 1000.0) <= SAME_LEFT / 2 for one in short)
        ),
        default=None,
    )


def is_own(box: Box, edge: float | None = None) -> bool:
    """Whether a bubble stands where one's own do: what the shopper wrote is no promise of theirs. `edge` is
    `their_edge`; without it a bubble that could be either is taken for one's own."""
    left, right = box[0], box[0] + box[2]
    if edge is not None and (abs(left - edge) <= SAME_LEFT / 2 or right >= 1000.0 - edge - SAME_LEFT):
        return abs(left - edge) > SAME_LEFT / 2
    return left >= OWN_LEFT and right >= OWN_RIGHT


def paragraphs(lines: Sequence[Line]) -> list[list[Line]]:
    """Return the lines by bubble: each line goes to the one above it that starts where it does."""
    groups: list[list[Line]] = []
    for line in lines:
        home = next((group for group in reversed(groups) if _follows(group[-1], line)), None)
        if home is None:
            groups.append([line])
        else:
            home.append(line)
    return groups


def _follows(above: Line, line: Line) -> bool:
    gap = line.box[1] - (above.box[1] + above.box[3])
    # What is timed or named by itself begins anew.
    height = max(above.box[3], line.box[3])
    return abs(above.box[0] - line.box[0]) <= SAME_LEFT and -0.5 * height <= gap <= NEXT_LINE * height


def part_of(line: Line, start: int, end: int) -> Box:
    """Return where the characters from `start` to `end` of `line.plain` stand: measured in widths of their kind, with
    room to spare on each side. A character it would cut through lies in it whole: half of one can still be read."""
    text = line.plain
    written = line.text.strip()
    # What stands in the picture may be wider than its plain form: a colon of a Chinese keyboard.
    widths = [_width(sign) for sign in (written if len(written) == len(text) else text)]
    edges = [0.0, *accumulate(widths)]
    x, y, width, height = line.box
    unit = width / (edges[-1] or 1.0)
    first = max((edge for edge in edges if edge <= edges[start] - SPARE), default=0.0)
    last = min((edge for edge in edges if edge >= edges[end] + SPARE), default=edges[-1])
    spare = 0.2 * height
    return (x + first * unit, max(y - spare, 0.0), (last - first) * unit, min(height + 2 * spare, 1000.0 - y + spare))


def _width(sign: str) -> float:
    if unicodedata.east_asian_width(sign) in "WF":
        return 2.0
    return 0.6 if sign in " .,:;'!|" else 1.15
