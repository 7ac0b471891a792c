"""Closing a case: how it ended, what shows it, what worked; and what becomes of its files afterwards."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from cases.domain import wording
from cases.domain.lifecycle import IllegalMove
from cases.forms.state import CloseForm, FilesForm
from cases.models import Case, Evidence
from cases.selectors.access import case_for
from cases.selectors.advice import pitfalls_of_closing
from cases.selectors.dossier import made_files_of
from cases.selectors.evidence import evidence_of
from cases.selectors.filings import filings_of
from cases.selectors.promises import deeds_awaited
from cases.services.case_state import case_close
from cases.services.evidence_receive import evidence_receive
from cases.services.files_keep import files_plan
from cases.views.advice import pitfall_cards
from cases.views.evidence_words import exhibit_label, limits_words, refused_rows, size_words
from cases.views.intake import arrived_files, takes_files
from cases.views.wording import page_lang


def _frame(case: Case) -> dict[str, Any]:
    back = reverse("case", args=[case.ref])
    return {"case": case, "back_url": back, "back_label": case.problem[:20], "nav": "cases"}


@login_required
@require_http_methods(["GET", "POST"])
@takes_files
def close(request: HttpRequest, ref: str) -> HttpResponse:
    """How it ended. A picture sent with the form becomes an exhibit and is what shows it."""
    case = case_for(request.user, ref)
    if not case.is_open:
        return redirect("case", ref=ref)
    now = timezone.now()
    posted, refused = None, []
    if request.method == "POST":
        posted = request.POST.copy()
        if files := arrived_files(request):
            received = evidence_receive(owner=case.owner, case=case, files=files, now=now)
            refused = refused_rows(received)
            if received.items:
                posted["proof"] = str(received.items[0].number)
    initial = {name: getattr(case, name) for name in ("received_amount", "asked_amount", "offered_amount")}
    # Said already in a mail: chosen here, and still to be confirmed.
    initial |= {"files_months": case.owner.files_months, "outcome": request.GET.get("outcome", "")}
    form = CloseForm(posted, initial=initial, exhibits=_exhibits(case), now=now, awaited=deeds_awaited(case))
    if posted is not None and not refused and form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("outcome", "note", "received_amount")}
        with suppress(IllegalMove):  # closed a moment ago, by another press of the same button
            case_close(case=case, now=now, ending=form.ending(), **said)
        messages.success(request, _("Closed. The record stays; you can reopen it at any time."))
        return redirect("case", ref=ref)
    context = _frame(case) | {
        "form": form,
        "refused": refused,
        "limits": limits_words(case.owner),
        "sums_open": bool(form.errors.keys() & {"asked_amount", "offered_amount", "received_amount"}),
        "pitfalls": pitfall_cards(case, pitfalls_of_closing(case)),
    }
    return render(request, "cases/close.html", context, status=422 if form.errors or refused else 200)


def _exhibits(case: Case) -> list[tuple[str, str]]:
    """Return the exhibits that may show it, the newest first: number and what each is called."""
    rows = [row for row in evidence_of(case) if row.state != Evidence.State.REJECTED]
    return [
        (str(row.number), f"{exhibit_label(row)} · {row.caption or row.get_kind_display()}") for row in reversed(rows)
    ][:12]


@login_required
@require_http_methods(["GET", "POST"])
def files(request: HttpRequest, ref: str) -> HttpResponse:
    """What becomes of a closed case's files: kept, or deleted on a day that is said before."""
    case = case_for(request.user, ref)
    if case.is_open:
        return redirect("case-close", ref=ref)
    now = timezone.now()
    rows = evidence_of(case)
    form = FilesForm(
        request.POST if request.method == "POST" else None,
        initial={"months": case.owner.files_months if case.files_go_at else 0},
    )
    if request.method == "POST" and form.is_valid():
        files_plan(case=case, months=form.cleaned_data["months"], now=now)
        messages.success(request, _("Saved."))
        return redirect("case-files", ref=ref)
    sizes = [row.size for row in rows] + made_files_of(case)
    count, size = len(sizes), size_words(sum(sizes))
    context = _frame(case) | {
        "form": form,
        "what": ngettext("%(n)d file, %(size)s.", "%(n)d files, %(size)s.", count) % {"n": count, "size": size},
        "any": bool(sizes),
        "dossiers": count > len(rows),
        "go": wording.day(case.files_go_at, now, page_lang()) if case.files_go_at else "",
        "filed": bool(filings_of(case)),
    }
    return render(request, "cases/files.html", context, status=422 if form.errors else 200)
