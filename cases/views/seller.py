"""Who stands behind the shop, and which bureau that leads to."""

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

from cases.forms.seller import SellerForm
from cases.models import Case, Seller
from cases.selectors.access import case_for
from cases.selectors.jurisdictions import Bureau, bureaus_of
from cases.selectors.letters import NAMES_SELLER
from cases.selectors.rising import is_hidden, seller_of
from cases.services.seller import FIELDS, seller_note
from cases.views.closed import closed_case
from cases.views.helping import can
from cases.views.wording import page_lang

# Where the page may lead back to; by default it stays and shows the bureau.
BACK = {"up": "case-up", "fields": "case-fields", "grounds": "case-grounds"} | dict.fromkeys(NAMES_SELLER, "case-say")


@login_required
@require_http_methods(["GET", "POST"])
def seller(request: HttpRequest, ref: str) -> HttpResponse:
    """The licence page's words, the bureau in charge, and what to do where nothing is shown."""
    case = case_for(request.user, ref)
    if not case.is_open:
        return closed_case(request, ref)
    row = seller_of(case)
    known = {name: getattr(row, name) for name in FIELDS}
    form = SellerForm(request.POST if request.method == "POST" else None, initial=known)
    back = request.POST.get("back") or request.GET.get("back") or ""
    if request.method == "POST" and form.is_valid():
        row = seller_note(case=case, now=timezone.now(), **{name: form.cleaned_data[name] for name in FIELDS})
        if any(form.cleaned_data[name] for name in FIELDS):
            messages.success(request, _("Noted. It goes into the texts for 12315."))
        if back in BACK and not is_hidden(row):
            return redirect(_back_url(case, back))
        return redirect(reverse("case-seller", args=[ref]) + (f"?back={back}" if back in BACK else ""))
    goes_back = can(case, "case-up", "GET")
    context = {
        "case": case,
        "form": form,
        "back": back if back in BACK else "",
        "bureaus": [bureau_card(one) for one in bureaus_of(case, row)],
        "hidden": is_hidden(row),
        "dead": row.disclosed == Seller.Disclosed.DEAD,
        "letter_url": f"{reverse('case-say', args=[ref])}?code=T18",
        "add_url": reverse("evidence-add", args=[ref]),
        "guide_url": reverse("case-guide", args=[ref, "find-licence"]),
        "back_url": _back_url(case, back) if back in BACK and goes_back else reverse("case", args=[ref]),
        "back_label": case.problem[:20],
        "nav": "cases",
    }
    return render(request, "cases/seller.html", context, status=422 if form.errors else 200)


def _back_url(case: Case, back: str) -> str:
    query = f"?code={back}" if back in NAMES_SELLER else "?to=12315" if back in ("fields", "grounds") else ""
    return reverse(BACK[back], args=[case.ref]) + query


def bureau_card(one: Bureau) -> dict[str, Any]:
    """Return whose bureau may act, as the page shows it."""
    lang = page_lang()
    offices = {
        "disclosed": _("The county bureau at the address the shop shows: %(where)s")
        % {"where": one.county or _("see the address")},
        "seat": _("The county bureau at the platform’s seat (see the licence page of the platform)"),
        "own_seat": _("The county bureau at the platform’s own seat (see its licence page)"),
        "business": _("A bureau, of a county or higher, where the shop really does business"),
    }
    return {
        "what": {"complaint": _("For a complaint"), "report": _("For a report")}[one.what],
        "text": one.facts.text.said(lang),
        "offices": [offices[name] for name in one.facts.offices],
        "source": one.facts.source,
    }
