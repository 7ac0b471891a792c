"""What of an exhibit may leave the app, as pictures: covered pixels before any others, marks burnt into a copy.

The dossier calls `print_pieces`; a page that lets the shopper take one picture along calls `marked_picture`.
"""

from __future__ import annotations

from dataclasses import dataclass

from cases.adapters.darkroom.burn import burn
from cases.adapters.darkroom.prints import cropped, jpeg_of, picture_of, png_of, webp_of
from cases.adapters.darkroom.side_by_side import Side, side_by_side
from cases.domain.page_marks import marks_on
from cases.domain.regions import box_of, region_page
from cases.models import Comparison, Evidence, Rendition


@dataclass(frozen=True)
class Shown:
    """One picture, made just now: no metadata, no name."""

    content: bytes
    media_type: str
    width: int
    height: int


def shown_rendition(evidence: Evidence) -> Rendition | None:
    """Return the picture others may see of it: the covered copy once parts are covered. None while it is made anew."""
    if not evidence.is_pictured:
        return None
    wanted = Rendition.Variant.COVERED if evidence.covers else Rendition.Variant.SCREEN
    return Rendition.objects.filter(evidence=evidence, variant=wanted).first()


def shown_page(evidence: Evidence, page: int) -> Rendition | None:
    """Return the picture others may see of that page. None while it is made anew, and for a page without a picture."""
    if page == 1:
        return shown_rendition(evidence)
    if not (evidence.is_pictured and evidence.pages):
        return None
    return Rendition.objects.filter(evidence=evidence, variant=f"{Rendition.PAGE}{page}").first()


def shown_pages(evidence: Evidence) -> list[tuple[int, Rendition]]:
    """Return (number, picture) of the pages others may see, in order; [] while there is none."""
    first = shown_rendition(evidence)
    if first is None:
        return []
    names = Rendition.objects.filter(evidence=evidence, variant__startswith=Rendition.PAGE) if evidence.pages else []
    further = [(int(row.variant.removeprefix(Rendition.PAGE)), row) for row in names]
    return [(1, first), *sorted(further, key=lambda one: one[0])]


def marked_picture(evidence: Evidence, page: int = 1) -> Shown | None:
    """Return that page with its marks burnt in, under what is covered nothing. None when there is no picture of it."""
    made = shown_page(evidence, page)
    if made is None:
        return None
    image = burn(picture_of(made.name), marks_on(evidence.marks, page))
    return Shown(jpeg_of(image), "image/jpeg", image.width, image.height)


def region_picture(evidence: Evidence) -> Shown | None:
    """Return the part of the picture that shows the words, None when none was marked or there is no picture yet."""
    made = shown_page(evidence, region_page(evidence.region)) if evidence.region else None
    if made is None:
        return None
    image = cropped(picture_of(made.name), box_of(evidence.region))
    return Shown(webp_of(image), "image/webp", image.width, image.height)


def print_pieces(evidence: Evidence) -> list[Shown]:
    """Return what a printed page shows of it, in order, marks burnt in; [] while there is no picture.

    A long screenshot comes in slices cut at quiet rows, a PDF page by page, a film as its stills; anything else whole.
    """
    whole = shown_rendition(evidence)
    if whole is None:
        return []
    kinds = (Rendition.SLICE, Rendition.PAGE, Rendition.STILL)
    rows = [row for row in evidence.renditions.all() if row.variant.startswith(kinds)]
    rows.sort(key=lambda row: int(row.variant.rpartition("-")[2]))
    slices = [row for row in rows if row.variant.startswith(Rendition.SLICE)]
    high = sum(row.height for row in slices)
    # Of what has pages, the slices are those of its first. Of a film marks lie on the poster; its stills are bare.
    first = [_burnt(row, evidence, high) for row in slices] or [_burnt(whole, evidence, whole.height)]
    further = [row for row in rows if row not in slices]
    return first + [_burnt(row, evidence, row.height, _number(row)) for row in further]


def comparison_picture(
    comparison: Comparison, heading: str, titles: tuple[str, str], *, covered: bool = True
) -> Shown | None:
    """Return both exhibits on one page as a PNG, pairs numbered. None while either has no picture to show.

    Not `covered`: for the full dossier alone, which covers nothing.
    """
    made = [_side_of(one, covered) for one in (comparison.genuine, comparison.suspect)]
    if made[0] is None or made[1] is None:
        return None
    sides = [
        Side(picture_of(row.name), title, [pair[which] for pair in comparison.pairs])
        for row, title, which in zip(made, titles, ("genuine", "suspect"), strict=True)
        if row is not None
    ]
    page = side_by_side(heading, sides[0], sides[1], [pair["words"] for pair in comparison.pairs])
    return Shown(png_of(page), "image/png", page.width, page.height)


def _side_of(evidence: Evidence, covered: bool) -> Rendition | None:
    if covered or not evidence.is_pictured:
        return shown_rendition(evidence)
    return Rendition.objects.filter(evidence=evidence, variant=Rendition.Variant.SCREEN).first()


def _number(row: Rendition) -> int:
    """Return which page it is; 0 for a still, on which nothing lies."""
    return int(row.variant.removeprefix(Rendition.PAGE)) if row.variant.startswith(Rendition.PAGE) else 0


def _burnt(row: Rendition, evidence: Evidence, high: int, page: int = 1) -> Shown:
    marks, image = marks_on(evidence.marks, page), picture_of(row.name)
    image = burn(image, marks, top=row.top, whole=high) if marks else image
    return Shown(jpeg_of(image), "image/jpeg", image.width, image.height)
