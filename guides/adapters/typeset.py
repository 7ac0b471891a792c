"""The sheets of `guides/typst/`, typeset by the press both apps share."""

from __future__ import annotations

from pathlib import Path

from press import typeset as press
from press.typeset import FONTS, CannotSet, Format, Sheet, coverage, missing_glyphs

__all__ = ["FONTS", "CannotSet", "Format", "Sheet", "coverage", "missing_glyphs", "typeset"]

SHEETS = Path(__file__).resolve().parent.parent / "typst"
# A sheet takes tens of milliseconds; what takes longer than this is broken, and nobody waits for it.
PATIENCE_SECONDS = 10


def typeset(sheet: Sheet, form: Format, *, ppi: float = 144) -> list[bytes]:
    """Return the pages as `press.typeset` does, from one of our own sheets."""
    return press.typeset(sheet, form, folder=SHEETS, seconds=PATIENCE_SECONDS, ppi=ppi)
