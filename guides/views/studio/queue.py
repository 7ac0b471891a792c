"""What waits for an editor: reports, numbers that do not answer, guides nobody looked at for long."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from guides.models import HotlineReport, StepReport
from guides.selectors.guides import guide
from guides.selectors.report_queue import Waiting, waiting
from guides.selectors.studio import guide_for_editor
from guides.services.step_reports import hotline_reports_settle, step_reports_settle
from guides.views.studio.frame import frame, page_language, studio_page

STATES = {"right": StepReport.State.STILL_RIGHT, "fixed": StepReport.State.FIXED}


@studio_page
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    rows = [_shown(one) for one in waiting(timezone.localdate())]
    return render(request, "studio/queue.html", frame() | {"rows": rows})


@studio_page
@require_POST
def settle(request: HttpRequest, slug: str) -> HttpResponse:
    """`do` is right or fixed, `step` the step the reports are about."""
    row = guide_for_editor(request.user, slug)
    state = STATES.get(request.POST.get("do", ""))
    if state is not None:
        now = timezone.now()
        step, today = request.POST.get("step", "")[:60], timezone.localdate(now)
        number = step_reports_settle(guide=row, step=step, state=state, by=request.user, now=now, today=today)
        _tell(request, number, state == StepReport.State.STILL_RIGHT)
    return redirect("studio-queue")


@studio_page
@require_POST
def settle_hotline(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    where, number = request.POST.get("platform", "")[:30], request.POST.get("number", "")[:30]
    act = request.POST.get("do", "")
    if act in STATES and where and number:
        settled = hotline_reports_settle(
            platform=where,
            number=number,
            still_right=act == "right",
            by=request.user,
            now=now,
            today=timezone.localdate(now),
        )
        _tell(request, settled, act == "right")
    return redirect("studio-queue")


def _tell(request: HttpRequest, number: int, still_right: bool) -> None:
    if still_right:
        messages.success(request, _("Noted as still right, checked today."))
    else:
        answered = ngettext("%(n)s report is answered.", "%(n)s reports are answered.", number)
        messages.success(request, answered % {"n": number})


def _shown(one: Waiting) -> dict[str, Any]:
    faults = dict(HotlineReport.Fault.choices) | {
        "no_answer": _("no answer"),
        "wrong_number": _("not their number"),
        "no_human": _("no way to a human"),
    }
    texts = [str(faults.get(text, text)) if one.kind == "hotline" else text for text in one.texts]
    words = {"title": one.title.said(page_language()), "texts": texts, "why": _why(one)}
    return {"one": one} | words | _step(one)


def _step(one: Waiting) -> dict[str, str]:
    """Return the step as readers know it, and where to edit it; one that is gone by its short name, at the guide."""
    view = guide(one.guide) if one.step else None
    if found := view.step(one.step) if view else None:
        named = f"{found.number}. {found.title.said(page_language())}"
        return {"step": named, "url": reverse("studio-step", args=[one.guide, one.step])}
    return {"step": one.step, "url": reverse("studio-guide", args=[one.guide]) if one.guide else ""}


def _why(one: Waiting) -> str:
    if one.kind == "old":
        return _("Nobody has compared it with the app for more than 180 days.")
    if one.kind == "useless":
        return _("%(share)s%% of %(n)s answers say it was not useful.") % {"share": one.share, "n": one.number}
    if one.kind == "hotline":
        words = ngettext("%(n)s report says it does not work.", "%(n)s reports say it does not work.", one.number)
    else:
        words = ngettext("%(n)s report says it does not fit.", "%(n)s reports say it does not fit.", one.number)
    return words % {"n": one.number}
