"""What there is for each platform and tier: its own guides, the general ones, and what was not found."""

from __future__ import annotations

from dataclasses import dataclass

from guides.domain.platforms import PlatformFacts
from guides.domain.words import Words
from guides.selectors.guides import guides_of
from guides.selectors.platforms import platforms, regulators

TIERS = ("merchant", "platform", "regulator")


@dataclass(frozen=True, slots=True)
class Coverage:
    """`own` and `general` are slugs of published guides, best first; `unknown` says what was looked for in vain."""

    platform: str
    tier: str
    own: tuple[str, ...]
    general: tuple[str, ...]
    unknown: Words

    @property
    def is_answered(self) -> bool:
        """True when a shopper gets a guide, or is told honestly that nothing is known."""
        return bool(self.own or self.general or self.unknown.zh)


def coverage() -> tuple[Coverage, ...]:
    """Return every platform at every tier, and every regulator at its own."""
    places = [(one, tier) for one in platforms() for tier in TIERS]
    places += [(one, "regulator") for one in regulators()]
    return tuple(coverage_of(one, tier) for one, tier in places)


def coverage_of(place: PlatformFacts, tier: str) -> Coverage:
    found = guides_of(place.slug, tier)
    return Coverage(
        platform=place.slug,
        tier=tier,
        own=tuple(one.slug for one in found if one.platform == place.slug),
        general=tuple(one.slug for one in found if one.platform != place.slug),
        unknown=place.unknown.get(tier, Words()),
    )
