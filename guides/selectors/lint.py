"""The wording rules."""

from __future__ import annotations

from functools import lru_cache

from guides.adapters.knowledge_files import read_knowledge
from guides.domain.lint import LintRules


@lru_cache(maxsize=1)
def lint_rules() -> LintRules:
    """Return the vague, private-deal and threat words with their patterns, and the words that name a demand."""
    return LintRules.of(read_knowledge().lint)
