"""Three acts about a case's reminders: mute, pause, and one of the shopper's own."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cases.forms.remind import RemindForm, SnoozeForm
from cases.models import Case
from cases.selectors.access import case_for
from cases.selectors.reminders import reminder_of, reminders_ahead
from cases.services.case_quiet import case_mute, case_snooze
from cases.services.reminder import CaseIsClosed, TooManyReminders, reminder_cancel, reminder_set
from cases.views.closed import closed_case
from cases.views.wording import moment_words


def _frame(case: Case) -> dict[str, Any]:
    return {
        "case": case,
        "back_url": reverse("case", args=[case.ref]),
        "back_label": case.problem[:20],
        "nav": "cases",
    }


@login_required
@require_http_methods(["GET", "POST"])
def mute(request: HttpRequest, ref: str) -> HttpResponse:
    """Reminders of this case off or on. The form says which (`muted` 1 or 0), so that twice is the same as once."""
    case = case_for(request.user, ref)
    if request.method == "GET":
        return render(request, "cases/mute.html", _frame(case))
    wanted = request.POST.get("muted", "0" if case.muted_at else "1") == "1"
    case_mute(case=case, muted=wanted, now=timezone.now())
    messages.success(request, _("This case is silent now.") if wanted else _("Reminders for this case are on."))
    return redirect("case", ref=ref)


@login_required
@require_http_methods(["GET", "POST"])
def snooze(request: HttpRequest, ref: str) -> HttpResponse:
    case = case_for(request.user, ref)
    if not case.is_open:
        return closed_case(request, ref)
    now = timezone.now()
    form = SnoozeForm(request.POST if request.method == "POST" else None, now=now)
    if request.method == "POST" and form.is_valid():
        until = form.cleaned_data["until"]
        if case_snooze(case=case, until=until, now=now):
            messages.success(request, _("Paused. We write again %(when)s.") % {"when": moment_words(until, now)})
        else:
            return closed_case(request, ref)
        return redirect("case", ref=ref)
    return render(request, "cases/snooze.html", _frame(case) | {"form": form}, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "POST"])
def remind(request: HttpRequest, ref: str) -> HttpResponse:
    """The shopper's own reminders of this case: the list, and a form for one more."""
    case = case_for(request.user, ref)
    if request.method == "POST" and not case.is_open:
        return closed_case(request, ref)
    now = timezone.now()
    form = RemindForm(request.POST if request.method == "POST" else None, now=now)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            reminder_set(case=case, at=data["at"], note=data["note"], now=now, key=data["key"])
        except CaseIsClosed:
            return closed_case(request, ref)
        except TooManyReminders:
            form.add_error(None, _("This case has fifty reminders waiting. Cancel one first."))
        else:
            messages.success(request, _("We will write %(when)s.") % {"when": moment_words(data["at"], now)})
            return redirect("case-remind", ref=ref)
    waiting = [
        {"id": row.pk, "when": moment_words(row.at, now), "at": row.at, "note": row.note}
        for row in reminders_ahead(case, now)
    ]
    context = _frame(case) | {"form": form, "waiting": waiting}
    return render(request, "cases/remind.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def remind_cancel(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    case = case_for(request.user, ref)
    reminder = reminder_of(case, number)
    if reminder is None:
        raise Http404
    if reminder_cancel(reminder=reminder, now=timezone.now()):
        messages.success(request, _("Cancelled."))
    else:
        messages.warning(request, _("It was cancelled or sent before."))
    return redirect("case-remind", ref=ref)
