"""The merchants' cards and the automatic answer, as the files have them."""

from __future__ import annotations

from functools import lru_cache

from guides.adapters.knowledge_files import read_knowledge
from guides.domain.cards import Card
from guides.domain.merchant_reply import Reply
from guides.domain.platforms import PlatformFacts


@lru_cache(maxsize=1)
def cards() -> tuple[Card, ...]:
    """Return every card in the order it is offered."""
    return tuple(Card.of(row) for row in read_knowledge().cards["cards"])


def card(slug: str) -> Card | None:
    """Return the card, None for a slug there is none of."""
    return next((each for each in cards() if each.slug == slug), None)


@lru_cache(maxsize=1)
def reply() -> Reply:
    """Return the automatic answer's clauses and what is known of its length."""
    return Reply.of(read_knowledge().cards["reply"])


def app_name(platform: PlatformFacts) -> str:
    """Return what the platform's app is called, "" where none is meant."""
    return str(read_knowledge().cards["apps"].get(platform.slug, platform.chip.zh))


@lru_cache(maxsize=1)
def small_print() -> str:
    """Return the line at the foot of every card."""
    return str(read_knowledge().cards["small"])
