"""The letters by code: whom each is for, where it is pasted, and an editor's own words."""

from __future__ import annotations

from guides.adapters.knowledge_files import read_knowledge
from guides.adapters.stamp import kept
from guides.domain.letters import LetterFacts
from guides.models import LetterText


def letters() -> dict[str, LetterFacts]:
    """Return the letters by code, T1 first. `text` is empty where the words that ship hold."""
    return kept("letters", _read)


def _read(loaded: bool) -> dict[str, LetterFacts]:
    # Between a migration and the loading that follows it the table is empty: the files hold.
    rows = list(LetterText.objects.all()) if loaded else []
    if not rows:
        return {row["code"]: LetterFacts.of(row) for row in read_knowledge().letters}
    unsaid = {"text_zh": "", "text_en": ""}
    return {row.code: LetterFacts.of(row.content() | ({} if row.is_edited else unsaid)) for row in rows}
