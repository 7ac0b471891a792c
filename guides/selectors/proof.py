"""What each tier asks for, and how proof is got."""

from __future__ import annotations

from functools import lru_cache

from guides.adapters.knowledge_files import read_knowledge, read_sources
from guides.domain.proof import ProofFacts


@lru_cache(maxsize=1)
def proof() -> ProofFacts:
    """Return what proof.yaml says; it has no table."""
    return ProofFacts.of(read_knowledge().proof, read_sources())
