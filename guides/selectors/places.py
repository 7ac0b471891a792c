"""Where guides lead: the platforms, the regulators, and "any"."""

from __future__ import annotations

from dataclasses import replace

from guides.domain.places import ANYWHERE, EVERY_PLATFORM, Place
from guides.selectors import platforms as known


def places() -> tuple[Place, ...]:
    """Return the platforms in display order, then the regulators."""
    return tuple(Place.of(one) for one in (*known.platforms(), *known.regulators()))


def place(slug: str) -> Place | None:
    """Return the place, "any" included; None for a slug that is not known."""
    if slug == ANYWHERE:
        return EVERY_PLATFORM
    found = known.place(slug)
    return Place.of(found) if found else None


def hotline_places() -> tuple[Place, ...]:
    """Return the places with a number to call, or with words on why there is none."""
    return tuple(one for one in places() if one.hotlines or one.no_hotline.zh)


def hotlines_once() -> tuple[Place, ...]:
    """Return the same places, every number under the first of them that has it."""
    met: set[str] = set()
    found = []
    for one in hotline_places():
        lines = tuple(line for line in one.hotlines if line.number not in met)
        met |= {line.number for line in lines}
        if lines or not one.hotlines:
            found.append(replace(one, hotlines=lines))
    return tuple(found)


def platform_hotlines() -> tuple[Place, ...]:
    """Return the platforms with a number to call, or with words on why there is none; no regulator."""
    return tuple(one for one in map(Place.of, known.platforms()) if one.hotlines or one.no_hotline.zh)
