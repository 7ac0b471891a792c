"""Typesetting: a sheet of `guides/typst/` and its data become a PDF, pictures or SVG, with our own fonts alone."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as Late
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import typst

from guides.domain.glyphs import Coverage

APP = Path(__file__).resolve().parent.parent
FONTS, SHEETS = APP / "fonts", APP / "typst"
Format = Literal["pdf", "png", "svg"]
# A sheet takes tens of milliseconds; what takes longer than this is broken, and nobody waits for it.
PATIENCE_SECONDS = 10
# As many at a time as there are cores on a small machine: typesetting is all processor.
HANDS = 2


class CannotSet(Exception):
    """The sheet could not be typeset, or not in time."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """`name` is a file of guides/typst/, `data` becomes its `data.json`, `pictures` are files beside it by name."""

    name: str
    data: Mapping[str, Any]
    pictures: Mapping[str, bytes] = field(default_factory=dict)


def typeset(sheet: Sheet, form: Format, *, ppi: float = 144) -> list[bytes]:
    """Return the sheet's pages, one file each; a PDF is one file of all pages. CannotSet when it does not work out.

    Text travels as data, never as markup, so nothing anybody types is a command. Missing glyphs are no error here
    (they become boxes): ask `missing_glyphs` first.
    """
    job: Future[list[bytes]] = _hands().submit(_set, sheet, form, ppi)
    try:
        return job.result(timeout=PATIENCE_SECONDS)
    except Late:
        job.cancel()
        raise CannotSet(f"{sheet.name}: not ready after {PATIENCE_SECONDS} s") from None
    except typst.TypstError as problem:
        raise CannotSet(f"{sheet.name}: {problem}") from problem


def missing_glyphs(text: str) -> str:
    """Return the characters of a text that none of our fonts holds, each once, in order; "" when all are there."""
    return coverage().missing(text)


@lru_cache(maxsize=1)
def coverage() -> Coverage:
    """Return what the fonts together can show."""
    return Coverage.of((FONTS / "coverage.txt").read_text(encoding="ascii"))


def _set(sheet: Sheet, form: Format, ppi: float) -> list[bytes]:
    # The compiler reads nothing outside its root: the sheets, what they share, and this sheet's own files.
    with tempfile.TemporaryDirectory(prefix="sheet-") as folder:
        root = Path(folder)
        for source in SHEETS.glob("*.typ"):
            shutil.copyfile(source, root / source.name)
        for name, content in sheet.pictures.items():
            (root / Path(name).name).write_bytes(content)
        compiler = typst.Compiler(
            root / sheet.name,
            root=root,
            font_paths=_fonts(),
            ignore_system_fonts=True,
            sys_inputs={"data": json.dumps(sheet.data, ensure_ascii=False)},
            # No packages: an import from the network finds an empty folder and no download.
            package_path=root,
            package_cache_path=root,
        )
        # A fixed timestamp: the same card is the same file.
        made = compiler.compile(format=form, ppi=ppi, timestamp=0)
    return made if isinstance(made, list) else [made]


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])


@lru_cache(maxsize=1)
def _hands() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(max_workers=HANDS, thread_name_prefix="typeset")
