"""Packs the ZIP of a variant: the PDF, its text, every exhibit under a name of ours, and the means to check them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from cases.adapters.pack.archive import Archive
from cases.domain.dossier.plain import plain_text
from cases.domain.dossier.sheet import TITLE, VARIANTS
from cases.models import PackVariant
from cases.services.pack_compared import Compared
from cases.services.pack_plates import Picked

PDF_NAME, TEXT_NAME, FOLDER = "卷宗.pdf", "卷宗-文字版.txt", "证据"


def pack_archive(
    *,
    row: PackVariant,
    content: Mapping[str, Any],
    picked: Sequence[Picked],
    compared: Sequence[Compared],
    folder: Path,
) -> None:
    """Write `folder`/dossier.zip beside dossier.pdf."""
    pack = row.pack
    archive = Archive(folder / "dossier.zip", pack.made_at)
    archive.add(PDF_NAME, folder / "dossier.pdf")
    archive.add_text(TEXT_NAME, plain_text(dict(content)))
    for one in picked:
        if one.path is not None:
            copied: dict[str, Any] = {
                "copy": "ours" if one.copied else "original",
                "original_sha256": one.original_sha256,
            }
            if one.copied and one.pages > 1:
                # Which pages of the original the copy holds, of how many.
                copied |= {"pages": one.held, "of_pages": one.pages}
            archive.add(f"{FOLDER}/{exhibit_name(one)}", one.path, exhibit=one.number, **copied)
    for pair in compared:
        if pair.path is not None:
            archive.add(f"{FOLDER}/比对{pair.number:02d}.png", pair.path, comparison=pair.number, of=pair.exhibits)
    archive.close(
        {
            "format": 1,
            "title": f"{TITLE} 卷{content['file_no']}",
            "version": pack.number,
            "variant": row.name,
            "variant_words": VARIANTS[row.name],
            "made_on": content["made_on"],
            "made_at": pack.made_at.isoformat(),
            "left_out": [one.number for one in picked if one.path is None],
        }
    )


def exhibit_name(one: Picked) -> str:
    """Return 证据03-聊天.jpg: nothing anybody typed is in it."""
    kind = re.sub(r"[^\w\u4e00-\u9fff]+", "", one.kind)
    return f"证据{one.number:02d}-{kind}.{one.ending}"
