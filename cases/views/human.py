"""转人工: one tap copies the words and counts; after three, another way."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.domain.zone import local
from cases.models import Case
from cases.selectors.access import case_for
from cases.selectors.hotlines import has_hotline, recipes_of
from cases.selectors.humans import ENOUGH, other_guides, tries_on
from cases.services.human_try import human_try
from cases.views.closed import closed_case
from cases.views.wording import page_lang


def human_card(case: Case, now: datetime, *, here: str, tries: int | None = None) -> dict[str, Any]:
    """Return the counter as its component takes it. `here` is where a plain POST leads back to."""
    count = tries_on(case, local(now).date()) if tries is None else tries
    return {
        "url": reverse("case-human", args=[case.ref]),
        "back": here,
        "tries": count,
        "others": _others(case) if count >= ENOUGH else [],
        "is_open": case.is_open,
    }


def _others(case: Case) -> list[tuple[str, str]]:
    """Return (words, address) of the ways that are left, the nearest first."""
    lang = page_lang()
    ways = [(one.title.said(lang), reverse("case-guide", args=[case.ref, one.slug])) for one in other_guides(case)]
    if has_hotline(case, "platform"):
        ways.append((_("Call the platform’s hotline"), f"{reverse('case-call', args=[case.ref])}?to=platform"))
    ways.append((_("Set a reminder and come back at another time"), reverse("case-remind", args=[case.ref])))
    return ways


@login_required
@require_http_methods(["GET", "POST"])
def human(request: HttpRequest, ref: str) -> HttpResponse:
    """The counter on its own page; a POST counts once more."""
    case = case_for(request.user, ref)
    if not case.is_open:
        return closed_case(request, ref)
    now = timezone.now()
    if request.method == "POST":
        tries = human_try(case=case, now=now)
        if not request.htmx:  # type: ignore[attr-defined]
            return redirect(_back(request, ref))
        card = human_card(case, now, here="", tries=tries)
        return render(request, "cases/partials/human_count.html", {"human": card})
    context = {
        "case": case,
        "human": human_card(case, now, here=request.path),
        "humans": recipes_of(case, "chat"),
        "here": case.order.platform,
        "back": request.path,
        "back_url": reverse("case", args=[ref]),
        "back_label": case.problem[:20],
        "nav": "cases",
    }
    return render(request, "cases/human.html", context)


def _back(request: HttpRequest, ref: str) -> str:
    """Return the page of this case the form stood on, its own page for anything else."""
    asked = request.POST.get("back", "")
    own = reverse("case", args=[ref])
    return f"{asked}#human" if asked.startswith(own) and "\\" not in asked else reverse("case-human", args=[ref])
