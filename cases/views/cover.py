"""打码: rectangles by pointer or by numbers, burnt into a copy. The original stays as it is."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_http_methods

from cases.domain.covers import SIDES, of_first_alone, on_page, spans
from cases.forms.cover import CoverForm
from cases.models import Evidence
from cases.selectors.access import case_for, evidence_for
from cases.selectors.covering import CoverPage, cover_pages
from cases.selectors.held import covered_copies_of, uncovered_copies_of
from cases.services.evidence_cover import COVERABLE, CoversChanged, covers_mark, evidence_cover
from cases.views.closed import closed_case
from cases.views.evidence_words import exhibit_label
from cases.views.exhibit_pages import page_asked, page_links
from cases.views.held import held_shown
from cases.views.read_words import cover_rows

EMPTY = dict.fromkeys(SIDES, "")


@login_required
@require_http_methods(["GET", "POST"])
def cover(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    case = case_for(request.user, ref)
    evidence = evidence_for(case, number)
    if not case.is_open:
        return closed_case(request, ref)
    film = evidence.media_type.startswith("video/")
    if film or evidence.state != Evidence.State.READY or evidence.width is None or evidence.reason not in COVERABLE:
        messages.info(request, _why_not(evidence))
        return redirect("exhibit", ref=ref, number=number)
    page, pages = page_asked(request.GET.get("page", "1"), evidence), cover_pages(evidence)
    if page > 1 and page not in [one.number for one in pages]:
        messages.info(request, _("Page %(page)d was not drawn: it cannot be covered.") % {"page": page})
        return redirect("exhibit-cover", ref=ref, number=number)
    if request.method == "POST":
        return _save(request, evidence, page)
    return _page(request, evidence, page, _rows_of(evidence, page) or [EMPTY])


def _why_not(evidence: Evidence) -> str:
    if evidence.state == Evidence.State.READY and evidence.reason == "pixels":
        return _(
            "This picture is too large to be drawn here, so it cannot be covered. Save it smaller on your phone and add"
            " that copy."
        )
    return _("Only pictures and PDF pages can be covered, once they are checked.")


def _save(request: HttpRequest, evidence: Evidence, page: int) -> HttpResponse:
    case = evidence.case
    assert case is not None
    form = CoverForm(request.POST)
    valid = form.is_valid()
    if "more" in request.POST:
        return _page(request, evidence, page, [*form.rows(), EMPTY], form=form)
    if not valid:
        return _page(request, evidence, page, form.rows(), form=form, status=422)
    # The page whose link was tapped, or this one still: there may be more to look through.
    onward = page_asked(request.POST.get("go", str(page)), evidence)
    boxes, was = form.cleaned_data["boxes"], request.POST.get("was", "")
    try:
        evidence_cover(case=case, evidence=evidence, covers=boxes, now=timezone.now(), was=was, page=page)
    except CoversChanged:
        return _both(request, evidence_for(case, evidence.number or 0), page, form)
    messages.success(request, _saved_words(evidence_for(case, evidence.number or 0)))
    if len(cover_pages(evidence)) > 1:
        return redirect(_url(evidence, onward))
    return redirect("exhibit", ref=case.ref, number=evidence.number)


def _url(evidence: Evidence, page: int) -> str:
    return f"{_plain_url(evidence)}?page={page}"


def _plain_url(evidence: Evidence) -> str:
    assert evidence.case is not None
    return reverse("exhibit-cover", args=[evidence.case.ref, evidence.number])


def _rows_of(evidence: Evidence, page: int) -> list[dict[str, str]]:
    boxes = on_page(evidence.covers, page)
    return [dict(zip(SIDES, (f"{value:g}" for value in box), strict=True)) for box in boxes]


def _both(request: HttpRequest, evidence: Evidence, page: int, form: CoverForm) -> HttpResponse:
    """Return the page with what was saved elsewhere and what was drawn here: nothing is uncovered unseen."""
    form.add_error(
        None,
        _("It was covered elsewhere a moment ago. Those rectangles and yours are below; check them and save again."),
    )
    saved = _rows_of(evidence, page)
    rows = [*saved, *(row for row in form.rows() if row not in saved)]
    return _page(request, evidence, page, rows, form=form, status=409)


def _saved_words(evidence: Evidence) -> str:
    if not evidence.covers:
        return _("Nothing is covered any more.")
    if uncovered_copies_of(evidence, timezone.now()):
        return _("The covered copy is being made. What you made before still shows it uncovered: see below.")
    return _("The covered copy is being made. The original stays as it is.")


def _page(
    request: HttpRequest,
    evidence: Evidence,
    page: int,
    rows: list[dict[str, str]],
    *,
    form: Any = None,
    status: int = 200,
) -> HttpResponse:
    case = evidence.case
    assert case is not None
    now = timezone.now()
    found = cover_rows(evidence) if page == 1 else []
    for row in found:
        # The first time they are ticked: drawn, looked at, and confirmed by the button.
        row["ticked"] = row["value"] in form.found() if form else not evidence.covers
    args = [case.ref, evidence.number]
    pages = cover_pages(evidence)
    shown = next((one for one in pages if one.number == page), None)
    label = exhibit_label(evidence)
    context = {
        "case": case,
        "form": form or CoverForm(),
        "label": label,
        "picture_alt": _("%(exhibit)s, page %(page)d") % {"exhibit": label, "page": page} if evidence.pages else label,
        "number": evidence.number,
        "pages": _pages(evidence, pages, page),
        "pages_note": _pages_note(evidence, pages),
        "rows": rows,
        "found": found,
        "blank": EMPTY,
        "screen_url": reverse("exhibit-file", args=[*args, shown.variant if shown else "screen"]),
        # A page that shows what was typed keeps saying what it was made from, unless it shows what is saved now.
        "was": covers_mark(evidence, page) if form is None or status == 409 else request.POST.get("was", ""),
        "held": held_shown(case, covered_copies_of(evidence, now), now, back="exhibit-cover"),
        "width": shown.width if shown else evidence.width,
        "height": shown.height if shown else evidence.height,
        "back_url": reverse("exhibit", args=args),
        "back_label": label,
        "action": f"?page={page}" if page > 1 else "?",
        "nav": "cases",
    }
    return render(request, "cases/cover.html", context, status=status)


def _pages(evidence: Evidence, pages: list[CoverPage], page: int) -> list[dict[str, Any]]:
    """Return the links to the pages; [] where there is one."""
    said = [
        ngettext("%(n)d rectangle", "%(n)d rectangles", one.boxes) % {"n": one.boxes} if one.boxes else ""
        for one in pages
    ]
    numbers = [one.number for one in pages]
    return page_links(_plain_url(evidence), list(zip(numbers, said, strict=True)), page)


def _pages_note(evidence: Evidence, pages: list[CoverPage]) -> str:
    """Return which pages the covered copy will hold; "" where there is one."""
    count, numbers = evidence.pages or 0, [one.number for one in pages]
    if count < 2:
        return ""
    said = {"pages": count, "drawn": spans(numbers, pgettext("between pages", ", "))}
    if of_first_alone(evidence.covers):
        return (
            _(
                "So far the covered copy holds the first of %(pages)s pages alone. Save, and the further pages go in"
                " too: look through each before you make a version."
            )
            % said
        )
    if len(numbers) < count:
        return (
            _(
                "Only these of %(pages)s pages are drawn: %(drawn)s. The covered copy holds no others; the original"
                " keeps them all."
            )
            % said
        )
    return _("The covered copy holds all %(pages)s pages, as pictures in a new PDF. Look through each of them.") % said
