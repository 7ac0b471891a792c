"""已提交，开始计时: what was handed in is frozen, the case moves, their clock starts. And the numbers they gave."""

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
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cases.domain.lifecycle import IllegalMove
from cases.domain.reference_number import proposed
from cases.forms.filing import FilingForm, NumberForm
from cases.forms.once import new_key, posted_key
from cases.models import Case, Filing, FilingResult, Reference
from cases.selectors import letters
from cases.selectors.access import case_for
from cases.selectors.advice import pitfalls_of_filing
from cases.selectors.clocks import FilingClock, filing_clock
from cases.selectors.filings import exhibits_since, filed_already, filing_for, numbers_of, results_of
from cases.selectors.guides import revision_in_case, shown_of
from cases.selectors.told_days import told_of_one
from cases.services.filing import FilingEntry, filing_file, filing_undo, filing_undoable, rises
from cases.services.reference import reference_note
from cases.services.submission import submission_result
from cases.views.advice import pitfall_cards
from cases.views.cards import tier_name
from cases.views.case import case_fragments
from cases.views.case_state import due_hint
from cases.views.closed import closed_case
from cases.views.fields import form_text
from cases.views.filing_result import after_rows, result_rows
from cases.views.handing_in import LONGEST, exhibit_choices, exhibits_sent, kind_url, posted_text, prepared_text, to_of
from cases.views.letter import lack_rows
from cases.views.wording import due_words, moment_words, page_lang

NO_CLOCK = FilingClock("", "")


def _frame(case: Case, back: str = "") -> dict[str, Any]:
    return {
        "case": case,
        "back_url": back or reverse("case", args=[case.ref]),
        "back_label": case.problem[:20],
        "nav": "cases",
    }


def _tier_of(request: HttpRequest, case: Case, code: str) -> str:
    """Return whom it was handed to: the letter says it, else the address, else whom the case is with."""
    if code in letters.MOVES:
        return str(letters.MOVES[code])
    asked = request.POST.get("to") or request.GET.get("to") or ""
    return str(letters.RECIPIENTS.get(asked, case.tier))


@login_required
@require_http_methods(["GET", "POST"])
def filing(request: HttpRequest, ref: str) -> HttpResponse:
    """Ask for the number and the moment, then file. A POST without `file` brings the text from the letter's page."""
    case = case_for(request.user, ref)
    if not case.is_open:
        return closed_case(request, ref)
    now = timezone.now()
    code = request.POST.get("code") or request.GET.get("code") or ""
    code = code if code in letters.FILED else ""
    tier = _tier_of(request, case, code)
    states = code in letters.MOVES or not code
    moves = rises(case, tier) and states
    # What 12315 has not accepted and is filed again has its days anew (R121 art. 15).
    clocked = moves or (states and tier == case.tier == Case.Tier.REGULATOR and case.refused_at is not None)
    text = posted_text(request) if request.method == "POST" else _prepared(request, case, code, now)
    form = FilingForm(
        request.POST if "file" in request.POST else None,
        initial={"key": new_key()},
        now=now,
        clock_at=lambda at: filing_clock(tier, case.order.platform, at) if clocked else NO_CLOCK,
        tier=tier,
        kind_url=kind_url(case, tier),
        due_needed=clocked and filing_clock(tier, case.order.platform, now).due_at is not None,
    )
    form.fields["due"].help_text = (
        due_hint(form.clock) if clocked else _("If their page shows a time; else leave it empty.")
    )
    unfilled = letters.blanks_in(text)
    earlier = filed_already(case, tier, code, now)
    # The page asks once: what it shows with the question carries the answer. The same form again is no second filing.
    sure = earlier is None or "again" in request.POST or _is_repeat(request, case)
    if "file" in request.POST and sure and form.is_valid() and not unfilled and len(text) <= LONGEST:
        return _filed(request, case, form, tier=tier, moves=moves, code=code, text=text)
    to = to_of(tier)
    context = _frame(case) | {
        "form": form,
        "code": code,
        "to": to,
        "tier": tier_name(tier),
        "moves": moves,
        "clock": form.clock,
        "text": text,
        "title": letters.title_of(code) if code else "",
        "problem": _("Fill in what is marked with 【】 first.") if unfilled else "",
        "earlier": _earlier(case, earlier, now),
        "lacks": lack_rows(case, code),
        "own": bool(letters.own_marks_in(text)),
        "exhibits": exhibit_choices(request, case),
        "pitfalls": pitfall_cards(case, pitfalls_of_filing(case, to)),
        "guide": request.POST.get("guide") or request.GET.get("guide") or "",
    }
    status = 422 if "file" in request.POST else 200
    return render(request, "cases/filing.html", context, status=status)


def _prepared(request: HttpRequest, case: Case, code: str, now: datetime) -> str:
    """Return the form that was filled in field by field, else the letter."""
    return form_text(case, request.GET.get("form", ""), now) or prepared_text(case, code, now)


def _is_repeat(request: HttpRequest, case: Case) -> bool:
    return bool(submission_result(owner=case.owner, key=posted_key(request.POST)))


def _earlier(case: Case, row: Filing | None, now: datetime) -> dict[str, str] | None:
    """Return what was filed before as the note says it, None for nothing."""
    if row is None:
        return None
    return {
        "at": moment_words(row.filed_at, now),
        "url": reverse("case-filed", args=[case.ref, row.pk]),
        "numbers_url": reverse("case-numbers", args=[case.ref]),
    }


def _filed(
    request: HttpRequest,
    case: Case,
    form: FilingForm,
    *,
    tier: str,
    moves: bool,
    code: str,
    text: str,
) -> HttpResponse:
    """File it and lead back to the case, saying what runs now."""
    now, due = form.now, form.cleaned_data["due"]
    clock, counted, found = form.clock, form.counted, form.proposal
    entry = FilingEntry(
        tier=tier,
        moves=moves,
        code=code,
        text=text,
        at=form.cleaned_data["at"],
        rule=clock.rule,
        due_at=due,
        working=tuple(clock.working) if counted else (),
        provisional_year=clock.provisional_year if counted else None,
        kind=found.kind if found else "",
        number=found.number if found else "",
        revision_id=_revision(request, case),
        exhibits=exhibits_sent(request),
    )
    try:
        row = filing_file(case=case, entry=entry, now=now, key=form.cleaned_data["key"])
    except IllegalMove:
        return closed_case(request, case.ref)
    said = _("Noted as filed. The text is kept as it stands.")
    if due is not None:
        running, over = (
            _("Noted as filed. Their clock is running until %(due)s."),
            _("Noted as filed. Their time was over %(due)s."),
        )
        said = (running if due > now else over) % {"due": due_words(due, now)}
    messages.success(request, said)
    return redirect(f"{reverse('case', args=[case.ref])}?filed={row.pk}")


def _revision(request: HttpRequest, case: Case) -> int | None:
    """Return the revision of the guide that was open when this was handed in, None for none."""
    slug = request.POST.get("guide", "")[:60]
    shown = shown_of(case, slug) if slug else ()
    return shown[0].revision_id if shown else None


@login_required
@require_GET
def filed(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """One filing: the text as it was handed in, its numbers, and for a day the way back."""
    case = case_for(request.user, ref)
    row = filing_for(case, number)
    now = timezone.now()
    results = results_of([row]).get(row.pk, [])
    context = _frame(case) | {
        "filing": row,
        "title": letters.filing_title(case, row),
        "tier": tier_name(row.tier),
        "at": moment_words(row.filed_at, now),
        "due": due_words(row.deadline.due_at, now) if row.deadline else "",
        "guide": _guide_read(case, row),
        "numbers": _number_rows(case, row),
        "waits": _waits(case, row, results),
        "undoable": filing_undoable(case=case, filing=row, now=now),
        "exhibits": exhibits_since(case, row),
        "results": result_rows(case, results, told_of_one(case, row), now),
        "after": after_rows(case, row, results[0] if results else None),
    }
    return render(request, "cases/filed.html", context)


def _waits(case: Case, row: Filing, results: Sequence[FilingResult]) -> bool:
    """Return whether whoever has it may still ask for something: nothing is decided, and the case is with them."""
    decided = bool(results) and results[0].kind != FilingResult.Kind.ACCEPTED
    return case.is_open and row.voided_at is None and case.tier == row.tier and not decided


def _guide_read(case: Case, row: Filing) -> dict[str, str] | None:
    """Return which revision of which guide was open when it was handed in, and where to read it; None for none."""
    if row.revision is None:
        return None
    view = revision_in_case(case, row.revision.guide_id, row.revision.number)
    return {
        "title": view.title.said(page_lang()) if view else row.revision.guide_id,
        "version": str(row.revision.number),
        "url": f"{reverse('case-guide', args=[case.ref, row.revision.guide_id])}?revision={row.revision.number}"
        if view
        else "",
    }


@login_required
@require_POST
def undo(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """Take a filing back: the case is where it was before."""
    case = case_for(request.user, ref)
    row = filing_for(case, number)
    now = timezone.now()
    done = filing_undo(case=case, filing=row, now=now)
    text = _("Taken back. The case is where it was before.") if done else _("This can no longer be taken back.")
    if request.htmx:  # type: ignore[attr-defined]
        return case_fragments(request, ref, now, said=text)
    messages.success(request, text) if done else messages.warning(request, text)
    return redirect("case", ref=ref)


@login_required
@require_http_methods(["GET", "POST"])
def numbers(request: HttpRequest, ref: str) -> HttpResponse:
    """Every number somebody gave this dispute, and a place to add one."""
    case = case_for(request.user, ref)
    if request.method == "POST" and not case.is_open:
        return closed_case(request, ref)
    form = NumberForm(
        request.POST if request.method == "POST" else None, tier=case.tier, kind_url=kind_url(case, case.tier)
    )
    if request.method == "POST" and form.is_valid() and (found := form.proposal):
        try:
            fresh = reference_note(case=case, kind=found.kind, number=found.number, now=timezone.now())
        except IllegalMove:
            return closed_case(request, ref)
        if fresh:
            kind = Reference.Kind(found.kind).label
            messages.success(request, _("Noted: %(kind)s %(number)s.") % {"kind": kind, "number": found.number})
        else:
            messages.info(request, _("This number was noted before."))
        return redirect("case-numbers", ref=ref)
    context = _frame(case) | {"form": form, "numbers": _number_rows(case)}
    return render(request, "cases/numbers.html", context, status=422 if form.errors else 200)


def _number_rows(case: Case, of: Filing | None = None) -> list[dict[str, Any]]:
    """Return the numbers of the case; `of` a filing, its own and those that were given to none."""
    now = timezone.now()
    return [
        {"kind": row.get_kind_display(), "number": row.number, "at": moment_words(row.noted_at, now)}
        for row in numbers_of(case)
        if of is None or row.filing_id in (None, of.pk)
    ]


@login_required
@require_GET
def number_kind(request: HttpRequest, ref: str) -> HttpResponse:
    """What kind a pasted number is taken for; the fragment says it beside the field."""
    case = case_for(request.user, ref)
    asked = request.GET.get("to", "")
    tier = str(letters.RECIPIENTS.get(asked, case.tier))
    number = request.GET.get("number", "")[:120].replace("\x00", "").strip()
    found = proposed(number, tier) if number else None
    context = {"kind": Reference.Kind(found.kind).label if found else "", "number": found.number if found else ""}
    return render(request, "cases/partials/number_kind.html", context)
