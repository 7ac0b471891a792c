"""A step, or a form to fill in, handed to the phone by a QR code; /h/<token>/ shows it to whoever scans it first.

A GET shows only a button, so that a scanner's preview does not burn the code; the POST burns it. A step is shown once.
A form needs many trips between two apps: the phone that opened it keeps it for an hour by a signed cookie, and may tick
its fields off. Nobody is signed in by either.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_http_methods, require_POST

from cases.adapters.qr import qr_svg
from cases.models import Case, HandOff
from cases.selectors import guides
from cases.selectors.access import case_for
from cases.selectors.form_fields import form_of
from cases.selectors.hand_offs import hand_off_of, is_kept, is_open
from cases.services.ascent import field_tick
from cases.services.hand_off import KEPT, LIVES, hand_off_make, hand_off_open
from cases.views.closed import closed_case
from cases.views.fields import form_words, open_form
from cases.views.guide_steps import step_rows
from cases.views.wording import page_lang

COOKIE = "hand-off"


@login_required
@require_POST
def make(request: HttpRequest, ref: str) -> HttpResponse:
    """A fresh QR code for one step or one form: a fragment beside it, a page of its own without scripts."""
    case = case_for(request.user, ref)
    if not case.is_open:
        return closed_case(request, ref)
    name = request.POST.get("form", "")
    shown = (
        _of_form(case, name) if name else _of_step(case, request.POST.get("guide", ""), request.POST.get("step", ""))
    )
    if shown is None:
        raise Http404
    token = hand_off_make(case=case, now=timezone.now(), **shown.pop("kept"))
    context = (
        shown
        | {
            "case": case,
            "qr": mark_safe(qr_svg(request.build_absolute_uri(reverse("hand-off", args=[token])))),  # drawn by segno
            "minutes": int(LIVES.total_seconds() // 60),
            "back_label": case.problem[:20],
            "nav": "cases",
        }
    )
    part = bool(request.htmx)  # type: ignore[attr-defined]
    return render(request, "cases/partials/qr.html" if part else "cases/qr.html", context)


def _of_form(case: Case, slug: str) -> dict[str, Any] | None:
    if form_of(case, slug) is None:
        return None
    return {
        "kept": {"form": slug},
        "title": form_words(case, slug),
        "hours": int(KEPT.total_seconds() // 3600),
        "back_url": f"{reverse('case-fields', args=[case.ref])}?form={slug}",
    }


def _of_step(case: Case, slug: str, name: str) -> dict[str, Any] | None:
    view = guides.guide_in_case(case, slug)
    step = guides.step_of(view, name) if view else None
    if view is None or step is None:
        return None
    return {
        "kept": {"guide": view.slug, "step": step.slug},
        "title": step.title.said(page_lang()),
        "back_url": f"{reverse('case-guide', args=[case.ref, view.slug])}#{step.slug}",
    }


@require_http_methods(["GET", "HEAD", "POST"])
def hand_off(request: HttpRequest, token: str) -> HttpResponse:
    """What was handed over: 404 for a token that never was, 410 for one that was opened or has expired."""
    now = timezone.now()
    row = hand_off_of(token)
    if row is None:
        raise Http404
    with translation.override(row.case.owner.language):
        if row.form and is_kept(row, now) and _is_same_phone(request, row):
            response = _form(request, row)
        elif not is_open(row, now):
            response = _gone(request)
        elif request.method == "POST":
            response = _first_form(token) if row.form else _step(request, token)
        else:
            response = render(request, "cases/hand_off.html", {"form": row.form})
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    # Not no-referrer: then the button's own POST would come from nowhere and be refused.
    response["Referrer-Policy"] = "same-origin"
    response["Content-Language"] = row.case.owner.language
    return response


def _gone(request: HttpRequest) -> HttpResponse:
    return render(request, "cases/hand_off_gone.html", status=410)


def _is_same_phone(request: HttpRequest, row: HandOff) -> bool:
    return request.get_signed_cookie(COOKIE, default="", salt=row.token_hash) == str(row.pk)


def _first_form(token: str) -> HttpResponse:
    """Burn the token and let this phone alone come back to it."""
    address = reverse("hand-off", args=[token])
    row = hand_off_open(token=token, now=timezone.now())
    response = redirect(address)
    if row is not None:
        response.set_signed_cookie(
            COOKIE,
            str(row.pk),
            salt=row.token_hash,
            max_age=int(KEPT.total_seconds()),
            path=address,
            httponly=True,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )
    return response


def _form(request: HttpRequest, row: HandOff) -> HttpResponse:
    """The form on the phone that opened it; a POST ticks one field off, and nothing else can be done from here."""
    form = form_of(row.case, row.form)
    if form is None or not row.case.is_open:
        return _gone(request)
    if request.method == "POST":
        slug = request.POST.get("field") or request.GET.get("field") or ""
        if any(one.slug == slug for one in form.fields):
            field_tick(case=row.case, form=form.slug, field=slug, on=request.POST.get("on", "1") != "0")
        if request.htmx:  # type: ignore[attr-defined]
            context = open_form(row.case, row.form, timezone.now()) or {}
            return render(request, "cases/partials/fields_progress.html", context | {"changed": slug, "phone": True})
        return redirect(f"{request.path}#f-{slug}")
    shown: dict[str, Any] = open_form(row.case, row.form, timezone.now()) or {}
    return render(request, "cases/hand_off_form.html", shown | {"phone": True})


def _step(request: HttpRequest, token: str) -> HttpResponse:
    """Burn the token and show its step; gone when somebody else was faster or the guide has no such step any more."""
    now = timezone.now()
    row = hand_off_open(token=token, now=now)
    view = guides.guide_in_case(row.case, row.guide, at_once=True) if row else None
    step = guides.step_of(view, row.step) if row and view else None
    if row is None or view is None or step is None or not row.case.is_open:
        return _gone(request)
    shown: dict[str, Any] = next(one for one in step_rows(row.case, view, now) if one["step"].slug == step.slug)
    # Read-only: no way into the case leads from here but the owner's own sign-in.
    attach = [one | {"url": ""} for one in shown["attach"]]
    context = {"guide": view, "row": shown | {"copied_url": "", "edit_url": "", "attach": attach}}
    return render(request, "cases/hand_off_step.html", context)
