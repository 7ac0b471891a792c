"""Which guide a situation gets: the platform's own for the problem, the platform's own, the general one, or none."""

from __future__ import annotations

from copy import deepcopy
from datetime import datetime

import pytest

from guides.adapters import stamp
from guides.models import Guide
from guides.selectors.guides import guide_for, guides_of
from guides.services.guide_publish import guide_publish
from guides.services.knowledge import knowledge_load

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("platform", "tier", "use", "slug"),
    [
        ("taobao", "merchant", "contact", "taobao-merchant-order"),
        ("taobao", "platform", "step_in", "taobao-step-in"),
        ("taobao", "platform", "complain", "taobao-complain"),
        ("jd", "platform", "step_in", "jd-dispute"),
        ("jd_self", "platform", "step_in", "any-step-in"),
        ("dewu", "platform", "step_in", "any-step-in"),
        ("dewu", "merchant", "contact", "any-merchant-order"),
        ("taobao", "regulator", "file", "12315-online"),
        ("other", "regulator", "phone", "12315-phone"),
        ("dewu", "platform", "hotline", None),
        ("taobao", "platform", "nonsense", None),
        ("taobao", "nowhere", "", None),
    ],
)
def test_it_gives_the_guide_that_fits_best(platform: str, tier: str, use: str, slug: str | None) -> None:
    found = guide_for(platform, tier, use)
    assert (found.slug if found else None) == slug


def test_it_prefers_a_guide_for_the_very_problem(now: datetime) -> None:
    knowledge_load(now=now)
    row = Guide.objects.get(pk="taobao-step-in")
    assert row.published is not None
    special = deepcopy(row.published.content) | {"slug": "taobao-fake", "problems": ["counterfeit"], "position": 500}
    columns = {name: getattr(row, name) for name in ("platform", "tier", "kind", "use", "source", "source_name")}
    fake = Guide.objects.create(
        slug="taobao-fake", checked_on=row.checked_on, confidence="C", label_zh="经验", label_en="Experience", **columns
    )
    guide_publish(guide=fake, document=special, now=now, by=None)
    stamp.forget()

    def slug(problem: str) -> str:
        found = guide_for("taobao", "platform", "step_in", problem)
        assert found is not None
        return found.slug

    assert slug("counterfeit") == "taobao-fake"
    assert slug("defect") == slug("") == "taobao-step-in"


def test_it_lists_a_platforms_own_guides_before_the_general_ones() -> None:
    found = [one.platform for one in guides_of("taobao", "merchant")]
    assert found == sorted(found, key=lambda place: place == "any")
    assert set(found) == {"taobao", "any"}
    assert {one.platform for one in guides_of("dewu", "platform")} == {"any"}
