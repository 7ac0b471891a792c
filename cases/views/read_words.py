"""What was read off a picture, as pages show it: each value beside the piece of the picture it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cases.domain.covers import Box, on_page
from cases.domain.screenshots import Facts, Private, Spot
from cases.domain.zone import local
from cases.models import Evidence, Rendition
from cases.selectors.evidence import rendition_of
from cases.selectors.screenshots import covers_proposed, facts_read, reads_pictures, text_of
from cases.views.helping import is_behind_covers

# Room around a piece, in thousandths of the picture.
ROOM = 12.0


@dataclass(frozen=True)
class Source:
    """An exhibit a form is filled in from: its proposals, and the rows that show where each comes from."""

    evidence: Evidence
    facts: Facts
    rows: list[dict[str, Any]]


def source_of(evidence: Evidence | None, names: tuple[str, ...]) -> Source | None:
    """Return the proposals of an exhibit that was read, with rows of those names; None when it was not."""
    if evidence is None or is_behind_covers(evidence):
        return None
    facts = facts_read(evidence)
    if facts is None:
        return None
    return Source(evidence, facts, fact_rows(evidence, facts, names))


def reading_of(evidence: Evidence, *, open_: bool) -> dict[str, Any] | None:
    """Return what the exhibit's page says of the reading; None where nothing reads, nothing is to be read, or it
    is kept from whoever came."""
    if is_behind_covers(evidence):
        return None
    row = text_of(evidence)
    if row is None:
        coming = evidence.state == Evidence.State.RECEIVED and evidence.media_type.startswith("image/")
        return {"waiting": True} if coming and reads_pictures() else None
    if row.read_at is None:
        return {"waiting": True} if row.act_at is not None and reads_pictures() else None
    facts = facts_read(evidence, row)
    if facts is None or not row.text:
        return None
    covers = [one for one in covers_proposed(evidence, row) if not is_covered(one.box, evidence.covers)]
    return {
        "rows": fact_rows(evidence, facts),
        "text": row.text.splitlines(),
        "log_url": _log_url(evidence) if open_ and facts.of_contact and evidence.contact_id is None else "",
        "covers": len(covers) if open_ else 0,
    }


def _log_url(evidence: Evidence) -> str:
    return f"{reverse('case-log', args=[evidence.case.ref])}?from={evidence.number}" if evidence.case else ""


ALL = ("promise", "heard_at", "agent_number", "order_number", "amount", "shop")
OF_CONTACT, OF_ORDER = ALL[:3], ALL[3:]


def fact_rows(evidence: Evidence, facts: Facts, names: tuple[str, ...] = ALL) -> list[dict[str, Any]]:
    """Return {label, value, crop} of each proposal, in the order a person would check them."""
    heard = f"{local(facts.moment):%Y-%m-%d %H:%M}" if facts.moment else ""
    labels = {
        "promise": _("They promised"),
        "heard_at": _("Said at"),
        "agent_number": _("Agent number"),
        "order_number": _("Order number"),
        "amount": _("Amount"),
        "shop": _("Shop"),
    }
    values = {"heard_at": heard, "amount": f"¥{facts.amount.value}" if facts.amount else ""}
    picture = screen_of(evidence)
    return [
        {"label": labels[name], "value": values.get(name) or spot.value, "crop": crop(picture, spot.box)}
        for name in names
        if isinstance(spot := getattr(facts, name), Spot)
    ]


@dataclass(frozen=True)
class Picture:
    url: str
    width: int
    height: int


def screen_of(evidence: Evidence) -> Picture | None:
    """Return the picture pieces are cut from; None while there is none."""
    made = rendition_of(evidence, Rendition.Variant.SCREEN)
    if made is None:
        return None
    if evidence.case is not None:
        url = reverse("exhibit-file", args=[evidence.case.ref, evidence.number, "screen"])
    else:
        url = reverse("capture-file", args=[evidence.ref, "screen"])
    return Picture(url, made.width, made.height)


def crop(picture: Picture | None, box: Box) -> dict[str, Any] | None:
    """Return the piece of the picture around a box, for cases/partials/crop.html."""
    if picture is None:
        return None
    x, y, width, height = box
    left, top = max(x - ROOM, 0) * picture.width / 1000, max(y - ROOM / 2, 0) * picture.height / 1000
    right = min(x + width + ROOM, 1000) * picture.width / 1000
    bottom = min(y + height + ROOM / 2, 1000) * picture.height / 1000
    view = f"{left:.0f} {top:.0f} {max(right - left, 1):.0f} {max(bottom - top, 1):.0f}"
    return {"url": picture.url, "width": picture.width, "height": picture.height, "view": view}


def cover_rows(evidence: Evidence) -> list[dict[str, Any]]:
    """Return {label, words, value, crop} of what is proposed for covering and is not covered yet."""
    picture = screen_of(evidence)
    labels = {
        "phone": _("Telephone number"),
        "id": _("ID number"),
        "address": pgettext("where someone lives", "Address"),
        "parcel": _("Parcel number"),
        "name": _("Name"),
    }

    def row(one: Private) -> dict[str, Any]:
        value = ",".join(f"{side:.1f}" for side in one.box)
        return {"label": labels[one.kind], "words": one.words, "value": value, "crop": crop(picture, one.box)}

    return [row(one) for one in covers_proposed(evidence) if not is_covered(one.box, evidence.covers)]


def is_covered(box: Box, covers: list[list[float]]) -> bool:
    """Return whether one rectangle covers all of the box but a hair's breadth."""
    x, y, width, height = box
    return any(
        left <= x + 2 and top <= y + 2 and left + wide >= x + width - 2 and top + high >= y + height - 2
        for left, top, wide, high in on_page(covers, 1)  # only pictures are read
    )
