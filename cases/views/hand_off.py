"""A step handed to the phone. The desktop makes a QR code; /h/<token>/ shows that one step, once, to whoever scans it.

A GET shows only a button, so that a scanner's preview does not burn the code; the POST shows the step and burns it.
"""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_http_methods, require_POST

from cases.adapters.qr import qr_svg
from cases.selectors import guides
from cases.selectors.access import case_for
from cases.selectors.hand_offs import hand_off_of, is_open
from cases.services.hand_off import LIVES, hand_off_make, hand_off_open
from cases.views.case import closed_case
from cases.views.guide_steps import step_rows


@login_required
@require_POST
def make(request: HttpRequest, ref: str) -> HttpResponse:
    """A fresh QR code for one step: a fragment beside the step, a page of its own without scripts."""
    case = case_for(request.user, ref)
    if not case.is_open:
        return closed_case(request, ref)
    slug, name = request.POST.get("guide", ""), request.POST.get("step", "")
    view = guides.guide_in_case(case, slug)
    step = guides.step_of(view, name) if view else None
    if view is None or step is None:
        raise Http404
    token = hand_off_make(case=case, guide=view.slug, step=step.slug, now=timezone.now())
    context = {
        "case": case,
        "step": step,
        "qr": mark_safe(qr_svg(request.build_absolute_uri(reverse("hand-off", args=[token])))),  # drawn by segno
        "minutes": int(LIVES.total_seconds() // 60),
        "back_url": f"{reverse('case-guide', args=[ref, view.slug])}#{step.slug}",
        "back_label": case.problem[:20],
        "nav": "cases",
    }
    part = bool(request.htmx)  # type: ignore[attr-defined]
    return render(request, "cases/partials/qr.html" if part else "cases/qr.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def hand_off(request: HttpRequest, token: str) -> HttpResponse:
    """The step on the phone: 404 for a token that never was, 410 for one that was opened or has expired."""
    now = timezone.now()
    row = hand_off_of(token)
    if row is None:
        raise Http404
    with translation.override(row.case.owner.language):
        if not is_open(row, now):
            response = render(request, "cases/hand_off_gone.html", status=410)
        elif request.method == "POST":
            response = _step(request, token)
        else:
            response = render(request, "cases/hand_off.html")
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    # Not no-referrer: then the button's own POST would come from nowhere and be refused.
    response["Referrer-Policy"] = "same-origin"
    response["Content-Language"] = row.case.owner.language
    return response


def _step(request: HttpRequest, token: str) -> HttpResponse:
    """Burn the token and show its step; gone when somebody else was faster or the guide has no such step any more."""
    now = timezone.now()
    row = hand_off_open(token=token, now=now)
    view = guides.guide_in_case(row.case, row.guide, at_once=True) if row else None
    step = guides.step_of(view, row.step) if row and view else None
    if row is None or view is None or step is None or not row.case.is_open:
        return render(request, "cases/hand_off_gone.html", status=410)
    shown: dict[str, Any] = next(one for one in step_rows(row.case, view, now) if one["step"].slug == step.slug)
    # Read-only: no way into the case leads from here but the owner's own sign-in.
    attach = [one | {"url": ""} for one in shown["attach"]]
    context = {"guide": view, "row": shown | {"copied_url": "", "edit_url": "", "attach": attach}}
    return render(request, "cases/hand_off_step.html", context)
