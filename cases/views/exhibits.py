"""Exhibits as the components show them: tiles of a gallery and the section of the case page."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.domain.media import media_type
from cases.models import Case, Contact, Evidence
from cases.selectors.evidence import needs_of, proofs_of_contact
from cases.views.evidence_words import length_words
from cases.views.wording import page_lang

ICONS = {"picture": "image", "video": "video", "audio": "phone", "paper": "file-text", "text": "file-text"}


def tile(number: int, url: str, picture_url: str, **said: Any) -> dict[str, Any]:
    """Return one tile. `said`: kind, caption, state, media_type, milliseconds (or None), covered."""
    kind = str(Evidence.Kind(said["kind"]).label)
    family = media_type(said["media_type"]).family
    looks = {Evidence.State.RECEIVED: _("Being checked"), Evidence.State.REJECTED: _("Cannot be opened")}
    notes = [looks.get(said["state"]) or (_("Covered") if said["covered"] else "")]
    if said.get("milliseconds"):
        notes.append(length_words(said["milliseconds"]))
    label = _("Exhibit %(number)d") % {"number": number} if number else ""
    return {
        "url": url,
        "picture_url": picture_url,
        "icon": ICONS[family],
        "label": label,
        "caption": said["caption"] or (_("Not described yet") if said["kind"] == Evidence.Kind.OTHER else kind),
        "alt": " ".join(part for part in (label, kind, said["caption"]) if part),
        "note": " · ".join(part for part in notes if part),
        "bad": said["state"] == Evidence.State.REJECTED,
    }


def tile_of(row: Evidence) -> dict[str, Any]:
    """Return the tile of an exhibit of a case, whose `case` is loaded."""
    assert row.case is not None
    assert row.number is not None
    args = [row.case.ref, row.number]
    variant = "covered-thumb" if row.covers else "thumb"
    return tile(
        row.number,
        reverse("exhibit", args=args),
        reverse("exhibit-file", args=[*args, variant]) if row.is_pictured else "",
        kind=row.kind,
        caption=row.caption,
        state=row.state,
        media_type=row.media_type,
        milliseconds=row.milliseconds,
        covered=bool(row.covers),
    )


def proofs_of(case: Case, contact: Contact) -> list[dict[str, Any]]:
    """Return the tiles of what proves one entry."""
    rows = proofs_of_contact(contact)
    for row in rows:
        row.case = case
    return [tile_of(row) for row in rows]


def proof_url(case: Case, promise_id: int, contact_id: int) -> str:
    """Return where to add the screenshot of a promise; "" when it has one, or the case takes none any more (S28)."""
    shown = case.exhibits
    if not case.is_open or promise_id in shown.get("promises", []) or contact_id in shown.get("contacts", []):
        return ""
    return f"{reverse('evidence-add', args=[case.ref])}?promise={promise_id}"


def section_of(case: Case) -> dict[str, Any]:
    """Return the case page's part about evidence, out of the summary on the case: no query."""
    shown = case.exhibits
    tiles = []
    for row in shown.get("tiles", []):
        args = [case.ref, row["number"]]
        variant = "covered-thumb" if row["covered"] else "thumb"
        picture = reverse("exhibit-file", args=[*args, variant]) if row["picture"] else ""
        tiles.append(tile(row["number"], reverse("exhibit", args=args), picture, **_said(row)))
    broken = shown.get("broken", 0)
    needs = [row for row in needs_of(case, page_lang()) if row.must]
    return {
        "count": shown.get("count", 0),
        "tiles": tiles,
        "needs": needs,
        "broken": ngettext("%(n)d file cannot be opened", "%(n)d files cannot be opened", broken) % {"n": broken}
        if broken
        else "",
        "all_url": reverse("case-evidence", args=[case.ref]),
        "add_url": reverse("evidence-add", args=[case.ref]) if case.is_open else "",
    }


def _said(row: dict[str, Any]) -> dict[str, Any]:
    return {name: row[name] for name in ("kind", "caption", "state", "media_type", "covered")}
