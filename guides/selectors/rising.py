"""What is known about moving up: grounds of refusal, forms, jurisdiction, what comes after a result."""

from __future__ import annotations

from functools import lru_cache

from guides.adapters.knowledge_files import read_knowledge
from guides.domain.forms import FormFacts
from guides.domain.grounds import AfterwardFacts, GroundFacts, JurisdictionFacts

REGULATOR = "12315"


@lru_cache(maxsize=1)
def grounds() -> tuple[GroundFacts, ...]:
    """Return every ground of refusal, those of 12315 first."""
    return tuple(GroundFacts.of(row) for row in read_knowledge().grounds)


def grounds_at(place: str) -> tuple[GroundFacts, ...]:
    """Return the grounds of one place, () where no list was found."""
    return tuple(one for one in grounds() if place in one.to)


@lru_cache(maxsize=1)
def forms() -> tuple[FormFacts, ...]:
    """Return every form."""
    return tuple(FormFacts.of(row) for row in read_knowledge().forms)


def forms_at(place: str) -> tuple[FormFacts, ...]:
    """Return the forms of one place; of a platform without its own the general one."""
    own = tuple(one for one in forms() if place in one.to)
    return own or tuple(one for one in forms() if not one.to)


@lru_cache(maxsize=1)
def jurisdictions() -> dict[str, JurisdictionFacts]:
    """Return whose bureau may act, by what is known of the shop."""
    return {row["slug"]: JurisdictionFacts.of(row) for row in read_knowledge().jurisdictions}


@lru_cache(maxsize=1)
def afterwards() -> tuple[AfterwardFacts, ...]:
    """Return every step that may follow a result, in the order they are shown."""
    return tuple(AfterwardFacts.of(row) for row in read_knowledge().afterwards)


def afterwards_of(tier: str, kind: str, platform: str, ground: str) -> tuple[AfterwardFacts, ...]:
    """Return the steps that follow that result; a platform's own appeal takes the place of the general one."""
    found = [one for one in afterwards() if one.follows(tier, kind, platform, ground)]
    own = {one.letter for one in found if one.platforms and one.letter}
    return tuple(one for one in found if one.platforms or not one.letter or one.letter not in own)
