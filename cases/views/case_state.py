"""Correct, close, reopen. Every act is its own page with its own POST."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cases.domain.lifecycle import IllegalMove
from cases.forms.case import CaseForm
from cases.forms.state import ResultForm
from cases.models import Case
from cases.selectors.access import case_for
from cases.selectors.clocks import FilingClock
from cases.services.case_state import case_correct, case_reopen, case_result_correct
from cases.views.closed import closed_case
from cases.views.wording import page_lang

ELEMENTS = ("problem_type", "problem", "problem_detail", "demand", "asked_amount")


class EditForm(CaseForm):
    version = forms.IntegerField(widget=forms.HiddenInput)


def _posted(request: HttpRequest) -> QueryDict | None:
    """Return what was posted, even if it is nothing; None for a page that is only looked at."""
    return request.POST if request.method == "POST" else None


def _frame(case: Case) -> dict[str, Any]:
    return {
        "case": case,
        "back_url": reverse("case", args=[case.ref]),
        "back_label": case.problem[:20],
        "nav": "cases",
    }


@login_required
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, ref: str) -> HttpResponse:
    case = case_for(request.user, ref)
    if not case.is_open:
        return closed_case(request, ref)
    now = timezone.now()
    order = case.order
    initial = {name: getattr(case, name) for name in ELEMENTS} | {"version": case.version}
    initial |= {name: getattr(order, name) for name in CaseForm.base_fields if hasattr(order, name)}
    form = EditForm(_posted(request), initial=initial, now=now, lang=page_lang())
    if request.method == "POST" and form.is_valid():
        facts = form.facts()
        fields = {name: getattr(facts, name) for name in ELEMENTS}
        if case_correct(case=case, fields=fields, order=facts.order, now=now, version=form.cleaned_data["version"]):
            messages.success(request, _("Saved. The earlier version stays on record."))
            return redirect("case", ref=ref)
        form.add_error(
            None, _("This case was changed elsewhere a moment ago. Your text is kept below; check it and save again.")
        )
        form.data = form.data.copy()
        form.data["version"] = case_for(request.user, ref).version  # type: ignore[index]
        return render(request, "cases/edit.html", _frame(case) | {"form": form}, status=409)
    return render(request, "cases/edit.html", _frame(case) | {"form": form}, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "POST"])
def result(request: HttpRequest, ref: str) -> HttpResponse:
    """How a closed case ended, corrected: what was promised may have arrived since."""
    case = case_for(request.user, ref)
    if case.is_open:
        return redirect("case-close", ref=ref)
    known = {"outcome": case.outcome, "received_amount": case.received_amount}
    form = ResultForm(_posted(request), initial=known)
    if request.method == "POST" and form.is_valid():
        case_result_correct(case=case, now=timezone.now(), **form.cleaned_data)
        messages.success(request, _("Saved. The earlier version stays on record."))
        return redirect("case", ref=ref)
    return render(request, "cases/result.html", _frame(case) | {"form": form}, status=422 if form.errors else 200)


@login_required
@require_POST
def reopen(request: HttpRequest, ref: str) -> HttpResponse:
    case = case_for(request.user, ref)
    if not case.is_open:
        with suppress(IllegalMove):
            case_reopen(case=case, now=timezone.now())
        messages.success(request, _("Open again."))
    return redirect("case", ref=ref)


def due_hint(clock: FilingClock) -> str:
    """Return where the moment comes from. The countdown of a refund page is the platform's, not 12315's."""
    if clock.due_at is None:
        return _("Enter it if the app shows a time. If it says none, leave it empty: silence counts from your filing.")
    hints = {
        "CLK12": _("Go by the countdown on the refund page if it shows another time."),
        "CLK07": _("If the app shows another time, enter that one."),
    }
    return hints.get(clock.rule, "")
