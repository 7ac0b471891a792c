"""京东: the seller has had their time for the dispute; the shopper asks JD itself and says so here."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.forms.state import StepInForm
from cases.models import Case
from cases.selectors import catalog
from cases.selectors.access import case_for
from cases.selectors.guards import asking_until, days_over
from cases.selectors.readiness import up_rows
from cases.services.step_in import step_in_ask
from cases.views.closed import closed_case
from cases.views.wording import moment_words, page_lang


@login_required
@require_http_methods(["GET", "POST"])
def step_in(request: HttpRequest, ref: str) -> HttpResponse:
    """What JD will ask for, and a button that names the act. Nothing is filed for anyone."""
    case = case_for(request.user, ref)
    if not case.is_open:
        return closed_case(request, ref)
    if case.tier != case.Tier.PLATFORM or case.step_in_at is None:
        messages.info(request, _("This case has moved on meanwhile. Here is where it stands."))
        return redirect("case", ref=ref)
    now = timezone.now()
    form = StepInForm(request.POST if request.method == "POST" else None, now=now, filed_at=case.filed_at)
    if request.method == "POST" and form.is_valid():
        step_in_ask(case=case, now=now, at=form.cleaned_data["at"], due_at=form.cleaned_data["due"])
        messages.success(request, _("Noted: you asked the platform to step in."))
        return redirect("case", ref=ref)
    context = {
        "case": case,
        "form": form,
        "platform": catalog.platform_words(case.order.platform, page_lang()),
        "rows": up_rows(case, case.Tier.PLATFORM),
        "early": _("The seller has until %(when)s. Before that the platform may not take it.")
        % {"when": moment_words(case.step_in_at, now)}
        if case.step_in_at > now
        else "",
        "over": days_over(case, Case.Tier.PLATFORM, at=now),
        "until": moment_words(until, now) if (until := asking_until(case)) and until > now else "",
        "back_url": reverse("case", args=[ref]),
        "back_label": case.problem[:20],
        "nav": "cases",
    }
    return render(request, "cases/step_in.html", context, status=422 if form.errors else 200)
