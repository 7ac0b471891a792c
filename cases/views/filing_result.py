"""What came of a filing, and the steps that are open then."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from cases.domain import wording
from cases.domain.lifecycle import IllegalMove
from cases.forms.filing_result import FilingResultForm
from cases.forms.once import new_key, posted_key
from cases.models import Case, Filing, FilingResult
from cases.selectors import letters
from cases.selectors.access import case_for
from cases.selectors.filings import filing_for, filings_of, result_alike, results_of
from cases.selectors.readings import PromiseReading, promise_of_ruling
from cases.selectors.rising import grounds_of, grounds_of_filing, steps_after
from cases.selectors.told_days import ToldDay, told_of
from cases.services.filing_result import KINDS_AT, PROMISING, ResultEntry, filing_result_note
from cases.services.submission import submission_result
from cases.views.cards import rule_words, tier_name
from cases.views.closed import closed_case
from cases.views.filed_links import AWAITED, UNEXPLAINED
from cases.views.log_sheet import promises_of
from cases.views.moment_words import told as day_words
from cases.views.wording import due_words, moment_words, page_lang


@login_required
@require_http_methods(["GET", "POST"])
def result(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """Log what they decided, word for word."""
    case = case_for(request.user, ref)
    filing = filing_for(case, number)
    if not case.is_open:
        return closed_case(request, ref)
    now = timezone.now()
    if filing.voided_at:
        messages.info(request, _("This was taken back. It stays on record and counts nowhere."))
        return redirect("case-filed", ref=ref, number=number)
    form, twice = _form(request, case, filing, now), None
    if request.method == "POST" and form.is_valid():
        found = _promised(case, filing, form.cleaned_data)
        if found is not None and found[0].due_at is not None:
            read = {"words": found[1].rstrip("。！？；"), "due": due_words(found[0].due_at, now)}
            form = _form(request, case, filing, now, promised=_("“%(words)s”, due %(due)s.") % read)
        asked = "again" in request.POST or bool(submission_result(owner=case.owner, key=posted_key(request.POST)))
        twice = None if asked else result_alike(filing, **_told_in(form)) if form.is_valid() else None
        if form.is_valid() and twice is None:
            return _noted(request, case, filing, form, found, now)
    context = {
        "case": case,
        "form": form,
        "again": twice is not None,
        "title": letters.filing_title(case, filing),
        "at": moment_words(filing.filed_at, now),
        "back_url": reverse("case-filed", args=[ref, number]),
        "back_label": _("What was filed"),
        "nav": "cases",
    }
    return render(request, "cases/filing_result.html", context, status=422 if form.errors or twice else 200)


def _told_in(form: FilingResultForm) -> dict[str, Any]:
    data = form.cleaned_data
    return {name: data[name] for name in ("kind", "at", "words")} | {"ground": data.get("ground", "")}


def _form(request: HttpRequest, case: Case, filing: Filing, now: datetime, promised: str = "") -> FilingResultForm:
    return FilingResultForm(
        request.POST if request.method == "POST" else None,
        initial={"at": now, "key": new_key(), "kind": request.GET.get("kind", "")},
        now=now,
        filed_at=filing.filed_at,
        kinds=KINDS_AT[filing.tier],
        grounds=[(one.slug, one.name.said(page_lang())) for one in grounds_of_filing(case, filing)],
        promised=promised,
    )


def _promised(case: Case, filing: Filing, data: dict[str, Any]) -> tuple[PromiseReading, str] | None:
    """Return the time that a decision sets, and its words; None where it sets none, or the case is not there."""
    if data["kind"] not in PROMISING or filing.tier != case.tier:
        return None
    return promise_of_ruling(data["words"], heard_at=data["at"])


def _noted(
    request: HttpRequest,
    case: Case,
    filing: Filing,
    form: FilingResultForm,
    found: tuple[PromiseReading, str] | None,
    now: datetime,
) -> HttpResponse:
    data = form.cleaned_data
    entry = ResultEntry(
        kind=data["kind"],
        at=data["at"],
        words=data["words"],
        ground=data.get("ground", ""),
        promises=promises_of(*found) if found is not None and data.get("watch") == "yes" else (),
    )
    try:
        row = filing_result_note(case=case, filing=filing, entry=entry, now=now, key=data["key"])
    except IllegalMove:
        return closed_case(request, case.ref)
    said = _("Noted.")
    if entry.promises and entry.promises[0].due_at is not None:
        said = _("Noted. Watched until %(due)s.") % {"due": due_words(entry.promises[0].due_at, now)}
    elif row.deadline is not None and row.deadline.due_at > now:
        told = {"clock": rule_words(row.deadline), "due": moment_words(row.deadline.due_at, now)}
        said = _("Noted. Running now: %(clock)s, until %(due)s.") % told
    messages.success(request, said)
    return redirect(f"{reverse('case-filed', args=[case.ref, filing.pk])}#after")


@login_required
@require_GET
def filings(request: HttpRequest, ref: str) -> HttpResponse:
    """Everything that was handed in, the newest first, each with what came of it.

    Who comes to note a result (`AWAITED`) goes straight to its form where only one is waited for, and who comes to note
    why it was not accepted (`UNEXPLAINED`) to that of the latest complaint.
    """
    case = case_for(request.user, ref)
    now = timezone.now()
    rows = filings_of(case)
    results = results_of(rows)
    told = told_of(case, rows, results)
    waiting = [row for row in rows if row.tier == case.tier and not results.get(row.pk)]
    if AWAITED in request.GET and case.is_open and len(waiting) == 1:
        return redirect("case-filing-result", ref=ref, number=waiting[0].pk)
    handed = next((row for row in rows if row.tier == case.tier and row.code != "T13"), None)
    if UNEXPLAINED in request.GET and case.is_open and handed is not None:
        form = reverse("case-filing-result", args=[ref, handed.pk])
        return redirect(f"{form}?kind={FilingResult.Kind.NOT_ACCEPTED}")
    context = {
        "case": case,
        "rows": [
            {
                "title": letters.filing_title(case, row),
                "sub": f"{tier_name(row.tier)} · {moment_words(row.filed_at, now)}",
                "url": reverse("case-filed", args=[case.ref, row.pk]),
                "result": _latest(results.get(row.pk), told.get(row.pk), now),
            }
            for row in rows
        ],
        # There is no step up from here, and the two papers for it are still to be had.
        "at_top": case.tier == Case.Tier.REGULATOR and case.is_open,
        "back_url": reverse("case", args=[ref]),
        "back_label": case.problem[:20],
        "nav": "cases",
    }
    return render(request, "cases/filings.html", context)


def _latest(results: list[FilingResult] | None, days: list[ToldDay] | None, now: datetime) -> str:
    """Return what came last, a result or a day that was told; "" for nothing."""
    if days and not (results and results[0].at >= days[0].at):
        return _("%(what)s (told as a day)") % {"what": _day_words(days[0], now)}
    return str(results[0].get_kind_display()) if results else ""


def _day_words(day: ToldDay, now: datetime) -> str:
    return capfirst(day_words(str(day.trigger)) % {"day": wording.day(day.at, now, page_lang())})


def result_rows(case: Case, rows: list[FilingResult], days: list[ToldDay], now: datetime) -> list[dict[str, Any]]:
    """Return what came of a filing as its page shows it, the newest first, with the days told of it."""
    lang = page_lang()
    names = {one.slug: one.name.said(lang) for to in ("12315", "platform") for one in grounds_of(case, to)}
    found: list[tuple[datetime, dict[str, Any]]] = [
        (
            row.at,
            {
                "kind": row.get_kind_display(),
                "at": moment_words(row.at, now),
                "words": row.words,
                "ground": names.get(row.ground, ""),
                "clock": f"{rule_words(row.deadline)} · {due_words(row.deadline.due_at, now)}" if row.deadline else "",
            },
        )
        for row in rows
    ]
    found += [(one.at, {"kind": _day_words(one, now), "at": _("told as a day")}) for one in days]
    return [row for _at, row in sorted(found, key=lambda pair: pair[0], reverse=True)]


def after_rows(case: Case, filing: Filing, latest: FilingResult | None) -> list[dict[str, Any]]:
    """Return the steps that are open after the latest result, each with where it is taken."""
    if latest is None:
        return []
    return [_after(case, one) for one in steps_after(case, filing, latest)]


def _after(case: Case, one: Any) -> dict[str, Any]:
    ref = [case.ref]
    acts = {
        "letter": (f"{reverse('case-say', args=ref)}?code={one.letter}", _("The text for it")),
        "up": (reverse("case-up", args=ref), _("Prepare for 12315")),
        "ways": (reverse("case-ways", args=ref), _("See the other ways")),
        "close": (reverse("case-close", args=ref), _("Close the case")),
        "grounds": (f"{reverse('case-grounds', args=ref)}?to=12315", _("Go through the grounds")),
        "seller": (reverse("case-seller", args=ref), _("See which bureau")),
        "log": (reverse("case-log", args=ref), _("Log a contact")),
        "evidence": (reverse("evidence-add", args=ref), _("Add the paper as evidence")),
    }
    url, label = acts.get(one.act, ("", ""))
    if not case.is_open or (one.act == "up" and case.tier != Case.Tier.PLATFORM):
        url = ""
    return {"text": one.text.said(page_lang()), "source": one.source, "url": url, "label": label}
