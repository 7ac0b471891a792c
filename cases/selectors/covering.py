"""The pages of an exhibit as they are covered: what is drawn over, and what the covered copy holds."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from cases.domain.covers import on_page
from cases.models import Evidence, Rendition


@dataclass(frozen=True)
class CoverPage:
    """One page that can be covered: `variant` is its picture without covers, `boxes` how many lie on it."""

    number: int
    variant: str
    width: int
    height: int
    boxes: int


def cover_pages(evidence: Evidence) -> list[CoverPage]:
    """Return the pages there is a picture of to draw over, in order; a picture is its own first page."""
    found: dict[int, Rendition] = {}
    first = Q(variant=Rendition.Variant.SCREEN)
    kinds = first | Q(variant__startswith=Rendition.BARE_PAGE) | Q(variant__startswith=Rendition.PAGE)
    # By name: where a page has one without covers, it comes after the covered one and takes its place.
    for row in Rendition.objects.filter(kinds, evidence=evidence).order_by("variant"):
        number = 1 if row.variant == Rendition.Variant.SCREEN else int(row.variant.rpartition("-")[2])
        found[number] = row
    return [
        CoverPage(number, row.variant, row.width, row.height, len(on_page(evidence.covers, number)))
        for number, row in sorted(found.items())
    ]


def covered_file(evidence: Evidence) -> Rendition | None:
    """Return the covered copy as a file: of a PDF a PDF, where it was made as one. None while there is none."""
    kinds = (Rendition.Variant.COVERED_PDF, Rendition.Variant.COVERED)
    # The PDF by name after the picture of its first page.
    return Rendition.objects.filter(evidence=evidence, variant__in=kinds).order_by("-variant").first()


def pages_held(evidence: Evidence) -> list[int]:
    """Return which pages the covered copy holds."""
    names = Rendition.objects.filter(evidence=evidence, variant__startswith=Rendition.PAGE)
    further = names.values_list("variant", flat=True)
    return [1, *sorted(int(name.removeprefix(Rendition.PAGE)) for name in further)]
