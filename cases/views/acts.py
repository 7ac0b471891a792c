"""The acts that follow from a next step: no answer, accept or decline, filed in time."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cases.domain.starts import MET_BY_ASKING
from cases.models import Deadline
from cases.selectors.access import case_for
from cases.selectors.clocks import jd_unasked
from cases.selectors.running import last_answer
from cases.services.case_answer import case_no_reply, reply_accept, reply_decline, window_filed
from cases.views.closed import closed_case


@login_required
@require_POST
def no_reply(request: HttpRequest, ref: str) -> HttpResponse:
    """没回复: the time has passed and nothing came. The next step up opens."""
    case = case_for(request.user, ref)
    if not case.is_open:
        return closed_case(request, ref)
    if case_no_reply(case=case, now=timezone.now()):
        messages.success(request, _("Noted: no answer."))
    else:
        messages.info(request, _("Nothing has happened since you last noted this."))
    return redirect("case", ref=ref)


@login_required
@require_http_methods(["GET", "POST"])
def review(request: HttpRequest, ref: str) -> HttpResponse:
    """Their answer, and what the shopper makes of it."""
    case = case_for(request.user, ref)
    if not case.is_open:
        return closed_case(request, ref)
    answer = last_answer(case)
    if answer is None:
        messages.info(request, _("There is no answer of theirs to decide on yet."))
        return redirect("case", ref=ref)
    if request.method == "POST":
        choice = request.POST.get("choice")
        if choice == "accept":
            reply_accept(case=case, now=timezone.now())
            messages.success(request, _("Noted. Keep the after-sales request open until it has arrived."))
            return redirect("case", ref=ref)
        if choice == "decline":
            reply_decline(case=case, now=timezone.now())
            messages.success(request, _("Noted. You can go one step up."))
            return redirect("case", ref=ref)
    context = {
        "case": case,
        "answer": answer,
        "back_url": reverse("case", args=[ref]),
        "back_label": case.problem[:20],
        "nav": "cases",
    }
    return render(request, "cases/review.html", context, status=422 if request.method == "POST" else 200)


@login_required
@require_POST
def window(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """我已提交: the shopper's own window was met in time."""
    case = case_for(request.user, ref)
    row = Deadline.objects.filter(case=case, pk=number, lane=Deadline.Lane.MINE).first()
    if row is None:
        raise Http404
    if row.rule in MET_BY_ASKING and case.is_open and row.is_live:
        # 京东: only asking JD itself meets it, and that is noted on its own page.
        return redirect("case-step-in" if jd_unasked(case) else "case-up", ref=ref)
    if window_filed(case=case, deadline=row, now=timezone.now()):
        messages.success(request, _("Noted as filed in time."))
    else:
        messages.info(request, _("This window is not running any more."))
    return redirect("case", ref=ref)
