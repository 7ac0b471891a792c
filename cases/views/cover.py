"""打码: rectangles by pointer or by numbers, burnt into a copy. The original stays as it is."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.domain.covers import SIDES
from cases.forms.cover import CoverForm
from cases.models import Evidence
from cases.selectors.access import case_for, evidence_for
from cases.services.evidence_cover import evidence_cover
from cases.views.case import closed_case
from cases.views.evidence_words import exhibit_label

EMPTY = dict.fromkeys(SIDES, "")


@login_required
@require_http_methods(["GET", "POST"])
def cover(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    case = case_for(request.user, ref)
    evidence = evidence_for(case, number)
    if not case.is_open:
        return closed_case(request, ref)
    if evidence.state != Evidence.State.READY or evidence.width is None or evidence.reason:
        messages.info(request, _("Only pictures and PDF pages can be covered, once they are checked."))
        return redirect("exhibit", ref=ref, number=number)
    if request.method == "POST":
        form = CoverForm(request.POST)
        valid = form.is_valid()
        if "more" in request.POST:
            return _page(request, evidence, [*form.rows(), EMPTY])
        if not valid:
            return _page(request, evidence, form.rows(), form=form, status=422)
        evidence_cover(case=case, evidence=evidence, covers=form.cleaned_data["boxes"], now=timezone.now())
        if form.cleaned_data["boxes"]:
            messages.success(request, _("The covered copy is being made. The original stays as it is, for you alone."))
        else:
            messages.success(request, _("Nothing is covered any more."))
        return redirect("exhibit", ref=ref, number=number)
    rows = [dict(zip(SIDES, (f"{value:g}" for value in box), strict=True)) for box in evidence.covers]
    return _page(request, evidence, rows or [EMPTY])


def _page(
    request: HttpRequest, evidence: Evidence, rows: list[dict[str, str]], *, form: Any = None, status: int = 200
) -> HttpResponse:
    case = evidence.case
    assert case is not None
    args = [case.ref, evidence.number]
    context = {
        "case": case,
        "form": form or CoverForm(),
        "label": exhibit_label(evidence),
        "rows": rows,
        "blank": EMPTY,
        "screen_url": reverse("exhibit-file", args=[*args, "screen"]),
        "width": evidence.width,
        "height": evidence.height,
        "back_url": reverse("exhibit", args=args),
        "back_label": exhibit_label(evidence),
        "nav": "cases",
    }
    return render(request, "cases/cover.html", context, status=status)
