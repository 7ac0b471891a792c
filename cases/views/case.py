"""The case page: whose turn it is, until when, what to send, what happened."""

from __future__ import annotations

import json
import secrets
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.messages.storage.base import Message
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from cases.models import Case, Contact, Filing
from cases.selectors.access import case_for
from cases.selectors.case_page import OLDER, RECENT, case_record, events_before
from cases.services.filing import filing_undoable
from cases.views.cards import tier_name
from cases.views.case_board import case_board, timeline_shown
from cases.views.entries import timeline_days
from cases.views.helping import for_helper


@login_required
@require_GET
def case_page(request: HttpRequest, ref: str) -> HttpResponse:
    case = case_for(request.user, ref, clock=False)
    now = timezone.now()
    undo = _undo_of(request, case) or _filing_of(request, case, now)
    said, others = _said(request) if undo else ("", None)
    page = for_helper(
        case, case_board(case, case_record(case), now=now, key=secrets.token_hex(10), undo=undo, said=said)
    )
    context = {"page": page, "nav": "cases", "now": now, **_back()}
    if others is not None:
        context["messages"] = others
    response = render(request, "cases/case.html", context)
    response["Cache-Control"] = "private, no-store"
    return response


def _back() -> dict[str, str]:
    return {"back_url": reverse("today"), "back_label": _("Today")}


def _said(request: HttpRequest) -> tuple[str, list[Message]]:
    """Return what the act just done said, for the box that undoes it, and the messages that are left."""
    waiting = list(messages.get_messages(request))
    said = [message for message in waiting if message.level == messages.SUCCESS]
    return " ".join(str(message) for message in said), [message for message in waiting if message not in said]


def _undo_of(request: HttpRequest, case: Any) -> Contact | None:
    """Return the entry the last act made, named in the address after a plain POST."""
    number = request.GET.get("undo", "")
    if not number.isdecimal():
        return None
    return Contact.objects.filter(case=case, pk=int(number), voided_at__isnull=True).first()


def _filing_of(request: HttpRequest, case: Case, now: datetime) -> Filing | None:
    """Return what was just handed in, named in the address, while it can be taken back."""
    number = request.GET.get("filed", "")
    if not number.isdecimal() or len(number) > 12:
        return None
    row = Filing.objects.filter(case=case, pk=int(number)).first()
    return row if row is not None and filing_undoable(case=case, filing=row, now=now) else None


def case_fragments(
    request: HttpRequest,
    ref: str,
    now: datetime,
    *,
    undo: Contact | None = None,
    said: str = "",
    close_sheet: bool = False,
) -> HttpResponse:
    """Return what an act changed on the page: the next step for its place, the rest out of band."""
    case = case_for(request.user, ref, clock=False)
    page = for_helper(
        case, case_board(case, case_record(case), now=now, key=secrets.token_hex(10), undo=undo, said=said)
    )
    response = render(request, "cases/partials/fragments.html", {"page": page, "now": now})
    response["HX-Retarget"], response["HX-Reswap"] = "#next", "outerHTML"
    response["HX-Trigger"] = json.dumps({"say": said})
    if close_sheet:
        # Only after the swap: closing empties the sheet, and htmx finds no target from a form that is gone.
        response["HX-Trigger-After-Swap"] = json.dumps({"done": True})
    response["Cache-Control"] = "private, no-store"
    return response


def record_shown(case: Case, now: datetime) -> dict[str, Any]:
    """Return the latest entries as the case page shows them, for an act that changes nothing else of it."""
    events, more = events_before(case, "", RECENT)
    return for_helper(case, timeline_shown(case, events, more, now))


@login_required
@require_GET
def older(request: HttpRequest, ref: str) -> HttpResponse:
    """The next part of the record; a page of its own without scripts."""
    case = case_for(request.user, ref)
    now = timezone.now()
    tier = request.GET.get("tier", "")
    tier = tier if tier in Case.Tier.values else ""
    events, more = events_before(case, request.GET.get("before", ""), OLDER, tier)
    here, only = reverse("case-older", args=[ref]), f"&tier={tier}" if tier else ""
    context = {
        "case": case,
        "days": for_helper(case, {"days": timeline_days(case, events, now)})["days"],
        "older_url": f"{here}?before={more}{only}" if more else "",
        "tiers": [(f"{here}?tier={value}", tier_name(value), value == tier) for value in Case.Tier.values],
        "tier": tier,
        "older_label": _("Earlier entries"),
        "nav": "cases",
        "back_url": reverse("case", args=[ref]),
        "back_label": case.problem[:20],
    }
    part = bool(request.htmx)  # type: ignore[attr-defined]
    return render(request, "cases/partials/older.html" if part else "cases/older.html", context)
