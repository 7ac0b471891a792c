"""Draws the comparisons of a version, each on one page: as a PNG to hand in, and as a plate of the PDF."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image

from cases.adapters.darkroom.prints import jpeg_of
from cases.domain.dossier.sheet import WHY_MISSING, ComparedPlate
from cases.models import Comparison, PackVariant
from cases.selectors.shown import comparison_picture


@dataclass(frozen=True)
class Compared:
    """One comparison: its PNG (`path` None when none may be made), its exhibits, and its page."""

    number: int
    exhibits: Sequence[int]
    path: Path | None
    plate: ComparedPlate


def pack_compared(*, row: PackVariant, content: Mapping[str, Any], sheet: Path) -> list[Compared]:
    """Return the comparisons as the version froze them, drawn into `sheet`; covered copies alone when covered."""
    return [_drawn(row, one, sheet) for one in content.get("comparisons", [])]


def _drawn(row: PackVariant, one: Mapping[str, Any], sheet: Path) -> Compared:
    number, exhibits = int(one["number"]), [int(one["genuine"]), int(one["suspect"])]
    found = (
        Comparison.objects.filter(pk=one["id"], case_id=row.pack.case_id, genuine__number=exhibits[0])
        .filter(suspect__number=exhibits[1], genuine__deleted_at=None, suspect__deleted_at=None)
        .select_related("genuine", "suspect")
        .first()
    )
    if found is None:
        return Compared(number, exhibits, None, ComparedPlate(number, note=WHY_MISSING["uncompared"]))
    # As it was when the version was made, and struck where the variant is.
    found.pairs = [box | {"words": words} for box, words in zip(one["boxes"], one["lines"], strict=True)]
    titles = (f"正品  证据 {exhibits[0]}", f"收到的  证据 {exhibits[1]}")
    shown = comparison_picture(found, one["caption"], titles, covered=row.name == PackVariant.Name.COVERED)
    if shown is None:
        return Compared(number, exhibits, None, ComparedPlate(number, note=WHY_MISSING["unpictured"]))
    path, plate = sheet / f"compared-{number}.png", f"compared-{number}.jpg"
    path.write_bytes(shown.content)
    with Image.open(io.BytesIO(shown.content), formats=["PNG"]) as image:
        # A tenth of the PNG's size on the page.
        (sheet / plate).write_bytes(jpeg_of(image))
    drawn = {"file": plate, "width": shown.width, "height": shown.height}
    return Compared(number, exhibits, path, ComparedPlate(number, drawn))
