"""What an editor is told after saving: when it was kept, or that somebody else changed the same part."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from guides.domain.text_change import text_pieces
from guides.models import Guide
from guides.selectors.studio import editor_name
from guides.services.guide_draft import part_print, working_document
from guides.views.studio.frame import frame

NOT_TEXT = ("marks",)
SAVED = "studio-saved"


def save_state(request: HttpRequest, guide: Guide, part: str, form: forms.Form | None = None) -> HttpResponse:
    """Return the line that says whether the draft is kept; with the errors of `form` when it is not."""
    errors = [str(error) for errors in form.errors.values() for error in errors] if form else []
    context = {
        # What was not kept is still what this page began from.
        "seen": request.POST.get("seen", "") if errors else part_print(working_document(guide), part),
        "saved_at": guide.draft_edited_at if guide.draft is not None else None,
        "errors": errors,
        "fresh": True,
    }
    response = render(request, "studio/partials/save_state.html", context, status=422 if errors else 200)
    if not errors:
        response["HX-Trigger"] = SAVED
    return response


def conflict_page(request: HttpRequest, guide: Guide, part: str, form: forms.Form, number: int = 0) -> HttpResponse:
    """Return both texts side by side, 409. Nothing was saved and nothing is lost: the page carries what was typed."""
    document = working_document(guide)
    theirs = next((one for one in document.get("steps", ()) if one["slug"] == part), {}) if part else document
    now = timezone.now()
    context = frame(guide) | {
        "who": editor_name(guide.draft_edited_by),
        "when": guide.draft_edited_at,
        "now": now,
        "just_now": guide.draft_edited_at is not None and now - guide.draft_edited_at < timedelta(minutes=1),
        "number": number,
        "seen": request.POST.get("seen", ""),
    }
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "studio/partials/save_conflict.html", context, status=409)
    context |= {
        "differences": _differences(form, theirs),
        "now_seen": part_print(document, part),
        "fields": [
            (name, value)
            for name in request.POST
            if name not in ("csrfmiddlewaretoken", "seen", "force", "do")
            for value in request.POST.getlist(name)
        ],
        "again_url": request.path,
    }
    return render(request, "studio/conflict.html", context, status=409)


def _differences(form: forms.Form, theirs: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the fields on which the two disagree, each with both texts and their pieces."""
    now = type(form).initial_of(theirs) if hasattr(type(form), "initial_of") else theirs
    found = []
    for name, field in form.fields.items():
        if name in NOT_TEXT:
            continue
        typed = form.data.get(name) if isinstance(form.cleaned_data.get(name), dict) else form.cleaned_data.get(name)
        mine, other = _text(typed), _text(now.get(name))
        if mine != other:
            pieces = text_pieces(other, mine)
            found.append({"label": field.label, "theirs": other, "mine": mine, "pieces": pieces})
    return found


def _text(value: Any) -> str:
    if isinstance(value, list | tuple):
        return "、".join(str(each) for each in value)
    # A form sends its lines with CRLF.
    return "" if value in (None, False) else str(value).replace("\r\n", "\n").strip()
