"""What a row of the knowledge may name: platforms, problems, letters, guides, telephone numbers."""

from __future__ import annotations

from guides.domain.advice_faults import Known
from guides.models import Guide
from guides.selectors.letters import letters
from guides.selectors.lint import lint_rules
from guides.selectors.platforms import platforms, regulators
from guides.selectors.problems import demands, problem_types


def known() -> Known:
    """Return what there is, as the tables have it."""
    return Known(
        platforms=frozenset(one.slug for one in (*platforms(), *regulators())),
        problems=frozenset(one.slug for one in problem_types()),
        demands=frozenset(one.slug for one in demands()),
        letters=frozenset(letters()),
        guides=frozenset(Guide.objects.values_list("slug", flat=True)),
        lint=lint_rules(),
    )


def listed_numbers() -> frozenset[str]:
    """Return every telephone number that stands with its source."""
    return frozenset(line.number for one in (*platforms(), *regulators()) for line in one.hotlines)
