"""能不能退 and 增加赔偿怎么算: rules with their sources, said of no one case and promising nothing."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from guides.domain.compensation import Compensation
from guides.forms.rights import CompensationForm, EligibilityForm
from guides.selectors.rights import compensations, eligibility
from guides.views.frame import indexed, page_language


@require_safe
def eligible(request: HttpRequest) -> HttpResponse:
    context = {"nav": "guides", "back_url": reverse("guides"), "back_label": _("Guides")} | indexed("eligibility")
    return render(request, "guides/eligibility.html", context | _asked(request))


@require_safe
def extra(request: HttpRequest) -> HttpResponse:
    context = {"nav": "guides", "back_url": reverse("guides"), "back_label": _("Guides")} | indexed("compensation")
    return render(
        request, "guides/compensation.html", context | {"kinds": [_kind(request, kind) for kind in compensations()]}
    )


def _asked(request: HttpRequest) -> dict[str, Any]:
    """Return the form and, once asked, what each right says."""
    rules, given = eligibility(), request.GET.dict()
    asked = any(one.slug in given for one in rules.questions)
    form = EligibilityForm(given if asked else None, eligibility=rules, lang=page_language())
    answers = rules.answers(given)
    rows = [{"right": right, "ruling": right.says(answers)} for right in rules.rights]
    return {"form": form, "asked": asked, "rows": rows if asked else []}


def _kind(request: HttpRequest, kind: Compensation) -> dict[str, Any]:
    asked = request.GET.get("kind") == kind.slug
    form = CompensationForm(request.GET if asked else None, kind=kind, lang=page_language())
    # The sums are shown only when every condition was ticked: conditions come first.
    shown: dict[str, Any] = {"kind": kind, "form": form, "asked": asked, "open": 0, "sums": []}
    if not asked or not form.is_valid():
        return shown
    shown["open"] = len(kind.conditions) - len(form.cleaned_data["holds"])
    if shown["open"] == 0:
        loss = form.cleaned_data.get("loss")
        sums = [(_("by the price"), kind.by_price(form.cleaned_data["price"]))]
        if loss is not None and (by_loss := kind.by_loss(loss)) is not None:
            sums.append((_("by the loss"), by_loss))
        shown["sums"] = sums
    return shown
