"""What the studio shows, and the one gate to it. An editor sees guides and reports, never a case."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Q
from django.http import Http404

from guides.domain.drafts import screenshots_in
from guides.domain.freshness import Freshness, freshness
from guides.domain.publishing import Known
from guides.domain.words import Words
from guides.models import Guide, GuideAct, GuideRevision, Screenshot, StepReport
from guides.selectors.places import hotline_places, place, places
from guides.selectors.problems import problem_types
from guides.selectors.sources import sources

RIGHT = "guides.change_guide"


def is_editor(user: Any) -> bool:
    """True for staff who may change guides."""
    return bool(user.is_active and user.is_staff and user.has_perm(RIGHT))


def editor_only(user: Any) -> None:
    """Pass for an editor. Http404 for everybody else: a stranger does not learn that there is a studio."""
    if not is_editor(user):
        raise Http404


def guide_for_editor(user: Any, slug: str) -> Guide:
    """Return the guide with what is published of it. Http404 for who is no editor and for an unknown name alike."""
    editor_only(user)
    found = Guide.objects.filter(pk=slug).select_related("published", "draft_edited_by").first()
    if found is None:
        raise Http404
    return found


def revision_for_editor(guide: Guide, number: int) -> GuideRevision:
    found = GuideRevision.objects.filter(guide=guide, number=number).first()
    if found is None:
        raise Http404
    return found


def screenshot_for_editor(user: Any, number: int) -> Screenshot:
    editor_only(user)
    found = Screenshot.objects.filter(pk=number).first()
    if found is None:
        raise Http404
    return found


def report_picture(user: Any, number: int) -> str:
    """Return the stored name of the picture a reader sent with a report. Http404 when there is none."""
    editor_only(user)
    name = StepReport.objects.filter(pk=number).values_list("picture", flat=True).first()
    if not name:
        raise Http404
    return name


@dataclass(frozen=True, slots=True)
class StudioRow:
    slug: str
    title: Words
    place: Words
    tier: str
    kind: str
    checked_on: date
    freshness: Freshness
    reports: int
    number: int
    published: bool
    draft_at: datetime | None
    draft_by: str

    @property
    def asks(self) -> bool:
        """True when an editor has something to do here: a draft, reports, an old check, nothing published."""
        return bool(self.draft_at or self.reports or not self.published or self.freshness is not Freshness.FRESH)

    def matches(self, words: str) -> bool:
        """True when every word is somewhere in the name, the place or the titles."""
        text = " ".join((self.slug, self.tier, *self.title, *self.place)).lower()
        return all(word in text for word in words.lower().split())


def studio_rows(today: date) -> list[StudioRow]:
    """Return every guide in display order, with its freshness, open reports and draft. One query."""
    rows = Guide.objects.select_related("published", "draft_edited_by").defer("published__content")
    rows = rows.annotate(open_reports=Count("reports", filter=Q(reports__state=StepReport.State.OPEN)))
    return [_row(row, today) for row in rows.order_by("platform", "position", "slug")]


def _row(row: Guide, today: date) -> StudioRow:
    where = place(row.platform)
    return StudioRow(
        slug=row.pk,
        title=Words(row.title_zh, row.title_en),
        place=where.chip if where else Words(row.platform, row.platform),
        tier=row.tier,
        kind=row.kind,
        checked_on=row.checked_on,
        freshness=freshness(row.checked_on, today),
        reports=row.open_reports,  # type: ignore[attr-defined]
        number=row.published.number if row.published else 0,
        published=row.published is not None,
        draft_at=row.draft_edited_at if row.draft is not None else None,
        draft_by=editor_name(row.draft_edited_by) if row.draft is not None else "",
    )


def editor_name(user: Any) -> str:
    """Return how editors call each other: the part of the address before the @; "" for nobody."""
    return str(user.email).partition("@")[0] if user else ""


def known_for(document: Mapping[str, Any], today: date) -> Known:
    """Return what a document is checked against before it is published."""
    return Known(
        today=today,
        sources=frozenset(sources()),
        platforms=frozenset(one.slug for one in places()),
        problems=frozenset(one.slug for one in problem_types()),
        hotlines=frozenset(line.number for one in hotline_places() for line in one.hotlines),
        screenshots=screenshots_confirmed(document),
    )


def screenshots_confirmed(document: Mapping[str, Any]) -> dict[int, bool]:
    """Return {number: whether somebody confirmed it} of the document's screenshots; one that is gone is not in it."""
    shots = Screenshot.objects.filter(pk__in=screenshots_in(document))
    return {shot.pk: shot.confirmed_no_personal_data_at is not None for shot in shots}


def revisions_of(guide: Guide) -> Iterable[GuideRevision]:
    """Return every revision, the newest first, without their contents."""
    return GuideRevision.objects.filter(guide=guide).defer("content").order_by("-number")


def acts_of(guide: Guide, most: int = 50) -> Iterable[GuideAct]:
    """Return who did what to the guide, the newest first."""
    return GuideAct.objects.filter(guide=guide).select_related("revision")[:most]
