"""The ways to a person."""

from __future__ import annotations

from functools import lru_cache

from guides.adapters.knowledge_files import read_knowledge
from guides.domain.humans import HumanRecipe, recipes_for


@lru_cache(maxsize=1)
def human_recipes() -> tuple[HumanRecipe, ...]:
    """Return every recipe in the order it ships."""
    return tuple(HumanRecipe.of(row) for row in read_knowledge().humans)


def humans_for(platform: str) -> tuple[HumanRecipe, ...]:
    """Return the platform's own recipes first, then the ones that hold everywhere."""
    return recipes_for(human_recipes(), platform)
