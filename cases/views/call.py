"""The call companion: the number in big digits, what to say with the case's facts, a timer, and the log at its end."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from cases.domain.wording import clock, duration
from cases.forms.call import CallForm
from cases.models import Call, Case
from cases.selectors import letters
from cases.selectors.access import case_for
from cases.selectors.calls import calls_on, running_call
from cases.selectors.filings import numbers_of
from cases.selectors.hotlines import is_hotline, places_to_call, recipes_of
from cases.services.call import call_end, call_note, call_start
from cases.views.cards import shown_letter, tier_name
from cases.views.closed import closed_case
from cases.views.wording import page_lang

# Whom one can call, and what to say there.
SCRIPTS = {"platform": "T10", "12315": "T14"}


@login_required
@require_http_methods(["GET", "POST"])
def call(request: HttpRequest, ref: str) -> HttpResponse:
    """Everything at hand. POST act=start begins the timer, act=end leads to the log, act=note is for afterwards."""
    case = case_for(request.user, ref)
    if not case.is_open:
        return closed_case(request, ref)
    now = timezone.now()
    to = _whom(request, case)
    act = request.POST.get("act", "") if request.method == "POST" else ""
    form = CallForm(request.POST if act == "note" else None, now=now, initial={"started": now})
    if act in ("start", "end") or (act == "note" and form.is_valid()):
        return _act(request, case, form, act, to, now)
    return _page(request, case, form, to, now)


def _whom(request: HttpRequest, case: Case) -> str:
    asked = request.POST.get("to") or request.GET.get("to") or ""
    if asked in SCRIPTS:
        return asked
    return "12315" if case.tier == Case.Tier.REGULATOR else "platform"


def _act(request: HttpRequest, case: Case, form: CallForm, act: str, to: str, now: datetime) -> HttpResponse:
    number = request.POST.get("number", "")
    number = number if is_hotline(case, to, number) else ""
    tier = str(letters.RECIPIENTS[to])
    if act == "start":
        call_start(case=case, tier=tier, number=number, now=now)
        return redirect(f"{reverse('case-call', args=[case.ref])}?to={to}#timer")
    if act == "note":
        done: Call | None = call_note(
            case=case, tier=tier, number=number, started_at=form.cleaned_data["started"], now=now
        )
    else:
        done = call_end(case=case, now=now)
    if done is None:
        return redirect(f"{reverse('case-call', args=[case.ref])}?to={to}")
    return redirect(f"{reverse('case-log', args=[case.ref])}?call={done.pk}")


def _page(request: HttpRequest, case: Case, form: CallForm, to: str, now: datetime) -> HttpResponse:
    lang = page_lang()
    running = running_call(case)
    tried = calls_on(case, str(letters.RECIPIENTS[to]), now)
    letter = letters.letter_of_case(case, SCRIPTS[to], now=now)
    context = {
        "case": case,
        "form": form,
        "to": to,
        "whom": [(name, tier_name(str(letters.RECIPIENTS[name]))) for name in SCRIPTS],
        "places": places_to_call(case, to),
        "letter": shown_letter(letter),
        "voice": recipes_of(case, "voice") if to == "platform" else [],
        "here": case.order.platform,
        "back": request.get_full_path(),
        "facts": _facts(case),
        "running": running,
        "began": clock(running.started_at) if running else "",
        "tried": ngettext("%(n)d call today", "%(n)d calls today", len(tried)) % {"n": len(tried)} if tried else "",
        "waited": duration(sum((one.ended_at - one.started_at).total_seconds() for one in tried if one.ended_at), lang)
        if any(one.ended_at for one in tried)
        else "",
        "back_url": reverse("case", args=[case.ref]),
        "back_label": case.problem[:20],
        "nav": "cases",
    }
    return render(request, "cases/call.html", context, status=422 if form.errors else 200)


def _facts(case: Case) -> list[tuple[str, str]]:
    """Return what one is asked for on the phone: the order number, and every number they gave."""
    rows = [(_("Order number"), case.order.number)] if case.order.number else []
    return rows + [(str(row.get_kind_display()), row.number) for row in numbers_of(case)[:5]]


def call_initial(call: Call, tried: int) -> dict[str, Any]:
    """Return what the log form starts with after a call: the side, the way, the moment, and how long it took."""
    ended = call.ended_at or call.started_at
    lang = page_lang()
    note = _("Call %(from)s–%(to)s, %(span)s") % {
        "from": clock(call.started_at),
        "to": clock(ended),
        "span": duration((ended - call.started_at).total_seconds(), lang),
    }
    if call.number:
        note += _(", number %(number)s") % {"number": call.number}
    if tried > 1:
        note += _(", call no. %(n)d today") % {"n": tried}
    return {"tier": call.tier, "channel": "phone", "at": call.started_at, "note": note}
