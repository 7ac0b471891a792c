"""Marks as they are posted: one row of number fields each, typed or drawn. Any page that marks a picture reads them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import isfinite
from typing import Any

from guides.domain.marks import KINDS, MOST_NUMBER, TEXT_LENGTH, Mark, inside
from guides.domain.words import Words

NAME = re.compile(r"([a-z]+)-(\d{1,4})-kind")
MOST = 20
ALT_LENGTH = 120
# Drawn as boxes; what becomes of them is the page's affair.
AREA_KINDS = ("blur",)
PLACES = ("x", "y", "w", "h", "x2", "y2")


@dataclass(frozen=True, slots=True)
class MarkFault:
    """What is wrong: "place" with the mark's number, "number" and "text" likewise, or "many"."""

    what: str
    n: int = 0


def read_marks(
    post: Mapping[str, Any], kinds: Sequence[str] = KINDS, *, prefix: str = "mark"
) -> tuple[list[dict[str, Any]], list[MarkFault]]:
    """Return (marks in their order, what is wrong). A row ticked for removal is left out.

    What lies outside the picture is moved into it.
    """
    found = (NAME.fullmatch(name) for name in post)
    numbers = sorted(int(one[2]) for one in found if one and one[1] == prefix)
    marks: list[dict[str, Any]] = []
    faults: list[MarkFault] = []
    for number in numbers[:MOST]:
        row = {
            key: str(post.get(f"{prefix}-{number}-{key}", "")) for key in ("kind", "remove", "alt_zh", "alt_en", "text")
        }
        if row["remove"] or row["kind"] not in kinds:
            continue
        try:
            places = {name: _number(post.get(f"{prefix}-{number}-{name}")) for name in PLACES}
            count = int(_number(post.get(f"{prefix}-{number}-n")) or 1)
        except ValueError:
            faults.append(MarkFault("place", len(marks) + 1))
            continue
        if row["kind"] == "text" and not row["text"].strip():
            faults.append(MarkFault("text", len(marks) + 1))
        if row["kind"] == "number" and not 1 <= count <= MOST_NUMBER:
            faults.append(MarkFault("number", len(marks) + 1))
        marks.append(_mark(row, places, count))
    if len(numbers) > MOST:
        faults.append(MarkFault("many"))
    return marks, faults


def typed_rows(post: Mapping[str, Any], kinds: Sequence[str], *, prefix: str = "mark") -> list[dict[str, str]]:
    """Return the rows exactly as they were typed, to be shown again beside what is wrong with them."""
    found = (NAME.fullmatch(name) for name in post)
    numbers = sorted(int(one[2]) for one in found if one and one[1] == prefix)
    keys = ("kind", "n", "text", "alt_zh", *PLACES)
    rows = [{key: str(post.get(f"{prefix}-{number}-{key}", ""))[:ALT_LENGTH] for key in keys} for number in numbers]
    return [row for row in rows if row["kind"] in kinds][: MOST + 1]


def _mark(row: Mapping[str, str], places: Mapping[str, float], count: int) -> dict[str, Any]:
    is_area = row["kind"] in AREA_KINDS
    alt = Words(row["alt_zh"].strip()[:ALT_LENGTH], row["alt_en"].strip()[:ALT_LENGTH])
    text = " ".join(row["text"].split())[:TEXT_LENGTH]
    mark = inside(Mark("box" if is_area else row["kind"], **places, n=count, alt=alt, text=text))
    tenths = {name: round(getattr(mark, name), 1) for name in places}
    return replace(mark, **tenths).as_data()


def _number(value: Any) -> float:
    number = float(str(value or "0").strip() or 0)
    if not isfinite(number):
        raise ValueError(value)
    return number
