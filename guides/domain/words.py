"""The same words in both languages."""

from __future__ import annotations

from typing import NamedTuple


class Words(NamedTuple):
    """Chinese and English; `said("en-gb")` picks English, every other language gets Chinese."""

    zh: str = ""
    en: str = ""

    def said(self, language: str) -> str:
        return self.en if language.lower().startswith("en") else self.zh
