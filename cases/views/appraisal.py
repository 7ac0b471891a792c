"""鉴定报告: issuer, number, date, conclusion, whose it is; what is missing is said, and who pays if it goes wrong."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods

from cases.domain.appraisal import NEEDED, missing
from cases.domain.zone import local
from cases.forms.appraisal import AppraisalForm
from cases.models import Appraisal, Evidence
from cases.selectors.access import case_for, evidence_for
from cases.selectors.catalog import report_cost
from cases.selectors.evidence import appraisal_of
from cases.services.appraisal import ReportFacts, appraisal_save
from cases.views.closed import closed_case
from cases.views.evidence_words import exhibit_label
from cases.views.wording import page_lang


@login_required
@require_http_methods(["GET", "POST"])
def report(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    case = case_for(request.user, ref)
    evidence = evidence_for(case, number)
    if not case.is_open:
        return closed_case(request, ref)
    now = timezone.now()
    kept = appraisal_of(evidence)
    initial = {name: getattr(kept, name) for name in NEEDED} if kept else {}
    form = AppraisalForm(request.POST if request.method == "POST" else None, initial=initial, today=local(now).date())
    if form.is_bound and form.is_valid():
        appraisal_save(case=case, evidence=evidence, facts=ReportFacts(**form.cleaned_data), now=now)
        lacking = missing(form.cleaned_data)
        if lacking:
            messages.warning(request, lacks_words(lacking))
        else:
            messages.success(request, _("Saved. The report says all that is asked of one."))
        return redirect("exhibit", ref=ref, number=number)
    context = {
        "case": case,
        "form": form,
        "label": exhibit_label(evidence),
        "caption": evidence.caption,
        "cost": report_cost(page_lang()),
        "guide_url": reverse("case-guide", args=[ref, "prove-a-fake"]),
        "back_url": reverse("exhibit", args=[ref, number]),
        "back_label": exhibit_label(evidence),
        "nav": "cases",
    }
    return render(request, "cases/report.html", context, status=422 if form.errors else 200)


def report_rows(evidence: Evidence) -> dict[str, Any]:
    """Return what the page of an exhibit says of its report: rows of (name, value), and what is missing."""
    if evidence.kind != Evidence.Kind.REPORT:
        return {}
    kept = appraisal_of(evidence) or Appraisal()
    shown = {
        "whose": kept.get_whose_display(),
        "issuer": kept.issuer,
        "number": kept.number,
        "dated": kept.dated.isoformat() if kept.dated else "",
        "conclusion": kept.get_conclusion_display(),
        "asked_by": kept.get_asked_by_display(),
    }
    lacking = missing({name: getattr(kept, name) for name in NEEDED})
    names = _names()
    return {
        "rows": [(names[name], shown[name]) for name in NEEDED if name not in lacking],
        "lacks": lacks_words(lacking) if lacking else "",
        "url": reverse("exhibit-report", args=[evidence.case.ref, evidence.number]) if evidence.case else "",
    }


def lacks_words(lacking: tuple[str, ...]) -> str:
    """Return what a report does not say yet, in one sentence."""
    names = _names()
    listed = pgettext("between two names", ", ").join(names[name] for name in lacking)
    return _("The report is weaker without: %(names)s. Ask the issuer, or add it when you know.") % {"names": listed}


def _names() -> dict[str, str]:
    return {
        "whose": _("whose report it is"),
        "issuer": _("issuer"),
        "number": pgettext("of a report", "number"),
        "dated": pgettext("of a report", "date"),
        "conclusion": _("conclusion"),
        "asked_by": _("who had it made"),
    }
