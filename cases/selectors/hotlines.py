"""The numbers to call for a case: of its platform, or of the regulator."""

from __future__ import annotations

from datetime import date

from cases.models import Case
from guides.domain.humans import HumanRecipe
from guides.domain.places import EVERY_PLATFORM, Place
from guides.selectors import places
from guides.selectors.humans import ways_to_a_person

# Whom to call, as the address names it, and the places behind it.
REGULATORS = ("12315", "local")


def places_to_call(case: Case, to: str) -> list[Place]:
    """Return where to call: the case's platform, or 12315 and the local bureau. A place may have no number at all."""
    slugs = REGULATORS if to == "12315" else (case.order.platform,)
    found = [places.place(slug) for slug in slugs]
    return [one for one in found if one is not None] or [EVERY_PLATFORM]


def recipes_of(case: Case, way: str) -> list[tuple[HumanRecipe, date | None]]:
    """Return what is known of the platform's voice menu or chat, with the day it last led somebody to a person."""
    return ways_to_a_person(case.order.platform, way)


def has_hotline(case: Case, to: str) -> bool:
    return any(one.hotlines for one in places_to_call(case, to))


def is_hotline(case: Case, to: str, number: str) -> bool:
    """Return whether the number is one of those the page offers."""
    return any(line.number == number for one in places_to_call(case, to) for line in one.hotlines)
