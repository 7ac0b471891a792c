"""The letters by code: whom each is for and where it is pasted."""

from __future__ import annotations

from functools import lru_cache

from guides.adapters.knowledge_files import read_knowledge
from guides.domain.letters import LetterFacts


@lru_cache(maxsize=1)
def letters() -> dict[str, LetterFacts]:
    """Return the letters by code, T1 first."""
    return {row["code"]: LetterFacts.of(row) for row in read_knowledge().letters}
