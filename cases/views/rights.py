"""能不能退, 增加赔偿 and 还有哪些路, for one case: its answers and dates are filled in, nothing is promised."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases.domain.starts import (
    CONSUMER_WINDOWS,
    EXCEPTED,
    EXCEPTED_GOODS,
    MET_BY_ASKING,
    NO_REASON_WINDOW,
    PRIVATE_SELLERS,
    QUALITY,
)
from cases.domain.zone import local
from cases.forms.rights import CompensationForm, EligibilityForm
from cases.models import Case, Deadline
from cases.selectors.access import case_for
from cases.selectors.case_page import clocks_of_case
from cases.selectors.clocks import hardly_returned
from cases.selectors.platform_answers import platform_asked
from cases.selectors.rights import (
    UNSURE,
    Compensation,
    Right,
    RouteFacts,
    Ruling,
    compensations,
    eligibility,
    routes,
)
from cases.views.complained import complained
from cases.views.wording import due_words, page_lang

# The route to 12315.
COMPLAINT = "complaint"


def _frame(case: Case) -> dict[str, Any]:
    return {
        "case": case,
        "back_url": reverse("case", args=[case.ref]),
        "back_label": case.problem[:20],
        "nav": "cases",
    }


@login_required
@require_safe
def eligible(request: HttpRequest, ref: str) -> HttpResponse:
    """The six questions with what the case knows already, and the last day of each right where its clock runs."""
    case, now = case_for(request.user, ref), timezone.now()
    rules, given = eligibility(), request.GET.dict()
    asked = any(one.slug in given for one in rules.questions)
    known = _known(case, now)
    form = EligibilityForm({**known, **given} if asked else None, initial=known, rules=rules, lang=page_lang())
    answers = rules.answers(given)
    rows = clocks_of_case(case) if asked else []
    # What was answered of the days and what the record says of them may differ.
    differs = answers["days"] not in (UNSURE, known.get("days", answers["days"]))
    found = [_ruled(right, right.says(answers), rows, now, differs=differs) for right in rules.rights]
    context = {"form": form, "asked": asked, "rows": found if asked else [], "private": _is_private(case)}
    return render(request, "cases/eligible.html", _frame(case) | context)


@login_required
@require_safe
def extra(request: HttpRequest, ref: str) -> HttpResponse:
    case = case_for(request.user, ref)
    kinds = [_kind(request, case, kind) for kind in compensations()]
    return render(request, "cases/extra.html", _frame(case) | {"kinds": kinds})


def _kind(request: HttpRequest, case: Case, kind: Compensation) -> dict[str, Any]:
    """Return one kind with its form, and its sums only when every condition was ticked: conditions come first."""
    asked = request.GET.get("kind") == kind.slug
    form = CompensationForm(
        request.GET if asked else None, initial={"price": case.order.amount}, kind=kind, lang=page_lang()
    )
    shown: dict[str, Any] = {"kind": kind, "form": form, "asked": asked, "open": 0, "sums": []}
    if not asked or not form.is_valid():
        return shown
    data = form.cleaned_data
    missing = len(kind.conditions) - len(data["holds"])
    sums = [(_("by the price"), kind.by_price(data["price"]))]
    if data.get("loss") is not None and (by_loss := kind.by_loss(data["loss"])) is not None:
        sums.append((_("by the loss"), by_loss))
    return shown | {"open": missing, "sums": [] if missing else sums}


@login_required
@require_safe
def ways(request: HttpRequest, ref: str) -> HttpResponse:
    """Every route for this case, each with its own last day: open, over, or not known until a day is told."""
    case, now = case_for(request.user, ref), timezone.now()
    rows = clocks_of_case(case)
    asked = platform_asked(case)
    found = [
        _route(one, rows, now, asked=asked and one.rule in MET_BY_ASKING) | _doubts(case, one)
        for one in routes(case.order.platform)
    ]
    filed = complained(case, routes(case.order.platform))
    for row in found:
        told = filed.get(row["slug"], {})
        row |= told if row["state"] != "met" or told.get("decided") else {}
        # Nobody is asked for the day of a right that hardly holds.
        row |= {"state": "any", "when": row["unfit"]} if row["unfit"] and row["state"] == "ask" else {}
    context = _frame(case) | {"routes": found, "clocks_url": reverse("case-clocks", args=[case.ref])}
    return render(request, "cases/ways.html", context)


def _known(case: Case, now: datetime) -> dict[str, str]:
    """Return the answers that are on record: bought online, how long ago, a defect or not, on the list or not."""
    known = {"bought": "online"}
    if case.order.signed_at is not None:
        days = (local(now).date() - local(case.order.signed_at).date()).days
        known["days"] = "within_7" if days <= 7 else "within_15" if days <= 15 else "over_15"
    if case.problem_type == "defect":
        known["fault"] = "yes"
    if case.goods in EXCEPTED_GOODS:
        known["goods"] = case.goods if case.goods in EXCEPTED else "fresh"
    return known | ({"listed": case.warranty} if case.warranty else {})


def _is_private(case: Case) -> bool:
    """Return whether the seller may be a private person and no business (facts §2.5)."""
    return case.order.platform in PRIVATE_SELLERS


def _doubts(case: Case, route: RouteFacts) -> dict[str, str]:
    """Return what is doubtful about a route for this case: `private`, and `unfit` where it hardly holds for the goods
    or the problem."""
    private = ""
    if _is_private(case) and route.rule in CONSUMER_WINDOWS:
        private = _("Only if the seller is a business; a private seller may not be one.")
    elif _is_private(case) and route.slug == COMPLAINT:
        private = _(
            "12315 takes disputes with businesses. A private seller may not be one; who really trades there is."
        )
    unfit = ""
    if route.rule == NO_REASON_WINDOW and hardly_returned(case):
        unfit = _("Not for fresh, custom-made or opened digital goods")
    elif route.rule == "CLK03" and case.problem_type not in QUALITY:
        unfit = _("Only for a defect")
    return {"private": private, "unfit": unfit}


def _ruled(right: Right, ruling: Ruling, rows: list[Deadline], now: datetime, *, differs: bool) -> dict[str, Any]:
    """Return a right with what the rules say to the answers, and its window in this case; none where it does not
    apply. `differs`: the days were answered otherwise than they are on record."""
    shown = {"right": right, "ruling": ruling, "due": ""}
    if ruling.verdict == "no":
        return shown
    return shown | {"due": _until(rows, right.rule, now, differs=differs and "days" in ruling.when)}


def _until(rows: list[Deadline], rule: str, now: datetime, *, differs: bool) -> str:
    """Return until when the window of a rule is open, or since when it is over; "" where it never began."""
    ends = [row.due_at for row in rows if row.rule == rule and row.state in ("running", "lapsed")]
    if not ends:
        return ""
    end = _safe_end(ends, now)
    words = _("Open until %(due)s in this case.") if end > now else _("Over since %(due)s in this case.")
    if differs:
        words = (
            _("Your answer and the day on record differ. By the record it is open until %(due)s.")
            if end > now
            else _("Your answer and the day on record differ. By the record it is over since %(due)s.")
        )
    return words % {"due": due_words(end, now)}


def _safe_end(ends: list[datetime], now: datetime) -> datetime:
    """Return the end to go by: of several dates of one rule the nearest that is still open, else the last."""
    return min((end for end in ends if end > now), default=max(ends))


def _route(route: RouteFacts, rows: list[Deadline], now: datetime, *, asked: bool) -> dict[str, Any]:
    """Return a route with its date in words and its look; "ask" where a day must be told first. `asked`: its tier was
    asked already, whatever day is known."""
    counts = ("running", "lapsed", "met") if route.own else ("running", "lapsed")
    ends = [row.due_at for row in rows if row.rule == route.rule and row.state in counts]
    met = any(row.rule == route.rule and row.state == Deadline.State.MET for row in rows)
    lang = page_lang()
    shown = {"slug": route.slug, "name": route.name.said(lang), "text": route.text.said(lang), "source": route.source}
    if not route.rule:
        return shown | {"state": "any", "when": _("No fixed time")}
    if asked and not met:
        return shown | {"state": "met", "when": _("Asked already")}
    if met and not ends:
        return shown | {"state": "met", "when": _("Filed in time")}
    if not ends:
        return shown | {"state": "ask", "when": _("Its day is not known yet")}
    last = _safe_end(ends, now)
    if last > now:
        return shown | {"state": "open", "when": _("Open until %(due)s") % {"due": due_words(last, now)}}
    words = _("Over since %(due)s; something is left") if route.after else _("Over since %(due)s")
    return shown | {"state": "over", "when": words % {"due": due_words(last, now)}}
