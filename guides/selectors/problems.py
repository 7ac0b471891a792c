"""The kinds of problem with their checklists, and the demands."""

from __future__ import annotations

from guides.adapters.knowledge_files import read_knowledge
from guides.adapters.stamp import kept
from guides.domain.problems import DemandFacts, ProblemFacts
from guides.domain.words import Words
from guides.models import Demand, ProblemType


def problem_types() -> tuple[ProblemFacts, ...]:
    """Return every kind of problem in display order; `common` marks those shown first."""
    return tuple(_problems().values())


def problem_type(slug: str) -> ProblemFacts | None:
    """Return the kind of problem, None for a slug that is not known (any more)."""
    return _problems().get(slug)


def demands() -> tuple[DemandFacts, ...]:
    """Return every demand in display order; `common` marks those shown first."""
    return tuple(_demands().values())


def demand(slug: str) -> DemandFacts | None:
    """Return the demand, None for a slug that is not known (any more)."""
    return _demands().get(slug)


def condition_names() -> dict[str, Words]:
    """Return how the conditions of a reply are called: `problem:…` and `demand:…`."""
    problems = {f"problem:{one.slug}": one.name for one in problem_types()}
    return problems | {f"demand:{one.slug}": one.name for one in demands()}


def _problems() -> dict[str, ProblemFacts]:
    return kept("problem_types", _read_problems)


def _demands() -> dict[str, DemandFacts]:
    return kept("demands", _read_demands)


def _read_problems(loaded: bool) -> dict[str, ProblemFacts]:
    rows = [row.content() for row in ProblemType.objects.all()] if loaded else read_knowledge().problem_types
    return {row["slug"]: ProblemFacts.of(row) for row in rows}


def _read_demands(loaded: bool) -> dict[str, DemandFacts]:
    rows = [row.content() for row in Demand.objects.all()] if loaded else read_knowledge().demands
    return {row["slug"]: DemandFacts.of(row) for row in rows}
