"""The platforms, common ones first as shipped."""

from __future__ import annotations

from guides.adapters.knowledge_files import read_knowledge
from guides.adapters.stamp import kept
from guides.domain.platforms import PlatformFacts
from guides.models import Platform


def platforms() -> tuple[PlatformFacts, ...]:
    """Return every platform in display order; `common` marks those shown first. Regulators are not among them."""
    return tuple(one for one in _by_slug().values() if one.kind == "platform")


def regulators() -> tuple[PlatformFacts, ...]:
    """Return 12315, the local bureau and the postal authority, in that order as shipped."""
    return tuple(one for one in _by_slug().values() if one.kind == "regulator")


def platform(slug: str) -> PlatformFacts | None:
    """Return the platform, None for a slug that is not known (any more) or is a regulator's."""
    found = place(slug)
    return found if found and found.kind == "platform" else None


def place(slug: str) -> PlatformFacts | None:
    """Return the platform or the regulator, None for a slug that is not known (any more)."""
    return _by_slug().get(slug)


def _by_slug() -> dict[str, PlatformFacts]:
    return kept("platforms", _read)


def _read(loaded: bool) -> dict[str, PlatformFacts]:
    rows = [row.content() for row in Platform.objects.all()] if loaded else read_knowledge().platforms
    return {row["slug"]: PlatformFacts.of(row) for row in rows}
