"""A promise that waits for something: where it is shown, and where the day is told."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.domain.chips import chip_words
from cases.domain.lifecycle import IllegalMove
from cases.domain.next_step import NextStep
from cases.forms.condition import ConditionForm
from cases.models import Case, Promise
from cases.selectors.access import case_for
from cases.selectors.promises import is_conditional
from cases.selectors.readings import read_words
from cases.services.promise_condition import condition_met
from cases.views.closed import closed_case
from cases.views.helping import can
from cases.views.log_sheet import promise_entry
from cases.views.wording import due_words, moment_words, page_lang

# Steps that ask for a time; there is one, and it waits for something.
ASKING = frozenset({"ask_agreed", "ask_time"})


def condition_url(case: Case, row: Promise) -> str:
    """Return where the day is told, "" for a promise that waits for nothing and in a closed case."""
    if not case.is_open or row.contact.tier != case.tier or not is_conditional(row) or not can(case, "case-condition"):
        return ""
    return reverse("case-condition", args=[case.ref, row.pk])


def condition_line(case: Case, step: NextStep, promises: Iterable[Promise]) -> dict[str, str]:
    """Return what the card of the step says of a promise that waits for something, {} where it goes by none."""
    if step.kind not in ASKING:
        return {}
    # What was said last is what holds.
    row = next(iter(promises), None)
    url = condition_url(case, row) if row is not None else ""
    if not url or row is None:
        return {}
    said = {"words": chip_words(row.words, page_lang())}
    return {
        "title": _("Their time has a condition: see to that first"),
        "reason": _("They named a time with a condition: “%(words)s”. Do your part, and keep the proof.") % said,
        "ready": _("It has happened? "),
        "ready_url": url,
        "ready_link": _("Tell when, and their time is counted"),
    }


@login_required
@require_http_methods(["GET", "POST"])
def condition(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """Tell when what a promise waits for has happened."""
    case = case_for(request.user, ref)
    row = Promise.objects.filter(case=case, pk=number).select_related("contact").first()
    if row is None:
        raise Http404
    if not case.is_open:
        return closed_case(request, ref)
    if not condition_url(case, row):
        messages.info(request, _("This promise waits for nothing any more."))
        return redirect("case", ref=ref)
    now = timezone.now()
    words = str(row.reading.get("read") or row.words)
    form = ConditionForm(
        request.POST if request.method == "POST" else None,
        now=now,
        heard_at=row.heard_at,
        read=lambda at: read_words(words, heard_at=row.heard_at, event_at=at),
    )
    if form.is_valid() and form.found is not None and form.found.due_at is not None:
        at, entry = form.cleaned_data["at"], promise_entry(form.found, row.words)
        try:
            done = condition_met(case=case, promise=row, entry=entry, at=at, now=now)
        except IllegalMove:
            return closed_case(request, ref)
        if done:
            said = {"due": due_words(form.found.due_at, now)}
            messages.success(request, _("Noted. Their time counts from then, until %(due)s.") % said)
        return redirect("case", ref=ref)
    context: dict[str, Any] = {
        "case": case,
        "back_url": reverse("case", args=[case.ref]),
        "back_label": case.problem[:20],
        "nav": "cases",
        "form": form,
        "words": chip_words(row.words, page_lang()),
        "said": moment_words(row.heard_at, now),
        "entry_url": reverse("entry", args=[case.ref, row.contact_id]),
    }
    return render(request, "cases/condition.html", context, status=422 if form.errors else 200)
