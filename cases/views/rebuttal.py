"""Their reasons and what the shopper says to them: what the dossier sets side by side."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.forms.dossier import RebuttalForm
from cases.models import Case
from cases.selectors.access import case_for
from cases.selectors.dossier import refusals_of
from cases.selectors.evidence import evidence_of
from cases.services.rebuttal import rebuttals_write
from cases.views.cards import tier_name
from cases.views.dossier import frame
from cases.views.wording import moment_words


@login_required
@require_http_methods(["GET", "POST"])
def reasons(request: HttpRequest, ref: str) -> HttpResponse:
    case = case_for(request.user, ref)
    rows = _rows(request, case)
    if request.method == "POST" and all(row["form"].is_valid() for row in rows):
        said = {row["pk"]: row["form"].said for row in rows}
        rebuttals_write(case=case, said=said, now=timezone.now())
        messages.success(request, _("Saved. The next version of the dossier has it."))
        return redirect("case-dossier", ref=ref)
    failed = request.method == "POST"
    context = frame(case, back="case-dossier") | {"rows": rows}
    return render(request, "cases/reasons.html", context, status=422 if failed else 200)


def _rows(request: HttpRequest, case: Case) -> list[dict[str, Any]]:
    now = timezone.now()
    exhibits = [
        (str(one.number), f"{_('Exhibit %(number)d') % {'number': one.number}} {one.caption or one.get_kind_display()}")
        for one in evidence_of(case)
    ]
    return [
        {
            "pk": contact.pk,
            "who": tier_name(contact.tier),
            "agent": contact.agent.number if contact.agent else "",
            "at": moment_words(contact.at, now),
            "words": contact.words,
            "form": RebuttalForm(
                request.POST if request.method == "POST" else None,
                prefix=f"r{contact.pk}",
                exhibits=exhibits,
                initial={"text": said.text, "exhibits": [str(one) for one in said.exhibits]} if said else None,
            ),
        }
        for contact, said in refusals_of(case)
    ]
