"""What waits for editors: guides nobody has checked for half a year, open reports, numbers that fail."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from guides.models import Guide, GuideRevision, StepReport
from guides.selectors.upkeep import failing_hotlines, old_guides, open_reports
from guides.services.feedback import guide_vote_add, hotline_report_add, step_report_add
from guides.services.knowledge import knowledge_load

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


def test_it_flags_a_guide_after_half_a_year(now: datetime) -> None:
    knowledge_load(now=now)
    slugs = [row.pk for row in Guide.objects.order_by("pk")[:2]]
    for slug, days in zip(slugs, (180, 181), strict=True):
        Guide.objects.filter(pk=slug).update(checked_on=TODAY - timedelta(days=days))
    assert [row.pk for row in old_guides(TODAY)] == [slugs[1]]
    Guide.objects.filter(pk=slugs[1]).update(published=None)
    assert not old_guides(TODAY)


def test_it_lists_open_reports_newest_first(now: datetime) -> None:
    knowledge_load(now=now)
    revision = GuideRevision.objects.get(guide="taobao-step-in")
    first, second = (
        step_report_add(revision=revision, step="step-in", text=text, picture=None, now=now + timedelta(hours=hour))
        for hour, text in enumerate(("旧的", "新的"))
    )
    assert list(open_reports()) == [second, first]
    StepReport.objects.filter(pk=second.pk).update(state=StepReport.State.STILL_RIGHT, settled_at=now)
    assert list(open_reports()) == [first]


def test_it_counts_numbers_that_fail(now: datetime) -> None:
    for fault in ("no_answer", "no_answer", "wrong_number"):
        hotline_report_add(platform="taobao", number="9510211", fault=fault, now=now)
    assert [(row["fault"], row["times"]) for row in failing_hotlines()] == [("no_answer", 2), ("wrong_number", 1)]


def test_it_counts_votes_apart_by_step(now: datetime) -> None:
    knowledge_load(now=now)
    revision = GuideRevision.objects.get(guide="taobao-step-in")
    for useful in (True, True, False):
        guide_vote_add(revision=revision, step="step-in", useful=useful)
    guide_vote_add(revision=revision, step="", useful=False)
    votes = {vote.step: (vote.useful, vote.useless) for vote in revision.votes.all()}
    assert votes == {"step-in": (2, 1), "": (0, 1)}
