"""Correct, close, reopen, move up. Every act is its own page with its own POST."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
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
from cases.forms.state import CloseForm, ResultForm, UpForm
from cases.models import Case
from cases.selectors import catalog
from cases.selectors.access import case_for
from cases.selectors.advice import pitfalls_of_closing
from cases.selectors.clocks import DISPUTE_RULE, FilingClock, filing_clock
from cases.selectors.guides import guide_to
from cases.selectors.readiness import up_rows
from cases.services.case_state import case_close, case_correct, case_reopen, case_result_correct, tier_move
from cases.views.advice import pitfall_cards
from cases.views.case import closed_case
from cases.views.wording import moment_words, page_lang

NEXT_TIER = {Case.Tier.MERCHANT: Case.Tier.PLATFORM, Case.Tier.PLATFORM: Case.Tier.REGULATOR}
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
def close(request: HttpRequest, ref: str) -> HttpResponse:
    case = case_for(request.user, ref)
    if not case.is_open:
        return redirect("case", ref=ref)
    form = CloseForm(_posted(request), initial={"received_amount": case.received_amount})
    if request.method == "POST" and form.is_valid():
        with suppress(IllegalMove):  # closed a moment ago, by another press of the same button
            case_close(case=case, now=timezone.now(), **form.cleaned_data)
        messages.success(request, _("Closed. The record stays; you can reopen it at any time."))
        return redirect("case", ref=ref)
    context = _frame(case) | {"form": form, "pitfalls": pitfall_cards(case, pitfalls_of_closing(case))}
    return render(request, "cases/close.html", context, status=422 if form.errors else 200)


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
        return _("Enter the time shown in the app.")
    hints = {
        "CLK12": _("Go by the countdown on the refund page if it shows another time."),
        "CLK07": _("If the app shows another time, enter that one."),
    }
    return hints.get(clock.rule, "")


@login_required
@require_http_methods(["GET", "POST"])
def up(request: HttpRequest, ref: str) -> HttpResponse:
    """One step up: what is there, what is missing, and a button that names the act. Nothing is filed for anyone."""
    case = case_for(request.user, ref)
    now = timezone.now()
    to = NEXT_TIER.get(Case.Tier(case.tier))
    if to is None or not case.is_open:
        return redirect("case", ref=ref)
    if request.method == "POST" and request.POST.get("to") != to:
        # Pressed twice, or on a page from before: the step it names has been taken.
        messages.info(request, _("This case has moved on meanwhile. Here is where it stands."))
        return redirect("case", ref=ref)
    platform = catalog.platform_words(case.order.platform, page_lang())
    clock = filing_clock(to, case.order.platform, now)
    form = UpForm(_posted(request), initial={"due": clock.due_at}, now=now)
    form.fields["due"].help_text = due_hint(clock)
    if request.method == "POST" and form.is_valid():
        due: datetime = form.cleaned_data["due"]
        counted = "due" not in form.changed_data
        with suppress(IllegalMove):
            tier_move(
                case=case,
                to=to,
                now=now,
                reason=form.cleaned_data["reason"],
                due_at=due,
                working=clock.working if counted else (),
                provisional_year=clock.provisional_year if counted else None,
            )
        messages.success(request, _("Noted. Their clock is running until %(due)s.") % {"due": moment_words(due, now)})
        return redirect("case", ref=ref)
    view = guide_to(case, to, "step_in" if to == Case.Tier.PLATFORM else "file")
    context = _frame(case) | {
        "form": form,
        "to": to,
        "guide_url": reverse("case-guide", args=[ref, view.slug]) if view else "",
        "guide_title": view.title.said(page_lang()) if view else "",
        "text_url": f"{reverse('case-say', args=[ref])}?to={'platform' if to == Case.Tier.PLATFORM else '12315'}",
        "platform": platform,
        "rows": up_rows(case, to),
        "clock": clock,
        "dispute": clock.rule == DISPUTE_RULE,
        "skips": case.tier == Case.Tier.MERCHANT and case.contacted_at is None,
    }
    return render(request, "cases/up.html", context, status=422 if form.errors else 200)
