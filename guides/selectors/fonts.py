"""The fonts for whatever is typeset: where they are, and what they cannot show."""

from __future__ import annotations

from pathlib import Path

from guides.adapters import typeset

# In the order in which a sheet asks them for a character.
FAMILIES = ("Noto Sans SC", "Youju Rare", "Noto Emoji")


def fonts_folder() -> Path:
    """Return the folder of our fonts, for a typesetter's font_paths."""
    return typeset.FONTS


def missing_glyphs(text: str) -> str:
    """Return the characters of a text that no font of ours holds, each once; they would become boxes without a word."""
    return typeset.missing_glyphs(text)
