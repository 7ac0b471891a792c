"""The ways to a person, and the day each last worked."""

from __future__ import annotations

from datetime import date

from django.db.models import Max

from guides.adapters.knowledge_files import read_knowledge
from guides.adapters.stamp import kept
from guides.domain.humans import HumanRecipe, recipes_for
from guides.models import HumanReport, HumanWay


def human_recipes() -> tuple[HumanRecipe, ...]:
    """Return every recipe in display order."""
    return kept("humans", _read)


def humans_for(platform: str) -> tuple[HumanRecipe, ...]:
    """Return the platform's own recipes first, then the ones that hold everywhere."""
    return recipes_for(human_recipes(), platform)


def ways_to_a_person(platform: str, way: str = "") -> list[tuple[HumanRecipe, date | None]]:
    """Return each recipe with the day it last worked, None where nobody said so. `way`: chat, voice or both."""
    days = last_worked()
    return [(one, days.get(one.slug)) for one in humans_for(platform) if not way or one.way == way]


def last_worked() -> dict[str, date]:
    """Return the last day on which somebody said that a way had led to a person, by its slug."""
    return kept("human days", lambda loaded: _read_days() if loaded else {})


def _read_days() -> dict[str, date]:
    return dict(HumanReport.objects.order_by().values_list("way").annotate(Max("on")))


def _read(loaded: bool) -> tuple[HumanRecipe, ...]:
    rows = [row.content() for row in HumanWay.objects.all()] if loaded else []
    return tuple(HumanRecipe.of(row) for row in rows or read_knowledge().humans)
