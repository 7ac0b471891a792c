"""The picture of a step: shown without marks, replaced by an upload, covered, confirmed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from guides.adapters import media
from guides.adapters.pictures import PictureRefused
from guides.domain.drafts import step_of, with_screenshot, with_step
from guides.forms.marks import AREA_KINDS, typed_marks
from guides.forms.screenshot import ScreenshotForm, refusal_words
from guides.models import Guide, Screenshot
from guides.selectors.studio import guide_for_editor, report_picture, screenshot_for_editor
from guides.services.guide_draft import draft_change, working_document
from guides.services.screenshots import screenshot_confirm, screenshot_cover, screenshot_forget, screenshot_store
from guides.views.studio.frame import drawn, frame, studio_page


def _step(request: HttpRequest, slug: str, step: str) -> tuple[Guide, dict[str, Any]]:
    """Return the guide and the step of its draft. Http404 when it has no such step."""
    row = guide_for_editor(request.user, slug)
    found = step_of(working_document(row), step)
    if found is None:
        raise Http404
    return row, found


@studio_page
@require_safe
def picture(request: HttpRequest, slug: str, step: str) -> HttpResponse:
    """What lies under the marks: the drawn screen as SVG, or the screenshot."""
    _row, found = _step(request, slug, step)
    shown = found.get("picture") or {}
    if shown.get("screenshot"):
        return _file(screenshot_for_editor(request.user, shown["screenshot"]).name)
    svg = drawn(shown, "under", marks=False)
    if svg is None:
        raise Http404
    return HttpResponse(svg, content_type="image/svg+xml")


@studio_page
@require_safe
def screenshot(request: HttpRequest, number: int) -> HttpResponse:
    return _file(screenshot_for_editor(request.user, number).name)


@studio_page
@require_safe
def reported(request: HttpRequest, number: int) -> HttpResponse:
    """The picture a reader sent with a report; only editors see it."""
    return _file(report_picture(request.user, number))


@studio_page
@require_POST
def upload(request: HttpRequest, slug: str, step: str) -> HttpResponse:
    """A new screenshot takes the place of the step's picture; its marks stay where they were."""
    row, _found = _step(request, slug, step)
    now = timezone.now()
    form = ScreenshotForm(request.POST, request.FILES, auto_id="up_%s")
    shot: Screenshot | None = None
    if form.is_valid():
        try:
            shot = screenshot_store(data=form.cleaned_data["picture"].read(), guide=row, by=request.user, now=now)
        except PictureRefused as refused:
            form.add_error("picture", refusal_words(refused.refusal))
    if shot is None:
        context = frame(row) | {"form": form, "step": step}
        return render(request, "studio/upload.html", context, status=422)
    _show(row, step, shot, request)
    messages.success(request, _("The picture is in the draft. Look whether anybody’s data is in it, then confirm."))
    return redirect("studio-step", slug=slug, step=step)


@studio_page
@require_POST
def confirm(request: HttpRequest, slug: str, step: str) -> HttpResponse:
    row, found = _step(request, slug, step)
    shot = screenshot_for_editor(request.user, (found.get("picture") or {}).get("screenshot") or 0)
    if request.POST.get("clean"):
        screenshot_confirm(shot=shot, guide=row, by=request.user, now=timezone.now())
        messages.success(request, _("Noted: no personal data in this picture."))
    else:
        messages.warning(request, _("Tick the box to confirm, or cover what must not be seen."))
    return redirect("studio-step", slug=slug, step=step)


@studio_page
@require_http_methods(["GET", "POST"])
def cover(request: HttpRequest, slug: str, step: str) -> HttpResponse:
    """Areas to cover are drawn or typed like marks; a POST fills them for good."""
    row, found = _step(request, slug, step)
    shot = screenshot_for_editor(request.user, (found.get("picture") or {}).get("screenshot") or 0)
    areas, errors = typed_marks(request.POST, AREA_KINDS) if request.method == "POST" else ([], [])
    if request.method == "POST" and request.POST.get("do") != "add-blur":
        if areas and not errors:
            places = [(one["x"], one["y"], one["w"], one["h"]) for one in areas]
            now = timezone.now()
            new = screenshot_cover(shot=shot, areas=places, guide=row, by=request.user, now=now)
            _show(row, step, new, request)
            screenshot_forget(shot=shot, guide=row)
            messages.success(request, _("Covered. Look at the picture again, then confirm."))
            return redirect("studio-step", slug=slug, step=step)
        errors = errors or [_("Draw or type at least one area.")]
    if request.POST.get("do") == "add-blur":
        areas.append({"kind": "blur", "x": 350, "y": 400, "w": 300, "h": 120})
    context = frame(row) | {
        "step": found,
        "shot": shot,
        "size": (shot.width, shot.height),
        "marks": [(n, {**one, "kind": "blur"}) for n, one in enumerate(areas)],
        "mark_kinds": AREA_KINDS,
        "errors": errors,
    }
    return render(request, "studio/cover.html", context, status=422 if errors else 200)


def _show(row: Guide, step: str, shot: Screenshot, request: HttpRequest) -> None:
    def change(document: dict[str, Any]) -> dict[str, Any]:
        found = step_of(document, step)
        return with_step(document, with_screenshot(found, shot.pk, shot.width, shot.height)) if found else document

    # The newest step gets the picture, whoever wrote it: nothing typed is lost by that.
    draft_change(slug=row.pk, change=change, part=step, seen="", now=timezone.now(), by=request.user, force=True)


def _file(name: str) -> HttpResponse:
    content = media.read(name)
    if content is None:
        raise Http404
    response = HttpResponse(content, content_type="image/png")
    response["Cache-Control"] = "private, no-cache"
    return response
