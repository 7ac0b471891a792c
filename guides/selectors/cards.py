"""The merchants' cards and the automatic answer."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from guides.adapters.knowledge_files import read_knowledge
from guides.adapters.stamp import kept
from guides.domain.card_guides import with_guide
from guides.domain.cards import Card
from guides.domain.guide import GuideView
from guides.domain.merchant_reply import Reply
from guides.domain.platforms import PlatformFacts
from guides.models import GuideRevision, KitCard, KitReply
from guides.selectors.guides import ANYWHERE, guide_for


def cards() -> tuple[Card, ...]:
    """Return every card in the order it is offered."""
    return kept("cards", _read_cards)


def card(slug: str) -> Card | None:
    """Return the card, None for a slug there is none of."""
    return next((each for each in cards() if each.slug == slug), None)


def card_on(card: Card, platform: str) -> Card:
    """Return the card with the picture of that platform's guide where it has one ("" for the general guide's)."""
    if card.from_guide is None:
        return card
    found = guide_for(platform or ANYWHERE, card.from_guide["tier"], card.from_guide["use"])
    picture = _picture(found, card.from_guide["step"]) if found else None
    return with_guide(card, picture) if picture else card


def _picture(view: GuideView, step: str) -> Mapping[str, Any] | None:
    """Return the drawn picture of a step as the guide's document has it, None when there is none (any more)."""
    if view.revision_id is None:
        document = next(doc for doc in read_knowledge().guides if doc["slug"] == view.slug)
    else:
        document = GuideRevision.objects.get(pk=view.revision_id).content
    picture = next((each.get("picture") for each in document["steps"] if each["slug"] == step), None)
    return picture if picture and picture["kind"] == "screen" else None


def reply() -> Reply:
    """Return the automatic answer's clauses and what is known of its length."""
    return kept("reply", _read_reply)


def app_name(platform: PlatformFacts) -> str:
    """Return what the platform's app is called, "" where none is meant."""
    return str(read_knowledge().cards["apps"].get(platform.slug, platform.chip.zh))


@lru_cache(maxsize=1)
def small_print() -> str:
    """Return the line at the foot of every card."""
    return str(read_knowledge().cards["small"])


def _read_cards(loaded: bool) -> tuple[Card, ...]:
    rows = [row.content() for row in KitCard.objects.all()] if loaded else []
    return tuple(Card.of(row) for row in rows or read_knowledge().cards["cards"])


def _read_reply(loaded: bool) -> Reply:
    row = KitReply.objects.first() if loaded else None
    return Reply.of(row.content() if row else read_knowledge().cards["reply"])
