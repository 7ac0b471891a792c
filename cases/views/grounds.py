"""Before filing: the grounds on which they refuse, one question each, and which other bodies have the dispute."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cases.domain.starts import PRIVATE_SELLERS
from cases.forms.grounds import ElsewhereForm, GroundQuestion, GroundsForm
from cases.models import Case
from cases.selectors import catalog
from cases.selectors.access import case_for
from cases.selectors.preflight import hints_of
from cases.selectors.rising import MET, ascent_of, elsewhere_of, grounds_of
from cases.services.ascent import grounds_answer
from cases.services.elsewhere import elsewhere_drop, elsewhere_note
from cases.views.closed import closed_case
from cases.views.wording import page_lang


def _to(request: HttpRequest, case: Case) -> str:
    asked = request.POST.get("to") or request.GET.get("to") or ""
    if asked in ("platform", "12315"):
        return asked
    return "platform" if case.tier == Case.Tier.MERCHANT else "12315"


@login_required
@require_http_methods(["GET", "POST"])
def grounds(request: HttpRequest, ref: str) -> HttpResponse:
    """The list of the place it goes to; an answer warns, it forbids nothing."""
    case = case_for(request.user, ref)
    if not case.is_open:
        return closed_case(request, ref)
    to = _to(request, case)
    if request.method == "POST":
        rows = grounds_of(case, to)
        form = GroundsForm(request.POST, questions=_questions(rows))
        if form.is_valid():
            grounds_answer(case=case, answers=form.answers, now=timezone.now())
            messages.success(request, _("Saved."))
            return redirect(f"{reverse('case-grounds', args=[ref])}?to={to}")
        return _page(request, case, to, form=form, status=422)
    return _page(request, case, to)


def _questions(rows: Any) -> list[GroundQuestion]:
    return [GroundQuestion(one.slug, one.question.said(page_lang()), one.answers, one.yes) for one in rows]


def _page(
    request: HttpRequest,
    case: Case,
    to: str,
    *,
    form: GroundsForm | None = None,
    other: ElsewhereForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """Return the page; `other` is the form of another body as it was posted."""
    rows, said = grounds_of(case, to), ascent_of(case).grounds
    hints = hints_of(case)
    form = form or GroundsForm(initial=said, questions=_questions(rows))
    bodies = elsewhere_of(case)
    cards = [_card(case, one, said.get(one.slug, ""), hints.get(one.slug), form) for one in rows]
    context = {
        "case": case,
        "to": to,
        "cards": cards,
        "form": form,
        "left": sum(not card["said"] for card in cards),
        "met": [card for card in cards if card["said"] == MET],
        "asks": any(one.asks == "elsewhere" for one in rows),
        "bodies": [
            {
                "text": " · ".join(
                    part for part in (row.get_body_display(), row.name, row.day.isoformat(), row.number) if part
                ),
                "drop_url": reverse("case-elsewhere-drop", args=[case.ref, row.pk]),
            }
            for row in bodies
        ],
        "other": other or ElsewhereForm(now=timezone.now()),
        "open_other": other is not None or said.get("elsewhere") == MET or bool(bodies),
        "platform": catalog.platform_words(case.order.platform, page_lang()),
        "private": case.order.platform in PRIVATE_SELLERS and to == "12315",
        "jd": case.order.platform == "jd" and to == "12315",
        "up_url": reverse("case-up", args=[case.ref]),
        "back_url": reverse("case", args=[case.ref]),
        "back_label": case.problem[:20],
        "nav": "cases",
    }
    return render(request, "cases/grounds.html", context, status=status)


def _card(case: Case, one: Any, said: str, hint: Any, form: GroundsForm) -> dict[str, Any]:
    lang = page_lang()
    return {
        "slug": one.slug,
        "field": form[one.slug],
        "said": said,
        "name": one.name.said(lang),
        "question": one.question.said(lang),
        "means": one.means.said(lang),
        "do": one.do.said(lang),
        "source": one.source,
        "hint": hint.text if hint else "",
        "hint_url": hint.url if hint else "",
        "hint_label": hint.label if hint else "",
    }


@login_required
@require_POST
def elsewhere(request: HttpRequest, ref: str) -> HttpResponse:
    """Keep which body has it, since when, under what number."""
    case = case_for(request.user, ref)
    if not case.is_open:
        return closed_case(request, ref)
    form, now = ElsewhereForm(request.POST, now=timezone.now()), timezone.now()
    if not form.is_valid():
        return _page(request, case, _to(request, case), other=form, status=422)
    elsewhere_note(case=case, now=now, **form.cleaned_data)
    messages.success(request, _("Noted. The text for 12315 says so."))
    return redirect(f"{reverse('case-grounds', args=[ref])}?to={_to(request, case)}")


@login_required
@require_POST
def elsewhere_off(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """Take a body off that was noted by mistake."""
    case = case_for(request.user, ref)
    if not case.is_open:
        return closed_case(request, ref)
    if elsewhere_drop(case=case, number=number, now=timezone.now()):
        messages.success(request, _("Taken off the list."))
    return redirect(f"{reverse('case-grounds', args=[ref])}?to={_to(request, case)}")
