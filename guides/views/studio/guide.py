"""One guide: its head, the order of its steps, its preview."""

from __future__ import annotations

from typing import Any

from csp.constants import SELF
from csp.decorators import csp_replace
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from guides.domain.drafts import with_moved_step, with_new_step, without_step
from guides.domain.guide import StepView
from guides.domain.sources import Source
from guides.forms.guide_head import HeadForm
from guides.models import Guide
from guides.selectors.studio import guide_for_editor
from guides.services.guide_draft import DraftConflict, draft_change, draft_discard, part_print, working_document
from guides.views.studio.conflict import conflict_page, save_state
from guides.views.studio.frame import BROKEN, drawn, frame, said, studio_page

MOVES = {"up": -1, "down": 1}


@studio_page
@require_http_methods(["GET", "POST"])
def guide(request: HttpRequest, slug: str) -> HttpResponse:
    """The head of the guide, and its steps. A POST saves the head into the draft."""
    row = guide_for_editor(request.user, slug)
    document = working_document(row)
    form = HeadForm(request.POST if request.method == "POST" else None, initial=HeadForm.initial_of(document))
    if request.method == "POST" and form.is_valid():
        seen, force = request.POST.get("seen", ""), "force" in request.POST
        now = timezone.now()
        try:
            row = draft_change(slug=slug, change=form.change, part="", seen=seen, now=now, by=request.user, force=force)
        except DraftConflict as conflict:
            return conflict_page(request, conflict.guide, "", form)
        if request.htmx:  # type: ignore[attr-defined]
            return save_state(request, row, "")
        messages.success(request, _("Saved as a draft."))
        return redirect("studio-guide", slug=slug)
    if request.htmx and form.errors:  # type: ignore[attr-defined]
        return save_state(request, row, "", form)
    context = frame() | {
        "guide": row,
        "form": form,
        "steps": steps_shown(document),
        "seen": request.POST.get("seen") or part_print(document, ""),
        "saved_at": row.draft_edited_at if row.draft is not None else None,
    }
    return render(request, "studio/guide.html", context, status=422 if form.errors else 200)


@studio_page
@require_POST
def steps(request: HttpRequest, slug: str) -> HttpResponse:
    """Add, move or remove a step: `do` is add, up, down or remove, `step` the step's name."""
    row = guide_for_editor(request.user, slug)
    act, step = request.POST.get("do", ""), request.POST.get("step", "")
    added = ""

    def change(document: dict[str, Any]) -> dict[str, Any]:
        nonlocal added
        if act == "add":
            changed, added = with_new_step(document, step)
            return changed
        if act in MOVES:
            return with_moved_step(document, step, MOVES[act])
        return without_step(document, step) if act == "remove" else document

    # Names say which step is meant, so nothing of another editor's is touched unseen.
    draft_change(slug=slug, change=change, part="", seen="", now=timezone.now(), by=request.user, force=True)
    if added:
        return redirect("studio-step", slug=row.pk, step=added)
    if act == "remove":
        messages.success(request, _("The step is out of the draft. Readers see it until you publish."))
    return redirect("studio-guide", slug=slug)


@studio_page
@require_POST
def discard(request: HttpRequest, slug: str) -> HttpResponse:
    row = guide_for_editor(request.user, slug)
    if draft_discard(slug=row.pk, now=timezone.now(), by=request.user):
        messages.success(request, _("The draft is gone. Shown is what readers see."))
    return redirect("studio-guide", slug=slug)


@xframe_options_sameorigin
@csp_replace({"frame-ancestors": [SELF]})
@studio_page
@require_safe
def preview(request: HttpRequest, slug: str) -> HttpResponse:
    """The draft as its readers will see it; framed by the studio at the width of a phone."""
    row = guide_for_editor(request.user, slug)
    document = working_document(row)
    context = {
        "title": said(document, "title"),
        "lead": said(document, "lead"),
        "steps": [_read(document, number, step) for number, step in enumerate(document.get("steps", ()), 1)],
    }
    return render(request, "studio/preview.html", context)


def _read(document: dict[str, Any], number: int, step: dict[str, Any]) -> dict[str, Any]:
    """Return a step for the template readers get; without its picture where that cannot be drawn yet."""
    source, picture = Source.of(document), step.get("picture") or {}
    try:
        view, broken = StepView.of(step, number, source), False
    except BROKEN:
        view, broken = StepView.of({**step, "picture": None}, number, source), True
    href = reverse("studio-screenshot", args=[picture["screenshot"]]) if picture.get("screenshot") else ""
    letter = import_string(settings.GUIDE_LETTERS)(view.paste, "zh-hans") if view.paste else ""
    return {"view": view, "broken": broken, "href": href, "letter": letter}


def steps_shown(document: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the steps as the studio's templates show them."""
    return [
        {
            "slug": step["slug"],
            "number": number,
            "title": said(step, "title") or step.get("title_zh") or _("No title yet"),
            "text": said(step, "text"),
            "caption": said(step, "caption"),
            "stuck": said(step, "stuck"),
            "paste": step.get("paste", ""),
            "svg": drawn(step.get("picture"), f"s{number}"),
            "kind": (step.get("picture") or {}).get("kind", ""),
        }
        for number, step in enumerate(document.get("steps", ()), 1)
    ]


def numbered(row: Guide, step: str) -> int:
    """Return the step's number in the draft, 0 when it is not there."""
    slugs = [one["slug"] for one in working_document(row).get("steps", ())]
    return slugs.index(step) + 1 if step in slugs else 0
