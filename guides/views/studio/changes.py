"""A difference as the templates show it: words with their pieces, pictures side by side."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from guides.domain.mark_change import MarkChange
from guides.domain.revisions import PictureChange, StepChange, TextChange, ValueChange, difference
from guides.views.studio.frame import drawn, page_language


def changes_shown(old: dict[str, Any], new: dict[str, Any], name: str = "c") -> dict[str, Any]:
    """Return the difference for studio/partials/changes.html; `name` tells two of them on one page apart."""
    found = difference(old, new)
    return {
        "is_empty": found.is_empty,
        "texts": [_text(one) for one in found.texts],
        "values": [_value(one) for one in found.values],
        "steps": [_step(one, name) for one in found.steps if one.is_change],
    }


def _field_words() -> dict[str, str]:
    return {
        "title": _("Title"),
        "lead": _("Opening words"),
        "text": _("Text"),
        "caption": _("Under the picture"),
        "stuck": _("“Cannot find it?”"),
        "alt": _("The picture in words"),
        "platform": _("Where it leads"),
        "tier": _("Tier"),
        "kind": _("Kind of guide"),
        "use": _("What it is for"),
        "problems": _("Only for these problems"),
        "source": _("Source"),
        "source_article": _("Article or page of the source"),
        "confidence": _("Confidence"),
        "label_zh": _("Label readers see, Chinese"),
        "label_en": _("Label readers see, English"),
        "checked_on": _("Compared with the app on"),
        "paste": _("Text to paste here"),
        "attach": _("To attach here"),
        "files": _("Something is handed in here: offer to start the clock"),
        "tries": _("Count the tries to reach a human"),
        "hotline": _("Offer to call from here"),
    }


def _text(one: TextChange) -> dict[str, Any]:
    language = _("Chinese") if one.language == "zh" else _("English")
    field = _field_words().get(one.field, one.field)
    return {"field": field, "language": language, "lang": one.language, "pieces": one.pieces}


def _value(one: ValueChange) -> dict[str, Any]:
    return {"field": _field_words().get(one.field, one.field), "old": _plain(one.old), "new": _plain(one.new)}


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return "、".join(str(each) for each in value) or "–"
    return str(value) if value not in (None, "") else "–"


def _step(one: StepChange, name: str) -> dict[str, Any]:
    kinds = {"added": _("added"), "removed": _("removed"), "changed": _("changed"), "same": ""}
    return {
        "title": one.title.said(page_language()) or one.title.zh or one.slug,
        "number": one.number or one.old_number,
        "kind": one.kind,
        "said": kinds[one.kind],
        "moved": one.moved,
        "old_number": one.old_number,
        "texts": [_text(text) for text in one.texts],
        "values": [_value(value) for value in one.values],
        "picture": _picture(one.picture, f"{name}-{one.slug}") if one.picture else None,
    }


def _picture(one: PictureChange, name: str) -> dict[str, Any]:
    return {
        "old": drawn(dict(one.old) if one.old else None, f"{name}-old"),
        "new": drawn(dict(one.new) if one.new else None, f"{name}-new"),
        "redrawn": one.redrawn and one.old and one.new,
        "marks": [words for mark in one.marks if (words := _mark(mark))],
        "texts": [_text(text) for text in one.texts],
        "values": [],
    }


def _mark(one: MarkChange) -> str:
    mark = one.new or one.old or {}
    names = {"box": _("Box"), "arrow": _("Arrow"), "number": _("Number")}
    name = names.get(mark.get("kind", ""), "")
    if alt := mark.get(f"alt_{page_language()}"):
        name = _("%(mark)s (%(alt)s)") % {"mark": name, "alt": alt}
    said = {
        "added": _("%(mark)s: added"),
        "removed": _("%(mark)s: removed"),
        "moved": _("%(mark)s: moved"),
        "same": _("%(mark)s: other words") if one.reworded else "",
    }[one.kind]
    return said % {"mark": name} if said else ""
