"""One step up: what they ask for, what stands in the way, and a button that names the act. Nothing is filed for you."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cases.domain.lifecycle import IllegalMove
from cases.domain.starts import PRIVATE_SELLERS
from cases.forms.filing import UpForm
from cases.forms.once import new_key
from cases.models import Case
from cases.selectors import catalog, letters
from cases.selectors.access import case_for
from cases.selectors.clocks import DISPUTE_RULE, filing_clock
from cases.selectors.evidence import next_tier, past_platform
from cases.selectors.guards import Guard, guards_at, guards_of, reason_on_record
from cases.selectors.guides import guide_to
from cases.selectors.readiness import ReadyRow, proofs_met, up_rows
from cases.services.filing import FilingEntry, filing_file
from cases.services.needs import needs_answer
from cases.views.case_state import due_hint
from cases.views.closed import closed_case
from cases.views.exhibits import proof_words
from cases.views.handing_in import LONGEST, exhibit_choices, exhibits_sent, kind_url, posted_text, prepared_text, to_of
from cases.views.wording import due_words, page_lang


@login_required
@require_http_methods(["GET", "POST"])
def up(request: HttpRequest, ref: str) -> HttpResponse:
    """The page before a step up; its button notes what was handed in, as the page of filings does."""
    case = case_for(request.user, ref)
    now = timezone.now()
    to = _to(request, case)
    if to is None or not case.is_open:
        return redirect("case", ref=ref)
    if request.method == "POST" and request.POST.get("to") != to:
        # Pressed twice, or on a page from before: the step it names has been taken.
        messages.info(request, _("This case has moved on meanwhile. Here is where it stands."))
        return redirect("case", ref=ref)
    code = letters.statement_code(case) if to == Case.Tier.PLATFORM else "T12"
    rows = up_rows(case, to)
    guards = guards_of(case, to, rows, now=now)
    form = UpForm(
        request.POST if request.method == "POST" else None,
        initial={"key": new_key()},
        now=now,
        clock_at=lambda at: filing_clock(to, case.order.platform, at),
        tier=to,
        kind_url=kind_url(case, to),
        guarded=bool(guards),
        # Handed in before the days were over, it needs no reason and leaves no such word in the record.
        guarded_at=lambda at: bool(guards_at(case, to, guards, at)),
        proven=reason_on_record(case, now=now) if guards else "",
    )
    form.fields["due"].help_text = due_hint(form.clock)
    text = _text(request, case, code, now)
    unfilled = bool(letters.blanks_in(text)) or len(text) > LONGEST
    if request.method == "POST" and form.is_valid() and not unfilled:
        return _filed(request, case, form, to=to, code=code, text=text, guards=guards)
    context = (
        _frame(case)
        | _how(case, to)
        | {
            "form": form,
            **rows_shown(rows, to),
            "guards": guards,
            "clock": form.clock,
            "dispute": form.clock.rule == DISPUTE_RULE,
            "first": next((one for one in guards if one.slug in ("unasked", "window")), None),
            "text": text,
            "code": code,
            "title": letters.title_of(code),
            "own": bool(letters.own_marks_in(text)),
            "problem": _("Fill in what is marked with 【】 first.") if request.method == "POST" and unfilled else "",
            "exhibits": exhibit_choices(request, case),
        }
    )
    return render(request, "cases/up.html", context, status=422 if request.method == "POST" else 200)


def _to(request: HttpRequest, case: Case) -> Case.Tier | None:
    """Return whom the page is for. A platform whose days have passed can still be asked, by name."""
    asked = request.POST.get("to") or request.GET.get("to")
    return Case.Tier.PLATFORM if past_platform(case) and asked == Case.Tier.PLATFORM else next_tier(case)


def rows_shown(rows: Sequence[ReadyRow], to: str) -> dict[str, Any]:
    """Return the list as its template takes it, with the count of the proof as the case page has it."""
    have, asked = proofs_met(rows)
    return {"rows": rows, "to": to, "proof": proof_words(to, have, asked) if asked else ""}


def _frame(case: Case) -> dict[str, Any]:
    return {
        "case": case,
        "back_url": reverse("case", args=[case.ref]),
        "back_label": case.problem[:20],
        "nav": "cases",
    }


def _how(case: Case, to: Case.Tier) -> dict[str, Any]:
    """Return the ways in: the guide, the text, the form field by field, the grounds on which they refuse."""
    ref, name = [case.ref], to_of(to)
    view = guide_to(case, to, "step_in" if to == Case.Tier.PLATFORM else "file")
    return {
        "to": to,
        "past": past_platform(case),
        "private": to == Case.Tier.REGULATOR and case.order.platform in PRIVATE_SELLERS,
        "place": name,
        "platform": catalog.platform_words(case.order.platform, page_lang()),
        "guide_url": reverse("case-guide", args=[case.ref, view.slug]) if view else "",
        "guide_title": view.title.said(page_lang()) if view else "",
        "text_url": f"{reverse('case-say', args=ref)}?to={name}",
        "fields_url": f"{reverse('case-fields', args=ref)}?to={name}",
        "grounds_url": f"{reverse('case-grounds', args=ref)}?to={name}",
    }


def _text(request: HttpRequest, case: Case, code: str, now: datetime) -> str:
    """Return what was handed in: as posted, else as prepared; nothing while that has marks to fill in."""
    if "text" in request.POST:
        return posted_text(request)
    text = prepared_text(case, code, now)
    return "" if letters.blanks_in(text) else text


def _filed(
    request: HttpRequest,
    case: Case,
    form: UpForm,
    *,
    to: Case.Tier,
    code: str,
    text: str,
    guards: list[Guard],
) -> HttpResponse:
    due: datetime | None = form.cleaned_data["due"]
    guards = guards_at(case, to, guards, form.cleaned_data["at"])
    clock, counted, found, now = form.clock, form.counted, form.proposal, form.now
    entry = FilingEntry(
        tier=to,
        moves=True,
        # Without a text it was told in the shopper's own words.
        code=code if text else "",
        text=text,
        at=form.cleaned_data["at"],
        rule=clock.rule,
        due_at=due,
        working=tuple(clock.working) if counted else (),
        provisional_year=clock.provisional_year if counted else None,
        kind=found.kind if found else "",
        number=found.number if found else "",
        exhibits=exhibits_sent(request),
        guards=tuple(one.slug for one in guards),
        reason=form.cleaned_data["reason"],
        chosen=form.chosen_why,
    )
    try:
        row = filing_file(case=case, entry=entry, now=now, key=form.cleaned_data["key"])
    except IllegalMove:
        return closed_case(request, case.ref)
    messages.success(request, _said(due, now))
    return redirect(f"{reverse('case', args=[case.ref])}?filed={row.pk}")


def _said(due: datetime | None, now: datetime) -> str:
    """Return what the note of a filing says of their time."""
    if due is None:
        return _("Noted. No time of theirs is known; we count from when you filed it.")
    said = _("Noted. Their clock is running until %(due)s.") if due > now else _("Noted. Their time was over %(due)s.")
    return said % {"due": due_words(due, now)}


@login_required
@require_POST
def needs(request: HttpRequest, ref: str) -> HttpResponse:
    """有, 没有 or 不适用 for what no record proves."""
    case = case_for(request.user, ref)
    if not case.is_open:
        return closed_case(request, ref)
    to = _to(request, case)
    if to is None:
        return redirect("case", ref=ref)
    asked = [row for row in up_rows(case, to) if not row.proven]
    answers = {row.item: request.POST[f"need-{row.key}"] for row in asked if f"need-{row.key}" in request.POST}
    needs_answer(case=case, answers=answers, now=timezone.now())
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "cases/partials/up_needs.html", {"case": case, **rows_shown(up_rows(case, to), to)})
    messages.success(request, _("Saved."))
    again = reverse("case-up", args=[ref])
    return redirect(f"{again}?to={to}" if past_platform(case) else again)
