"""The ways to a seller's customer service."""

from __future__ import annotations

from functools import lru_cache

from guides.adapters.knowledge_files import read_knowledge
from guides.domain.entrances import EntranceFacts


@lru_cache(maxsize=1)
def entrances() -> tuple[EntranceFacts, ...]:
    """Return the ways in, the one to try first first."""
    return tuple(EntranceFacts.of(row) for row in read_knowledge().entrances)
