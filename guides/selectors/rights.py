"""What may be asked for, as the files have it: the eligibility questions, extra damages, the routes that remain."""

from __future__ import annotations

from functools import lru_cache

from guides.adapters.knowledge_files import read_knowledge
from guides.domain.compensation import Compensation
from guides.domain.eligibility import Eligibility
from guides.domain.routes import RouteFacts


@lru_cache(maxsize=1)
def eligibility() -> Eligibility:
    return Eligibility.of(read_knowledge().eligibility)


@lru_cache(maxsize=1)
def compensations() -> tuple[Compensation, ...]:
    """Return the kinds of extra damages in display order."""
    return tuple(Compensation.of(row) for row in read_knowledge().compensation)


def routes(platform: str) -> tuple[RouteFacts, ...]:
    """Return the routes for what was bought on that platform, in display order."""
    return tuple(one for one in every_route() if platform in (one.platforms or (platform,)))


@lru_cache(maxsize=1)
def every_route() -> tuple[RouteFacts, ...]:
    return tuple(RouteFacts.of(row) for row in read_knowledge().routes)
