"""The pitfall rules, and those that fire."""

from __future__ import annotations

from guides.adapters.knowledge_files import read_knowledge
from guides.adapters.stamp import kept
from guides.domain.pitfalls import PitfallFacts, Situation, pitfalls_met
from guides.models import Pitfall
from guides.selectors.lint import lint_rules


def pitfall_rules() -> tuple[PitfallFacts, ...]:
    """Return every rule in display order."""
    return kept("pitfalls", _read)


def pitfalls_for(situation: Situation) -> tuple[PitfallFacts, ...]:
    """Return the rules that fire on the situation; leave out of it what is not known."""
    return pitfalls_met(pitfall_rules(), situation)


def _read(loaded: bool) -> tuple[PitfallFacts, ...]:
    rows = [row.content() for row in Pitfall.objects.all()] if loaded else []
    rows = rows or read_knowledge().pitfalls
    lint = lint_rules()
    return tuple(PitfallFacts.of(row, lint) for row in rows)
