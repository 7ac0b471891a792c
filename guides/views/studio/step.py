"""One step: its words, its picture, its marks."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from guides.domain.drafts import drawing_of, marks_in_numbers, step_of, with_step
from guides.domain.marks import KINDS
from guides.forms.guide_step import StepForm, schematic_change
from guides.forms.screenshot import ScreenshotForm
from guides.models import Guide, Screenshot
from guides.selectors.studio import guide_for_editor
from guides.services.guide_draft import DraftConflict, draft_change, part_print, working_document
from guides.views.studio.conflict import conflict_page, save_state
from guides.views.studio.frame import frame, studio_page
from guides.views.studio.guide import numbered, steps_shown

# Where a mark stands that is added without drawing it.
NEW_MARKS: dict[str, dict[str, Any]] = {
    "box": {"kind": "box", "x": 350, "y": 400, "w": 300, "h": 120},
    "arrow": {"kind": "arrow", "x": 300, "y": 700, "x2": 450, "y2": 550},
    "number": {"kind": "number", "x": 500, "y": 500, "n": 1},
}


@studio_page
@require_http_methods(["GET", "POST"])
def step(request: HttpRequest, slug: str, step: str) -> HttpResponse:
    """A POST saves the step into the draft; `do` then adds a mark, or asks for a drawn screen or no picture."""
    row = guide_for_editor(request.user, slug)
    current = step_of(working_document(row), step)
    if current is None:
        raise Http404
    if request.method == "GET":
        return _page(request, row, current, StepForm(step=current))
    form = StepForm(request.POST, step=current)
    if not form.is_valid():
        return _refused(request, row, current, form)
    seen, force = request.POST.get("seen", ""), "force" in request.POST
    # htmx sends along the button that has the focus: an autosave does nothing but save.
    act = "" if request.htmx else request.POST.get("do", "")  # type: ignore[attr-defined]

    def change(document: dict[str, Any]) -> dict[str, Any]:
        return _then(form.change(document), step, act)

    now = timezone.now()
    try:
        row = draft_change(slug=slug, change=change, part=step, seen=seen, now=now, by=request.user, force=force)
    except DraftConflict as conflict:
        return conflict_page(request, conflict.guide, step, form, numbered(conflict.guide, step))
    if request.htmx:  # type: ignore[attr-defined]
        return save_state(request, row, step)
    if not act:
        messages.success(request, _("Saved as a draft."))
    return redirect("studio-step", slug=slug, step=step)


def _then(document: dict[str, Any], slug: str, act: str) -> dict[str, Any]:
    """Return the saved document after what a button asked for besides saving."""
    step = step_of(document, slug)
    if step is None:
        return document
    if act == "screen":
        return schematic_change(slug)(document)  # type: ignore[no-any-return]
    if act == "no-picture":
        return with_step(document, {**step, "picture": None})
    kind = act.removeprefix("add-")
    if step.get("picture") and act.startswith("add-") and kind in NEW_MARKS:
        mark = NEW_MARKS[kind] | {"alt_zh": "", "alt_en": ""}
        marks = [*step["picture"].get("marks", ()), mark]
        return with_step(document, {**step, "picture": {**step["picture"], "marks": marks}})
    return document


def _refused(request: HttpRequest, row: Guide, current: dict[str, Any], form: StepForm) -> HttpResponse:
    if request.htmx:  # type: ignore[attr-defined]
        return save_state(request, row, current["slug"], form)
    return _page(request, row, current, form, status=422)


def _page(request: HttpRequest, row: Guide, current: dict[str, Any], form: StepForm, status: int = 200) -> HttpResponse:
    document = working_document(row)
    picture = current.get("picture") or {}
    marks = form.cleaned_data.get("marks", []) if form.is_bound else marks_in_numbers(picture)
    shot = Screenshot.objects.filter(pk=picture.get("screenshot") or 0).first()
    context = frame(row) | {
        "step": current,
        "number": numbered(row, current["slug"]),
        "steps": steps_shown(document),
        "form": form,
        "upload": ScreenshotForm(auto_id="up_%s"),
        "picture": picture,
        "shot": shot,
        "size": picture_size(picture, shot),
        "marks": list(enumerate(marks)),
        "mark_kinds": KINDS,
        "seen": request.POST.get("seen") or part_print(document, current["slug"]),
        "saved_at": row.draft_edited_at if row.draft is not None else None,
    }
    return render(request, "studio/step.html", context, status=status)


def picture_size(picture: dict[str, Any], shot: Screenshot | None) -> tuple[int, int]:
    """Return width and height of what lies under the marks, so that nothing jumps while it loads."""
    if shot is not None:
        return shot.width, shot.height
    drawing = drawing_of(picture)
    return (round(drawing.width), round(drawing.height)) if drawing else (360, 360)
