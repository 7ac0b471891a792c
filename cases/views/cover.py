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
from cases.selectors.held import covered_copies_of, uncovered_copies_of
from cases.services.evidence_cover import CoversChanged, covers_mark, evidence_cover
from cases.views.case import closed_case
from cases.views.evidence_words import exhibit_label
from cases.views.held import held_shown
from cases.views.read_words import cover_rows

EMPTY = dict.fromkeys(SIDES, "")


@login_required
@require_http_methods(["GET", "POST"])
def cover(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    case = case_for(request.user, ref)
    evidence = evidence_for(case, number)
    if not case.is_open:
        return closed_case(request, ref)
    film = evidence.media_type.startswith("video/")
    if film or evidence.state != Evidence.State.READY or evidence.width is None or evidence.reason:
        messages.info(request, _("Only pictures and PDF pages can be covered, once they are checked."))
        return redirect("exhibit", ref=ref, number=number)
    if request.method == "POST":
        form = CoverForm(request.POST)
        valid = form.is_valid()
        if "more" in request.POST:
            return _page(request, evidence, [*form.rows(), EMPTY], form=form)
        if not valid:
            return _page(request, evidence, form.rows(), form=form, status=422)
        boxes, was = form.cleaned_data["boxes"], request.POST.get("was", "")
        try:
            evidence_cover(case=case, evidence=evidence, covers=boxes, now=timezone.now(), was=was)
        except CoversChanged:
            return _both(request, evidence_for(case, number), form)
        messages.success(request, _saved_words(evidence_for(case, number)))
        return redirect("exhibit", ref=ref, number=number)
    return _page(request, evidence, _rows_of(evidence) or [EMPTY])


def _rows_of(evidence: Evidence) -> list[dict[str, str]]:
    return [dict(zip(SIDES, (f"{value:g}" for value in box), strict=True)) for box in evidence.covers]


def _both(request: HttpRequest, evidence: Evidence, form: CoverForm) -> HttpResponse:
    """Return the page with what was saved elsewhere and what was drawn here: nothing is uncovered unseen."""
    form.add_error(
        None,
        _("It was covered elsewhere a moment ago. Those rectangles and yours are below; check them and save again."),
    )
    saved = _rows_of(evidence)
    return _page(request, evidence, [*saved, *(row for row in form.rows() if row not in saved)], form=form, status=409)


def _saved_words(evidence: Evidence) -> str:
    if not evidence.covers:
        return _("Nothing is covered any more.")
    if uncovered_copies_of(evidence, timezone.now()):
        return _("The covered copy is being made. What you made before still shows it uncovered: see below.")
    return _("The covered copy is being made. The original stays as it is, for you alone.")


def _page(
    request: HttpRequest, evidence: Evidence, rows: list[dict[str, str]], *, form: Any = None, status: int = 200
) -> HttpResponse:
    case = evidence.case
    assert case is not None
    now = timezone.now()
    found = cover_rows(evidence)
    for row in found:
        # The first time they are ticked: drawn, looked at, and confirmed by the button.
        row["ticked"] = row["value"] in form.found() if form else not evidence.covers
    args = [case.ref, evidence.number]
    context = {
        "case": case,
        "form": form or CoverForm(),
        "label": exhibit_label(evidence),
        "number": evidence.number,
        "pages": evidence.pages or 0,
        "rows": rows,
        "found": found,
        "blank": EMPTY,
        "screen_url": reverse("exhibit-file", args=[*args, "screen"]),
        # A page that shows what was typed keeps saying what it was made from, unless it shows what is saved now.
        "was": covers_mark(evidence) if form is None or status == 409 else request.POST.get("was", ""),
        "held": held_shown(case, covered_copies_of(evidence, now), now, back="exhibit-cover"),
        "width": evidence.width,
        "height": evidence.height,
        "back_url": reverse("exhibit", args=args),
        "back_label": exhibit_label(evidence),
        "nav": "cases",
    }
    return render(request, "cases/cover.html", context, status=status)
