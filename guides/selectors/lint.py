"""The wording rules."""

from __future__ import annotations

from functools import lru_cache

from guides.adapters.knowledge_files import read_knowledge, read_sources
from guides.domain.lint import LintRules
from guides.domain.sources import Source, with_source


@lru_cache(maxsize=1)
def lint_rules() -> LintRules:
    """Return the vague, private-deal and threat words with their patterns, and the words that name a demand."""
    return LintRules.of(read_knowledge().lint)


@lru_cache(maxsize=1)
def lint_source() -> Source:
    """Return where the wording rules come from: all of them from the same place."""
    return Source.of(with_source(read_knowledge().lint["defaults"], read_sources()))
