"""Typesetting: a sheet and its data become a PDF, pictures or SVG, with our own fonts alone.

Both apps set their papers here; the press knows neither. A sheet is a file of the app's own, what all of them share is
`house.typ`. Small ones are set in place, a long one in a process of its own (`set_apart`).
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as Late
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal
from xml.sax.saxutils import quoteattr

import typst

from press.glyphs import Coverage

HERE = Path(__file__).resolve().parent
FONTS, HOUSE = HERE / "fonts", HERE / "house.typ"
Format = Literal["pdf", "png", "svg"]
# As many at a time as there are cores on a small machine: typesetting is all processor.
HANDS = 2
# What a paper for a file is declared to be: kept for long, its text to be taken out, read aloud.
STANDARDS: tuple[Literal["a-2u", "ua-1"], ...] = ("a-2u", "ua-1")


class CannotSet(Exception):
    """The sheet could not be typeset, or not in time."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """`name` is a file of `folder`, `data` what it reads as JSON, `pictures` are files beside it by name."""

    name: str
    data: Mapping[str, Any]
    pictures: Mapping[str, bytes] = field(default_factory=dict)


def typeset(sheet: Sheet, form: Format, *, folder: Path, seconds: float, ppi: float = 144) -> list[bytes]:
    """Return the sheet's pages, one file each; a PDF is one file of all pages. CannotSet when it does not work out.

    Text travels as data, never as markup, so nothing anybody types is a command. Missing glyphs are no error here
    (they become boxes): ask `missing_glyphs` first.
    """
    job: Future[list[bytes]] = _hands().submit(_set, sheet, form, ppi, folder)
    try:
        return job.result(timeout=seconds)
    except Late:
        job.cancel()
        raise CannotSet(f"{sheet.name}: not ready after {seconds} s") from None
    except typst.TypstError as problem:
        raise CannotSet(f"{sheet.name}: {problem}") from problem


def set_apart(sheet: Path, data: Mapping[str, Any], root: Path, out: Path, *, seconds: float, made_at: int = 0) -> None:
    """Write the sheet as a tagged PDF to `out`, set by a process of its own that is ended after so many seconds.

    `root` is a folder with the pictures the data names; the sheet, what all share and the data are put beside them.
    `made_at` is the date the file bears, in seconds since 1970. Nothing of our environment reaches that process, and
    what it takes of memory is given back. CannotSet as above.
    """
    for source in (sheet, HOUSE):
        shutil.copyfile(source, root / source.name)
    (root / "data.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    command = [sys.executable, "-m", "press", str(root / sheet.name), str(out), str(made_at)]
    environment = {"PYTHONPATH": str(HERE.parent), "LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        ran = subprocess.run(
            command, cwd=root, env=environment, timeout=seconds, capture_output=True, text=True, check=False
        )
    except subprocess.TimeoutExpired:
        raise CannotSet(f"{sheet.name}: not ready after {seconds:.0f} s") from None
    if ran.returncode:
        raise CannotSet(f"{sheet.name}: {ran.stderr.strip()[-500:] or f'ended with {ran.returncode}'}")


def compile_file(source: Path, out: Path, made_at: int) -> None:
    """Write what the sheet makes of the `data.json` beside it, as a tagged PDF. What the child process does."""
    made = _compiler(source, {"data": (source.parent / "data.json").read_text(encoding="utf-8")})
    made.compile(output=out, format="pdf", timestamp=made_at, pdf_standards=list(STANDARDS))


def undecoded(root: Path, name: str, width: int, height: int) -> str:
    """Return the name of a drawing, written into `root`, that shows this JPEG of so many pixels.

    The typesetter keeps the pixels of every picture it is given until the last page is set; what a drawing only points
    at goes into the PDF as the JPEG it is, and is never decoded.
    """
    drawing, beside = f"{name}.svg", quoteattr(name.rpartition("/")[2])
    spaces = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    size = f'width="{width}" height="{height}"'
    shown = f'<svg {spaces} {size} viewBox="0 0 {width} {height}"><image {size} xlink:href={beside}/></svg>'
    (root / drawing).write_text(shown, encoding="utf-8")
    return drawing


def missing_glyphs(text: str) -> str:
    """Return the characters of a text that none of our fonts holds, each once, in order; "" when all are there."""
    return coverage().missing(text)


@lru_cache(maxsize=1)
def coverage() -> Coverage:
    """Return what the fonts together can show."""
    return Coverage.of((FONTS / "coverage.txt").read_text(encoding="ascii"))


def _set(sheet: Sheet, form: Format, ppi: float, folder: Path) -> list[bytes]:
    # The compiler reads nothing outside its root: the sheets, what they share, and this sheet's own files.
    with tempfile.TemporaryDirectory(prefix="sheet-") as made_in:
        root = Path(made_in)
        for source in (HOUSE, *folder.glob("*.typ")):
            shutil.copyfile(source, root / source.name)
        for name, content in sheet.pictures.items():
            (root / os.path.basename(name)).write_bytes(content)
        compiler = _compiler(root / sheet.name, {"data": json.dumps(sheet.data, ensure_ascii=False)})
        # A fixed timestamp: the same card is the same file.
        made = compiler.compile(format=form, ppi=ppi, timestamp=0)
    return [page for page in (made if isinstance(made, list) else [made]) if page is not None]


def _compiler(source: Path, inputs: dict[str, str]) -> typst.Compiler:
    return typst.Compiler(
        source,
        root=source.parent,
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs=inputs,
        # No packages: an import from the network finds an empty folder and no download.
        package_path=source.parent,
        package_cache_path=source.parent,
    )


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])


@lru_cache(maxsize=1)
def _hands() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(max_workers=HANDS, thread_name_prefix="typeset")
