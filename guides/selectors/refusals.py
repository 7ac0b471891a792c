"""The refusal cards, and those a pasted text speaks of."""

from __future__ import annotations

from guides.adapters.knowledge_files import read_knowledge
from guides.adapters.stamp import kept
from guides.domain.refusals import RefusalFacts, refusals_said
from guides.models import Refusal


def refusals() -> tuple[RefusalFacts, ...]:
    """Return every card in display order."""
    return kept("refusals", _read)


def refusal(slug: str) -> RefusalFacts | None:
    """Return the card, None for a slug that is not known (any more)."""
    return next((card for card in refusals() if card.slug == slug), None)


def refusals_matching(text: str) -> tuple[RefusalFacts, ...]:
    """Return the cards the text speaks of, in the order of the text; none when it says nothing we know."""
    return refusals_said(refusals(), text)


def _read(loaded: bool) -> tuple[RefusalFacts, ...]:
    rows = [row.content() for row in Refusal.objects.all()] if loaded else read_knowledge().refusals
    return tuple(RefusalFacts.of(row) for row in rows)
