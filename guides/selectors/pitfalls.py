"""The pitfall rules, and those that fire."""

from __future__ import annotations

from functools import lru_cache

from guides.adapters.knowledge_files import read_knowledge
from guides.domain.pitfalls import PitfallFacts, Situation, pitfalls_met
from guides.selectors.lint import lint_rules


@lru_cache(maxsize=1)
def pitfall_rules() -> tuple[PitfallFacts, ...]:
    """Return every rule in the order it ships."""
    lint = lint_rules()
    return tuple(PitfallFacts.of(row, lint) for row in read_knowledge().pitfalls)


def pitfalls_for(situation: Situation) -> tuple[PitfallFacts, ...]:
    """Return the rules that fire on the situation; leave out of it what is not known."""
    return pitfalls_met(pitfall_rules(), situation)
