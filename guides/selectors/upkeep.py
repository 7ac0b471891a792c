"""What waits for an editor: guides nobody has checked for long, reports on steps, numbers that did not work."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Count, Max, QuerySet

from guides.domain.freshness import OLD_DAYS
from guides.models import Guide, HotlineReport, StepReport

# From so many unanswered reports on, readers of a step are told that it may have changed.
ENOUGH_REPORTS = 3


def old_guides(today: date) -> QuerySet[Guide]:
    """Return the published guides whose last check is more than 180 days ago, the oldest first."""
    return Guide.objects.filter(published__isnull=False, checked_on__lt=today - timedelta(days=OLD_DAYS)).order_by(
        "checked_on", "slug"
    )


def open_reports() -> QuerySet[StepReport]:
    """Return the reports nobody has answered, newest first."""
    return StepReport.objects.filter(state=StepReport.State.OPEN).select_related("guide", "revision")


def failing_hotlines() -> QuerySet[HotlineReport, dict[str, object]]:
    """Return {platform, number, fault, times, last} of the unsettled reports, the most reported first."""
    rows = HotlineReport.objects.filter(settled_at__isnull=True).order_by()
    return rows.values("platform", "number", "fault").annotate(times=Count("id"), last=Max("at")).order_by("-times")


def doubted_steps(slug: str) -> frozenset[str]:
    """Return the steps of a guide that many unanswered reports are about; "" stands for the guide as a whole."""
    rows = StepReport.objects.filter(guide_id=slug, state=StepReport.State.OPEN).order_by()
    often = rows.values("step").annotate(times=Count("id")).filter(times__gte=ENOUGH_REPORTS)
    return frozenset(often.values_list("step", flat=True))
