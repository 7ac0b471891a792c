"""The guides shoppers read: published revisions, kept in memory until the knowledge changes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from guides.adapters.knowledge_files import read_knowledge
from guides.adapters.stamp import kept, look_again
from guides.domain.drafts import screenshots_in, without_screenshots
from guides.domain.guide import GuideView
from guides.domain.guide_difference import difference
from guides.domain.sources import as_date
from guides.models import Guide, GuideRevision, Screenshot
from guides.selectors.places import place

ANYWHERE = "any"
# Whoever the regulator is, it is not the platform's doing: these stand in for the platform at the third tier.
REGULATORS = ("12315", "local", ANYWHERE)


@dataclass(slots=True)
class _Published:
    document: Mapping[str, Any]
    revision_id: int | None
    number: int
    checked_on: date | None
    view: GuideView | None = None

    def read(self) -> GuideView:
        """Return the guide, its pictures drawn once."""
        if self.view is None:
            self.view = GuideView.of(self.document, self.revision_id, self.number, self.checked_on)
        return self.view


_Shelf = dict[str, _Published]


def guides() -> tuple[GuideView, ...]:
    """Return every published guide in display order, articles and playbooks among them.

    Without those of a place that is known no more: they have no page, so no list, search or map may lead there. The
    studio goes on showing them, and so does a case that was shown one.
    """
    return tuple(each.read() for each in _shelf().values() if place(str(each.document["platform"])))


def guide(slug: str) -> GuideView | None:
    """Return the published guide, None when there is none under that name (any more)."""
    found = _shelf().get(slug)
    return found.read() if found else None


def guide_now(slug: str) -> GuideView | None:
    """Return the guide as it is published this moment: one query more, so that no process shows what was taken back."""
    look_again()
    return guide(slug)


def guides_of(platform: str, tier: str) -> list[GuideView]:
    """Return the guides with steps of this platform and tier, its own first, then the general ones."""
    return sorted(_at(platform, tier), key=lambda one: _fit(one, platform, ""), reverse=True)


def guide_for(platform: str, tier: str, use: str = "", problem: str = "") -> GuideView | None:
    """Return the guide that fits best: the platform's for this problem, the platform's, the general one; else None."""
    found = [
        one
        for one in _at(platform, tier)
        if (not use or one.use == use) and (not one.problems or problem in one.problems)
    ]
    return max(found, key=lambda one: (_fit(one, platform, problem), -one.position), default=None)


def revision(revision_id: int) -> GuideView:
    """Return the guide as it was published then. GuideRevision.DoesNotExist when there is no such revision."""
    found = GuideRevision.objects.get(pk=revision_id)
    content = without_screenshots(found.content, _confirmed([found.content]))
    return GuideView.of(content, found.pk, found.number)


def revision_row(revision_id: int) -> GuideRevision | None:
    """Return the row of a revision without its content, None when there is none."""
    return GuideRevision.objects.defer("content").filter(pk=revision_id).first()


def shipped_document(slug: str) -> dict[str, Any] | None:
    """Return the guide's document as the program ships it, None for one that does not ship."""
    return next((dict(doc) for doc in read_knowledge().guides if doc["slug"] == slug), None)


def shipped_difference(row: Guide) -> dict[str, tuple[Any, Any]]:
    """Return {part: (shipped, ours)} for a guide that an editor changed; empty when they agree or it does not ship."""
    shipped = shipped_document(row.pk)
    ours = row.published.content if row.published else {}
    return difference(shipped, ours) if shipped else {}


def _at(platform: str, tier: str) -> Iterator[GuideView]:
    places = {platform, *REGULATORS} if tier == "regulator" else {platform, ANYWHERE}
    for each in _shelf().values():
        doc = each.document
        if doc["kind"] == "steps" and doc["tier"] == tier and doc["platform"] in places:
            yield each.read()


def _fit(one: GuideView, platform: str, problem: str) -> tuple[bool, bool, bool]:
    return (one.platform == platform, bool(problem and problem in one.problems), one.platform != ANYWHERE)


def _shelf() -> _Shelf:
    return kept("guides", _read)


def _read(loaded: bool) -> _Shelf:
    if not loaded:
        documents = sorted(read_knowledge().guides, key=lambda doc: (doc["position"], doc["slug"]))
        return {doc["slug"]: _Published(doc, None, 0, as_date(doc["checked_on"])) for doc in documents}
    rows = Guide.objects.filter(published__isnull=False).select_related("published").defer("draft")
    published = [row for row in rows if row.published]
    shown = _confirmed(row.published.content for row in published if row.published)
    return {row.pk: _from(row, shown) for row in published}


def _confirmed(documents: Iterable[Mapping[str, Any]]) -> frozenset[int]:
    """Return those of the documents' screenshots that readers may see. No query where there are none."""
    numbers = {number for doc in documents for number in screenshots_in(doc)}
    if not numbers:
        return frozenset()
    rows = Screenshot.objects.filter(pk__in=numbers, confirmed_no_personal_data_at__isnull=False)
    return frozenset(rows.values_list("pk", flat=True))


def _from(row: Guide, shown: Collection[int]) -> _Published:
    assert row.published is not None
    content = without_screenshots(row.published.content, shown)
    return _Published(content, row.published.pk, row.published.number, row.checked_on)
