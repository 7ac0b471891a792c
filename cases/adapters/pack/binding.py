"""Binds a dossier: the sheet and its pictures become one tagged PDF."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import pypdfium2

from press.typeset import CannotSet, missing_glyphs, set_apart, undecoded

__all__ = ["CannotSet", "bind"]

SHEET = Path(__file__).resolve().parents[2] / "typst" / "dossier.typ"
SECONDS = 90.0
# Printed where no font of ours has the character; the reader is told that there are some.
INSTEAD = "〓"


def bind(data: Mapping[str, Any], root: Path, out: Path, made_at: datetime) -> int:
    """Write the PDF to `out` from the pictures in `root`; return its number of pages. CannotSet when it fails."""
    lacking = missing_glyphs("".join(_texts(data)))
    if lacking:
        table = {ord(char): INSTEAD for char in lacking}
        data = dict(_replaced(data, table))
        data["about"] = [*data["about"], ["缺字", f"有 {len(lacking)} 个字字库里没有，印作{INSTEAD}"]]
    data = {**data, **_pictures(data, root)}
    set_apart(SHEET, data, root, out, seconds=SECONDS, made_at=int(made_at.timestamp()))
    document = pypdfium2.PdfDocument(out)
    try:
        return len(document)
    finally:
        document.close()


def _pictures(data: Mapping[str, Any], root: Path) -> dict[str, Any]:
    """Return the parts of the data that show pictures, each shown by a drawing that keeps its pixels packed."""

    def held(one: Mapping[str, Any]) -> dict[str, Any]:
        return {**one, "file": undecoded(root, one["file"], one["width"], one["height"])}

    return {
        "plates": [{**one, "images": [held(image) for image in one["images"]]} for one in data["plates"]],
        "compared": [{**one, "image": held(one["image"]) if one["image"] else None} for one in data["compared"]],
    }


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, Mapping):
        return [text for one in value.values() for text in _texts(one)]
    if isinstance(value, list | tuple):
        return [text for one in value for text in _texts(one)]
    return []


def _replaced(value: Any, table: dict[int, str]) -> Any:
    if isinstance(value, str):
        return value.translate(table)
    if isinstance(value, Mapping):
        return {name: _replaced(one, table) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_replaced(one, table) for one in value]
    return value
