"""商品页、店铺页留存: address, moment, screenshots and one fingerprint of all of them in one item."""

from __future__ import annotations

from datetime import UTC
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cases.forms.once import new_key, posted_key
from cases.forms.page_capture import PageForm
from cases.models import Case, Evidence
from cases.selectors.access import case_for, page_for
from cases.selectors.evidence import shots_of
from cases.services.evidence_receive import evidence_receive
from cases.services.page_capture import page_capture_make
from cases.views.closed import closed_case
from cases.views.evidence_words import limits_words, refused_rows
from cases.views.exhibits import tile_of
from cases.views.intake import arrived_files, takes_files
from cases.views.wording import moment_words


@login_required
@require_http_methods(["GET", "POST"])
@takes_files
def keep(request: HttpRequest, ref: str) -> HttpResponse:
    case = case_for(request.user, ref)
    if not case.is_open:
        return closed_case(request, ref)
    now = timezone.now()
    posted = request.method == "POST"
    form = PageForm(request.POST if posted else None, initial={"seen_at": now}, now=now)
    context = _frame(case) | {"form": form, "limits": limits_words(request.user), "key": new_key()}
    if not posted:
        return render(request, "cases/page_keep.html", context)
    if not form.is_valid():
        # The browser forgets chosen files: say so rather than let them be missed.
        return render(
            request, "cases/page_keep.html", context | {"files_again": bool(arrived_files(request))}, status=422
        )
    received = evidence_receive(
        owner=case.owner, case=case, files=arrived_files(request), now=now, key=posted_key(request.POST)
    )
    made = page_capture_make(case=case, shots=received.items, now=now, **form.cleaned_data)
    if made is None:
        nothing = {"refused": refused_rows(received), "no_files": not received.refused and not received.known}
        context |= nothing | {"known": bool(received.known)}
        return render(request, "cases/page_keep.html", context, status=422)
    for row in refused_rows(received):
        messages.warning(request, _("%(name)s: %(text)s") % row)
    messages.success(request, _("The page is kept as you saw it."))
    return redirect("page-capture", ref=ref, number=made.pk)


@login_required
@require_safe
def page(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    case = case_for(request.user, ref)
    found = page_for(case, number)
    rows = shots_of(found)
    context = _frame(case) | {
        "found": found,
        "seen": moment_words(found.seen_at, timezone.now()),
        "seen_utc": found.seen_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "tiles": [tile_of(_in(case, row)) for row in rows if row.deleted_at is None],
        "prints": [(row.number, row.sha256, row.deleted_at is not None) for row in rows],
    }
    return render(request, "cases/page_capture.html", context)


def _in(case: Case, row: Evidence) -> Evidence:
    row.case = case
    return row


def _frame(case: Case) -> dict[str, Any]:
    back = reverse("case-evidence", args=[case.ref])
    return {"case": case, "back_url": back, "back_label": _("Evidence"), "nav": "cases"}
