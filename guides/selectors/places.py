"""Where guides lead: the platforms, the two regulators, and "any"."""

from __future__ import annotations

from functools import lru_cache

from guides.adapters.knowledge_files import read_knowledge
from guides.domain.places import ANYWHERE, EVERY_PLATFORM, Place
from guides.selectors.platforms import platform, platforms


def places() -> tuple[Place, ...]:
    """Return the platforms in display order, then the regulators."""
    return (*(Place.of_platform(one) for one in platforms()), *_regulators())


def place(slug: str) -> Place | None:
    """Return the place, "any" included; None for a slug that is not known."""
    if slug == ANYWHERE:
        return EVERY_PLATFORM
    if found := platform(slug):
        return Place.of_platform(found)
    return next((one for one in _regulators() if one.slug == slug), None)


def hotline_places() -> tuple[Place, ...]:
    """Return the places with a number to call, or with words on why there is none."""
    return tuple(one for one in places() if one.hotlines or one.no_hotline.zh)


@lru_cache(maxsize=1)
def _regulators() -> tuple[Place, ...]:
    return tuple(Place.of_regulator(row) for row in read_knowledge().regulators)
