"""Pictures of steps as files, the card of a guide, and the screenshots editors uploaded. Public."""

from __future__ import annotations

import hashlib

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import parse_etags
from django.views.decorators.http import require_safe

from guides.adapters.throttle import seconds_to_wait
from guides.domain.guide import PictureView
from guides.selectors.guides import guide_now
from guides.selectors.pictures import picture_file, picture_png, screenshot_to_read, share_png, shared_screenshots
from guides.selectors.places import place
from guides.views.frame import page_language, too_fast

# What is only drawn may be some hours old. A screenshot may be covered or withdrawn at any moment: whatever shows one
# is asked for anew each time, and the tag spares sending it again.
DRAWN, UPLOADED = f"public, max-age={24 * 3600}", "public, no-cache"


@require_safe
def step_picture(request: HttpRequest, platform: str, slug: str, step: str, form: str) -> HttpResponse:
    """The picture of one step, marks and all: .svg, or .png to download."""
    picture = _picture(slug, step)
    rule = UPLOADED if picture.screenshot else DRAWN
    if form == "svg":
        return _kept(request, picture_file(picture, page_language()).encode(), "image/svg+xml", rule)
    if wait := seconds_to_wait(request, "picture"):
        return too_fast(request, wait)
    response = _kept(request, picture_png(picture, page_language()), "image/png", rule)
    response["Content-Disposition"] = f'attachment; filename="{slug}-{step}.png"'
    return response


@require_safe
def share_picture(request: HttpRequest, platform: str, slug: str) -> HttpResponse:
    view, here = guide_now(slug), place(platform)
    if view is None or here is None:
        raise Http404
    if wait := seconds_to_wait(request, "picture"):
        return too_fast(request, wait)
    rule = UPLOADED if shared_screenshots(view) else DRAWN
    return _kept(request, share_png(view, here, page_language()), "image/png", rule)


@require_safe
def screenshot(request: HttpRequest, pk: int) -> HttpResponse:
    """The picture alone, as a page shows it; its marks are drawn over it there."""
    content = screenshot_to_read(pk)
    if content is None:
        raise Http404
    return _kept(request, content, "image/webp", UPLOADED)


def _picture(slug: str, step: str) -> PictureView:
    view = guide_now(slug)
    found = view.step(step) if view else None
    if found is None or found.picture is None:
        raise Http404
    return found.picture


def _kept(request: HttpRequest, content: bytes, content_type: str, rule: str) -> HttpResponse:
    """Return the file to be kept by the rule; a browser that has it already is told so."""
    tag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    known = parse_etags(request.headers.get("If-None-Match", ""))
    same = "*" in known or tag in {one.removeprefix("W/") for one in known}
    response = HttpResponse(b"" if same else content, content_type=content_type, status=304 if same else 200)
    response["ETag"], response["Cache-Control"] = tag, rule
    return response
