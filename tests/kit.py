"""The merchants' cards as they ship, for tests that need no database."""

from __future__ import annotations

from guides.adapters.knowledge_files import read_knowledge
from guides.domain.cards import Card
from guides.domain.merchant_reply import Reply

CARDS = tuple(Card.of(row) for row in read_knowledge().cards["cards"])
REPLY = Reply.of(read_knowledge().cards["reply"])


def card(slug: str) -> Card:
    """Return the shipped card. StopIteration for a slug there is none of."""
    return next(each for each in CARDS if each.slug == slug)
