"""What a schematic screen may hold: plain values, finite numbers, no more than a phone has room for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import isfinite
from typing import Any

from guides.domain.words import Words

MOST_ROWS = 40
# The kind of row, what it may say as a number, the least and the most.
ROW_LIMITS = (("uploads", "count", 0, 9), ("field", "lines", 1, 20), ("space", "height", 0, 600))
# A screen that says no height of its own is cut there too.
LEAST_SCREEN, MOST_SCREEN = 80, 900


def limit_faults(screen: Mapping[str, Any]) -> list[Words]:
    """Return what no screen may hold, in both languages without a full stop; it never raises."""
    rows = screen.get("rows") or []
    if not isinstance(rows, list | tuple):
        return []
    if len(rows) > MOST_ROWS:
        return [Words(f"最多 {MOST_ROWS} 行，这里有 {len(rows)} 行", f"{MOST_ROWS} rows at most, here are {len(rows)}")]
    height = screen.get("height")
    faults = [
        Words(f"整个屏幕：{each.zh}", f"the screen: {each.en}")
        for each in _number("height", height, LEAST_SCREEN, MOST_SCREEN)
    ]
    if not all(_is_plain(value) for key, value in screen.items() if key not in ("rows", "height")):
        faults.append(NOT_PLAIN)
    for number, row in enumerate(rows, 1):
        faults += [Words(f"第 {number} 行：{each.zh}", f"row {number}: {each.en}") for each in _row(row)]
    return faults


NOT_PLAIN = Words("只能写文字和普通的数字", "write words and plain numbers only")


def _row(row: Any) -> Iterator[Words]:
    limits = ROW_LIMITS if isinstance(row, Mapping) else ()
    found = [
        each
        for kind, name, least, most in limits
        if row.get("kind") == kind
        for each in _number(name, row.get(name), least, most)
    ]
    yield from found
    if not found and not _is_plain(row):
        yield NOT_PLAIN


def _number(name: str, value: Any, least: int, most: int) -> Iterator[Words]:
    """A number left out is fine, and so is none."""
    if value is None:
        return
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if not is_number or not least <= value <= most:
        yield Words(f"{name} 要填 {least} 到 {most} 的数字", f"{name} must be a number from {least} to {most}")


def _is_plain(value: Any) -> bool:
    """True for what can be kept and drawn: no date, no number without an end, no broken character."""
    if isinstance(value, Mapping):
        return all(isinstance(key, str) and _is_plain(key) and _is_plain(each) for key, each in value.items())
    if isinstance(value, list | tuple):
        return all(_is_plain(each) for each in value)
    if isinstance(value, str):
        return "\0" not in value and not any("\ud800" <= letter <= "\udfff" for letter in value)
    if isinstance(value, float):
        return isfinite(value)
    return value is None or isinstance(value, bool | int)
