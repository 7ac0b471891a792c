"""期限: both lanes with every day counted, the days that start clocks, and what the other side has asked for."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cases.domain.next_step.snapshot import TESTING
from cases.domain.returns import RETURN
from cases.domain.starts import Trigger
from cases.forms.clocks import GoodsForm, OwedForm, SentForm, TellDayForm
from cases.models import Case, Deadline
from cases.selectors.access import case_for
from cases.selectors.answered import answered_of
from cases.selectors.case_page import clocks_of_case
from cases.selectors.clocks import counts_from, goods_choices, has_categories, own_windows_over, questions_of
from cases.selectors.told_days import first_filed
from cases.services.moments import goods_note, moment_note
from cases.services.owed import owed_ask, owed_done
from cases.views.closed import closed_case
from cases.views.helping import can
from cases.views.lanes import full_row, lane_name, other_days, question, told_days
from cases.views.moment_words import owed_name
from cases.views.wording import moment_words, page_lang

LANES = (Deadline.Lane.THEIRS, Deadline.Lane.MINE)


def _frame(case: Case) -> dict[str, Any]:
    return {
        "case": case,
        "back_url": reverse("case", args=[case.ref]),
        "back_label": case.problem[:20],
        "nav": "cases",
    }


@login_required
@require_GET
def clocks(request: HttpRequest, ref: str) -> HttpResponse:
    return _page(request, case_for(request.user, ref))


def _page(request: HttpRequest, case: Case, wrong: TellDayForm | None = None) -> HttpResponse:
    """Return the page of all clocks. `wrong` is a day that could not be read: it stands at its question, as typed."""
    now = timezone.now()
    rows = clocks_of_case(case)
    answered = answered_of(case, rows)
    over = own_windows_over(case, rows, now=now)
    asks = case.is_open and can(case, "case-day")
    days = [question(case, one, now) for one in questions_of(case, windows_over=over)] if asks else []
    told = told_days(case, now) if asks else []
    others = other_days(case, now, windows_over=over) if asks else []
    if wrong is not None:
        _set_wrong([*days, *told, *others], wrong)
    context = _frame(case) | {
        "now": now,
        "lanes": [
            {
                "slug": lane,
                "name": lane_name(lane),
                "rows": [full_row(case, row, now) for row in rows if row.lane == lane and row.is_live],
                "ended": [full_row(case, row, now, answered) for row in rows if row.lane == lane and not row.is_live],
            }
            for lane in LANES
        ],
        "days": days,
        "told": told,
        "others": others,
        "goods": _goods_form(case, initial={"goods": case.goods, "warranty": case.warranty}) if asks else None,
        "asks": asks,
        "owed": owed_name(case.owed_kind) if case.owed_at else "",
        "tested": case.owed_kind == TESTING,
        "opened": wrong is not None,
        "noted": any(one["note"] for one in told),
    }
    response = render(request, "cases/clocks.html", context, status=422 if wrong is not None else 200)
    response["Cache-Control"] = "private, no-store"
    return response


def _goods_form(case: Case, *args: Any, **kwargs: Any) -> GoodsForm:
    platform = case.order.platform
    found = goods_choices(platform, page_lang())
    return GoodsForm(*args, categories=found, windows=has_categories(platform), **kwargs)


def _set_wrong(days: list[dict[str, Any]], form: TellDayForm) -> None:
    for one in days:
        if one["trigger"] == form.data.get("trigger"):
            one["value"] = form.data.get("day", "")
            one["error"] = " ".join(str(error) for name in form.errors for error in form.errors[name])


@login_required
@require_POST
def day(request: HttpRequest, ref: str) -> HttpResponse:
    """A day that starts a clock, told or corrected."""
    case = case_for(request.user, ref)
    if not case.is_open:
        return closed_case(request, ref)
    now = timezone.now()
    form = TellDayForm(request.POST, now=now, filed=partial(first_filed, case))
    if not form.is_valid():
        return _page(request, case, form)
    trigger = Trigger(form.cleaned_data["trigger"])
    if moment_note(case=case, trigger=trigger, at=form.cleaned_data["at"], now=now):
        runs = counts_from(case, trigger)
        told = _("Noted. What counts from that day runs now.") if runs else _("Noted. No clock runs from that day now.")
        messages.success(request, told)
    return redirect("case-clocks" if request.POST.get("from") == "clocks" else "case", ref=ref)


@login_required
@require_POST
def goods(request: HttpRequest, ref: str) -> HttpResponse:
    """The category of the goods and whether they are on the 三包 list."""
    case = case_for(request.user, ref)
    if not case.is_open:
        return closed_case(request, ref)
    form = _goods_form(case, request.POST)
    if form.is_valid():
        data = form.cleaned_data
        if goods_note(case=case, goods=data.get("goods", ""), warranty=data["warranty"], now=timezone.now()):
            messages.success(request, _("Noted. The windows follow."))
    else:
        messages.warning(request, _("Choose one of the answers."))
    return redirect("case-clocks", ref=ref)


@login_required
@require_http_methods(["GET", "POST"])
def owed(request: HttpRequest, ref: str) -> HttpResponse:
    """They want something of the shopper: their clocks stand still until it is sent."""
    case = case_for(request.user, ref)
    if not case.is_open:
        return closed_case(request, ref)
    now = timezone.now()
    form: OwedForm | SentForm
    tested = case.owed_at is not None and case.owed_kind == TESTING
    if case.owed_at is not None:
        form = SentForm(request.POST if "done" in request.POST else None, now=now, asked_at=case.owed_at, tested=tested)
        if form.is_valid():
            owed_done(case=case, at=form.cleaned_data["at"], now=now)
            result, sent = (
                _("Noted. The result is here, and their clocks go on with what was left."),
                _("Noted as sent. Their clocks go on with what was left."),
            )
            messages.success(request, result if tested else sent)
            return redirect("case", ref=ref)
        if request.method == "POST" and not form.is_bound:
            result, sent = (
                _("The result of a test is still waited for. Note first that it is here."),
                _("Something asked for earlier is still open. Note first that it was sent."),
            )
            messages.info(request, result if tested else sent)
            return redirect("case", ref=ref)
    elif "done" in request.POST:
        return redirect("case", ref=ref)
    else:
        first = {"kind": RETURN} if request.GET.get("kind") == RETURN else {}
        form = OwedForm(
            request.POST if request.method == "POST" else None, now=now, filed_at=case.filed_at, initial=first
        )
        if form.is_valid():
            data = form.cleaned_data
            if owed_ask(case=case, kind=data["kind"], words=data["words"], at=data["at"], due_at=data["due"], now=now):
                result, sent = (
                    _("Noted. Their clocks stand still until the result is here."),
                    _("Noted. Their clocks stand still until you have sent it."),
                )
                messages.success(request, result if data["kind"] == TESTING else sent)
            return redirect("case", ref=ref)
    rows = [row for row in clocks_of_case(case) if row.lane == Deadline.Lane.THEIRS and row.is_live]
    context = _frame(case) | {
        "form": form,
        "open": owed_name(case.owed_kind) if case.owed_at else "",
        "tested": tested,
        "since": moment_words(case.owed_at, now) if case.owed_at else "",
        "rows": [full_row(case, row, now) for row in rows],
        "jd": case.order.platform == "jd" and case.tier == Case.Tier.PLATFORM,
    }
    return render(request, "cases/owed.html", context, status=422 if form.errors else 200)
