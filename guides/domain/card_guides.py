"""The picture of a guide's step as a frame of a merchant's card: the same rows, with the merchant's shop in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from guides.domain.cards import Card, Frame
from guides.domain.drawing import Area
from guides.domain.guide import PictureView
from guides.domain.marks import FULL

# Texts of a row as guides write them, [zh, en]; shoppers read the Chinese.
PAIRS = ("title", "side", "text", "value", "label")


def with_guide(card: Card, picture: Mapping[str, Any]) -> Card:
    """Return the card with the guide's drawn picture as its first frame; the card as it was when nothing is boxed."""
    view = PictureView.of(picture)
    press = pressed(view)
    if view.drawing is None or not press:
        return card
    screen = picture["screen"]
    rows = [_row(row) for row in screen["rows"] if row["kind"] != "space"]
    if screen.get("title_zh"):
        rows.insert(0, {"kind": "bar", "title": screen["title_zh"]})
    # The guide shows a shop that does not exist; here it is the merchant's.
    first = next((row for row in rows if row["kind"] == "card"), None)
    if first is not None:
        first["title"] = "{shop}"
    frame = Frame(card.frames[0].title, card.frames[0].text, view.alt, tuple(rows), press)
    return replace(card, frames=(frame, *card.frames[1:]))


def pressed(view: PictureView) -> str:
    """Return the name of what the first red box goes round, "" for nothing that has one."""
    box = next((mark for mark in view.marks if mark.kind == "box"), None)
    if box is None or view.drawing is None:
        return ""
    x, y = (box.x + box.w / 2) / FULL * view.width, (box.y + box.h / 2) / FULL * view.height
    found = [(area, name) for name, area in view.drawing.areas.items() if area.holds(x, y)]
    # The smallest thing under the middle of the box that a card can ring: an item of buttons or tabs, or a whole row.
    ringed = [(_size(area), name) for area, name in found if name.split(".")[2:] == [] or name.split(".")[2].isdigit()]
    ringed = [
        (size, name) for size, name in ringed if name.split(".")[0] in ("buttons", "tabs") or name.count(".") == 1
    ]
    return min(ringed, default=(0.0, ""))[1]


def _size(area: Area) -> float:
    return area.w * area.h


def _row(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a guide's row as a card has it: Chinese alone."""
    plain: dict[str, Any] = {key: value for key, value in row.items() if not key.endswith(("_zh", "_en"))}
    for key in PAIRS:
        if key in plain:
            plain[key] = _zh(plain[key])
    for key in ("items", "lines"):
        if isinstance(plain.get(key), list):
            plain[key] = [_zh(each) for each in plain[key]]
    if "title_zh" in row:
        plain["title"] = row["title_zh"]
    if "items_zh" in row:
        plain["items"] = list(row["items_zh"])
    return plain


def _zh(value: Any) -> Any:
    return value[0] if isinstance(value, list) and value else value
