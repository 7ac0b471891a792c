"""How often a human was asked for, and what else there is."""

from __future__ import annotations

from datetime import date

from cases.models import Case, HumanTries
from cases.selectors.guides import guide_to, guides_of_case
from guides.domain.guide import GuideView

# The article's example; after it another way is better (S40).
ENOUGH = 3


def tries_on(case: Case, day: date) -> int:
    return HumanTries.objects.filter(case=case, day=day).values_list("tries", flat=True).first() or 0


def other_guides(case: Case) -> list[GuideView]:
    """Return the guides to another way: the seller's other entrance, then complaining about silence, each if drawn."""
    shop = [one for one in guides_of_case(case, "merchant") if one.slug.endswith("merchant-shop")][:1]
    complain = guide_to(case, "platform", "complain")
    return [*shop, *([complain] if complain else [])]
