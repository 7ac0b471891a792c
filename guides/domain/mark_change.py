"""Which marks of a picture were added, moved or removed, with where each stood and stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from guides.domain.drawing import Drawing
from guides.domain.marks import mark_of

MarkData = Mapping[str, Any]
Drawings = tuple[Drawing | None, Drawing | None]
MarkKind = Literal["same", "added", "removed", "moved"]


@dataclass(frozen=True, slots=True)
class MarkChange:
    """`old` is None for an added mark, `new` for a removed one. `reworded`: its alt text changed."""

    kind: MarkKind
    old: MarkData | None
    new: MarkData | None
    reworded: bool = False

    @property
    def is_change(self) -> bool:
        return self.kind != "same" or self.reworded


def mark_changes(
    old: Iterable[MarkData], new: Iterable[MarkData], drawings: Drawings = (None, None)
) -> tuple[MarkChange, ...]:
    """Return one change for each mark of either side, in the order of the new ones, then the removed ones.

    A mark has no name: equal ones are the same, and those that stand at the same place in numbers (one may point at a
    part of its schematic, the other be typed: `drawings` are those of the old and the new side). Of the rest, one of
    the same kind with the same words or number is taken for moved, else the next of its kind.
    """
    left, found = list(old), []
    waiting = list(enumerate(new))

    def at_one_place(one: MarkData, other: MarkData) -> bool:
        return _in_numbers(one, drawings[0]) == _in_numbers(other, drawings[1])

    for same in (_equal, at_one_place):
        for number, mark in list(waiting):
            twin = next((one for one in left if same(one, mark)), None)
            if twin is not None:
                left.remove(twin)
                waiting.remove((number, mark))
                found.append((number, MarkChange("same", twin, mark, _words(twin) != _words(mark))))
    for alike in (_named_alike, _of_one_kind):
        for number, mark in list(waiting):
            twin = next((one for one in left if alike(one, mark)), None)
            if twin is not None:
                left.remove(twin)
                waiting.remove((number, mark))
                found.append((number, MarkChange("moved", twin, mark, _words(twin) != _words(mark))))
    found += [(number, MarkChange("added", None, mark)) for number, mark in waiting]
    ordered = [change for _number, change in sorted(found, key=lambda each: each[0])]
    return (*ordered, *(MarkChange("removed", one, None) for one in left))


def _place(mark: MarkData) -> dict[str, Any]:
    return {key: value for key, value in mark.items() if key not in ("alt_zh", "alt_en")}


def _equal(one: MarkData, other: MarkData) -> bool:
    return _place(one) == _place(other)


def _in_numbers(mark: MarkData, drawing: Drawing | None) -> dict[str, Any]:
    """Return where the mark stands in thousandths, to the tenth that a form keeps; as it is when nobody can say."""
    try:
        numbers = _place(mark_of(mark, drawing).as_data())
    except (KeyError, TypeError, ValueError):
        return _place(mark)
    return {key: round(value, 1) if isinstance(value, float) else value for key, value in numbers.items()}


def _words(mark: MarkData) -> tuple[str, str]:
    return mark.get("alt_zh") or "", mark.get("alt_en") or ""


def _named_alike(one: MarkData, other: MarkData) -> bool:
    if one.get("kind") != other.get("kind"):
        return False
    if one.get("kind") == "number":
        return one.get("n") == other.get("n")
    return bool(_words(one)[0]) and _words(one) == _words(other)


def _of_one_kind(one: MarkData, other: MarkData) -> bool:
    return one.get("kind") == other.get("kind")
