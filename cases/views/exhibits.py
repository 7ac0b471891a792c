"""Exhibits as the components show them: tiles of a gallery and the section of the case page."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from cases.domain.media import media_type
from cases.domain.needs import MISSING
from cases.models import Case, Contact, Evidence
from cases.selectors.catalog import how_to_get
from cases.selectors.evidence import NeedRow, asked_by, needs_met, needs_of, proofs_of_contact
from cases.views.cards import tier_name
from cases.views.evidence_words import length_words
from cases.views.helping import for_helper
from cases.views.wording import page_lang

ICONS = {"picture": "image", "video": "video", "audio": "phone", "paper": "file-text", "text": "file-text"}


def tile(number: int, url: str, picture_url: str, **said: Any) -> dict[str, Any]:
    """Return one tile. `said`: kind, caption, state, media_type, milliseconds (or None), covered, marked."""
    kind = str(Evidence.Kind(said["kind"]).label)
    family = media_type(said["media_type"]).family
    looks = {Evidence.State.RECEIVED: _("Being checked"), Evidence.State.REJECTED: _("Cannot be opened")}
    looks[Evidence.COPY_FAILED] = _("Not covered: no copy")
    notes = [looks.get(said["state"]) or (_("Covered") if said["covered"] else "")]
    if said.get("marked"):
        notes.append(_("Marked"))
    if said["state"] == Evidence.State.READY and not said["covered"] and not said.get("marked"):
        notes.append(pgettext("exhibit", "Original"))
    if said.get("replaced"):
        notes.append(_("Replaced"))
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
        "bad": said["state"] in (Evidence.State.REJECTED, Evidence.COPY_FAILED),
        # Where the page asks what has become of it, while that is not known.
        "look_url": f"{url}tile/" if said.get("busy", said["state"] == Evidence.State.RECEIVED) else "",
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
        state=Evidence.COPY_FAILED if row.is_uncopied else row.state,
        media_type=row.media_type,
        milliseconds=row.milliseconds,
        covered=bool(row.covers),
        marked=bool(row.marks),
        replaced=row.replaced_by_id is not None,
        busy=row.act_at is not None,
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


def needs_shown(case: Case) -> dict[str, Any]:
    """Return the checklist as the evidence page shows it: every row with how to get it, and how much is there."""
    lang = page_lang()
    rows = needs_of(case, lang)
    if not case.is_open:
        # A case that is over lacks nothing any more.
        rows = [row for row in rows if row.state != MISSING]
    have, asked = needs_met(rows) if case.is_open else (0, 0)
    shown = for_helper(case, {"needs": [_need(case, row, lang) for row in rows]})
    words = proof_words(asked_by(case), have, asked) if asked else ""
    return {**shown, "needs_have": have, "needs_asked": asked, "needs_words": words}


def _need(case: Case, row: NeedRow, lang: str) -> dict[str, Any]:
    how = how_to_get(row.item, case.order.platform, lang) if row.state == MISSING else None
    return {
        "key": row.key,
        "text": row.text,
        "must": row.must,
        "state": row.state,
        "tier": tier_name(row.tier) if row.tier else "",
        "how": how,
        "guide_url": reverse("case-guide", args=[case.ref, how.guide]) if how and how.guide else "",
        "page_url": reverse(how.page, args=[case.ref]) if how and how.page else "",
        "page": PAGES[how.page]() if how and how.page else "",
    }


PAGES = {"case-compare": lambda: _("Compare two"), "page-keep": lambda: _("Keep a page")}


def proof_line(case: Case) -> dict[str, str]:
    """Return how much of what is needed is there, for the next step; {} when nothing is asked. No query."""
    have, asked = needs_met(needs_of(case, page_lang()))
    if not asked or not case.is_open:
        return {}
    return {
        "proof": proof_words(asked_by(case), have, asked),
        "proof_url": reverse("case-evidence", args=[case.ref]) + "#needs",
    }


def proof_words(tier: str, have: int, asked: int) -> str:
    """Return how much of the proof that tier needs is there; it names the tier, so that the count is of one thing."""
    text = (
        _("All the proof for %(tier)s is there: %(asked)d of %(asked)d")
        if have == asked
        else _("Proof needed for %(tier)s: %(have)d of %(asked)d there")
    )
    return text % {"tier": FOR[tier](), "have": have, "asked": asked}


# Whom a checklist is for.
FOR = {
    str(Case.Tier.PLATFORM): lambda: pgettext("whom it is for", "the platform"),
    str(Case.Tier.REGULATOR): lambda: pgettext("whom it is for", "12315"),
}


def words_shot(case: Case, promise_id: int) -> dict[str, str]:
    """Return the part of a screenshot that shows the words of the promise; {} when none was marked. No query."""
    number = case.exhibits.get("words", {}).get(str(promise_id))
    if number is None:
        return {}
    args = [case.ref, number]
    label = _("Exhibit %(number)d") % {"number": number}
    return {
        "url": reverse("exhibit", args=args),
        "picture_url": f"{reverse('exhibit-file', args=[*args, 'words'])}?p={promise_id}",
        "alt": _("Part of %(label)s with the words") % {"label": label},
        "label": label,
    }


def section_of(case: Case, *, settled: bool = False) -> dict[str, Any]:
    """Return the case page's part about evidence, out of the summary on the case: no query."""
    shown = case.exhibits
    tiles = []
    for row in shown.get("tiles", []):
        args = [case.ref, row["number"]]
        variant = "covered-thumb" if row["covered"] else "thumb"
        picture = reverse("exhibit-file", args=[*args, variant]) if row["picture"] else ""
        tiles.append(tile(row["number"], reverse("exhibit", args=args), picture, **_said(row)))
    broken = shown.get("broken", 0)
    # A case that is over, or whose money has come, lacks nothing any more.
    needs = [row for row in needs_of(case, page_lang()) if row.must] if case.is_open and not settled else []
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
    # A summary written by an earlier version does not name everything.
    names = ("kind", "caption", "state", "media_type", "covered", "marked", "replaced")
    return {name: row.get(name) for name in names}
