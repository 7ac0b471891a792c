"""Marks as they are posted: one row of number fields each, typed or drawn."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from math import isfinite
from typing import Any

from django.utils.translation import gettext as _

from guides.domain.marks import KINDS, Mark, inside
from guides.domain.words import Words

NAME = re.compile(r"mark-(\d{1,4})-kind")
MOST = 20
ALT_LENGTH = 120
AREA_KINDS = ("blur",)


def typed_marks(post: Mapping[str, Any], kinds: tuple[str, ...] = KINDS) -> tuple[list[dict[str, Any]], list[str]]:
    """Return (marks in their order, what is wrong in sentences). A row ticked for removal is left out.

    What lies outside the picture is moved into it.
    """
    numbers = sorted(int(found[1]) for name in post if (found := NAME.fullmatch(name)))
    marks, errors = [], []
    for number in numbers[:MOST]:
        row = {key: str(post.get(f"mark-{number}-{key}", "")) for key in ("kind", "remove", "alt_zh", "alt_en")}
        if row["remove"] or row["kind"] not in kinds:
            continue
        try:
            places = {name: _number(post.get(f"mark-{number}-{name}")) for name in ("x", "y", "w", "h", "x2", "y2")}
            count = int(_number(post.get(f"mark-{number}-n")) or 1)
        except ValueError:
            errors.append(_("Mark %(n)s: its place must be numbers from 0 to 1000.") % {"n": len(marks) + 1})
            continue
        marks.append(_mark(row, places, count))
    if len(numbers) > MOST:
        errors.append(_("No more than %(n)s marks on one picture.") % {"n": MOST})
    return marks, errors


def _mark(row: Mapping[str, str], places: Mapping[str, float], count: int) -> dict[str, Any]:
    is_area = row["kind"] in AREA_KINDS
    alt = Words(row["alt_zh"].strip()[:ALT_LENGTH], row["alt_en"].strip()[:ALT_LENGTH])
    mark = inside(Mark("box" if is_area else row["kind"], **places, n=count, alt=alt))
    tenths = {name: round(getattr(mark, name), 1) for name in places}
    return replace(mark, **tenths).as_data()


def _number(value: Any) -> float:
    number = float(str(value or "0").strip() or 0)
    if not isfinite(number):
        raise ValueError(value)
    return number
