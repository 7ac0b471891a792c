"""标注: boxes, arrows, numbers and texts over an exhibit, and which part of it shows the words of a promise."""

from __future__ import annotations

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

from cases.domain.page_marks import marks_on
from cases.forms.marks import MarksForm
from cases.forms.pointing import PointForm
from cases.models import Case, Contact, Evidence, Promise, Rendition
from cases.selectors.access import case_for, evidence_for
from cases.selectors.evidence import also_shown, ties_of
from cases.selectors.marking import ALL_KINDS
from cases.selectors.shown import shown_pages
from cases.services.evidence_mark import MarksChanged, evidence_mark, evidence_point, marks_mark
from cases.views.closed import closed_case
from cases.views.evidence_words import contact_words, exhibit_label
from cases.views.exhibit_item import pages_words
from cases.views.exhibit_pages import page_asked, page_links


@login_required
@require_http_methods(["GET", "POST"])
def mark(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    case = case_for(request.user, ref)
    evidence = evidence_for(case, number)
    if not case.is_open:
        return closed_case(request, ref)
    page = page_asked(request.GET.get("page", "1"), evidence)
    if not evidence.is_pictured:
        return _no_picture(request, ref, number)
    pages = dict(shown_pages(evidence))
    if page > 1 and page not in pages:
        messages.info(request, _("Page %(page)d was not drawn: it cannot be marked.") % {"page": page})
        return redirect("exhibit-mark", ref=ref, number=number)
    form = MarksForm(request.POST if request.method == "POST" else None)
    was = request.POST.get("was") if form.is_bound else marks_mark(evidence, page)
    status = 422 if form.is_bound and not form.added() else 200
    rows = form.rows() if form.is_bound else marks_on(evidence.marks, page)
    if form.is_bound and not form.added() and form.is_valid():
        marks = form.cleaned_data["marks"]
        try:
            evidence_mark(case=case, evidence=evidence, marks=marks, now=timezone.now(), was=was, page=page)
        except MarksChanged:
            evidence.refresh_from_db()
            form.add_error(
                None,
                _("It was marked elsewhere a moment ago. Those marks and yours are below; check them and save again."),
            )
            was, status = marks_mark(evidence, page), 409
            there = marks_on(evidence.marks, page)
            rows = [*there, *(row for row in marks if row not in there)]
        else:
            messages.success(
                request, _("Saved. The picture itself stays as it is; copies you take out carry the marks.")
            )
            if len(pages) < 2:
                return redirect("exhibit", ref=ref, number=number)
            # The page whose link was tapped, or this one still: there may be more to mark.
            onward = page_asked(request.POST.get("go", str(page)), evidence)
            return redirect(f"{reverse('exhibit-mark', args=[ref, number])}?page={onward}")
    context = board_of(evidence, rows) | {"form": form, "mark_kinds": ALL_KINDS, "was": was or ""}
    context |= _pages_shown(evidence, pages, page)
    return render(request, "cases/mark.html", context, status=status)


def _pages_shown(evidence: Evidence, pages: dict[int, Rendition], page: int) -> dict[str, Any]:
    """Return the links to the pages of the exhibit with how much lies on each, and the picture of that `page`."""
    assert evidence.case is not None
    args = [evidence.case.ref, evidence.number]
    counts = [len(marks_on(evidence.marks, number)) for number in pages]
    said = [ngettext("%(n)d mark", "%(n)d marks", count) % {"n": count} if count else "" for count in counts]
    url = reverse("exhibit-mark", args=args)
    links = page_links(url, list(zip(pages, said, strict=True)), page)
    context: dict[str, Any] = {"pages": links, "action": f"?page={page}" if page > 1 else "?"}
    if page > 1:
        made = pages[page]
        picture = reverse("exhibit-file", args=[*args, made.variant])
        context |= {"picture_url": picture, "size": (made.width, made.height)}
    if links:
        label = {"exhibit": exhibit_label(evidence), "page": page}
        context["picture_alt"] = _("%(exhibit)s, page %(page)d") % label
        context["pages_words"] = "" if evidence.covers else pages_words(evidence)
    return context


@login_required
@require_http_methods(["GET", "POST"])
def words(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """What the exhibit proves, and the box around the words that say it."""
    case = case_for(request.user, ref)
    evidence = evidence_for(case, number)
    if not case.is_open:
        return closed_case(request, ref)
    if not evidence.is_pictured:
        return _no_picture(request, ref, number)
    tied, choices = _ties(case)
    asked, further = request.GET.get("tie", ""), {f"p{one.promise_id}": one.region for one in also_shown(evidence)}
    shown = {"tie": asked if asked in tied else tie_of(evidence)}
    form = PointForm(request.POST if request.method == "POST" else None, ties=choices, initial=shown)
    if form.is_bound and not form.added() and form.is_valid():
        tie = tied.get(form.cleaned_data["tie"])
        evidence_point(
            case=case,
            evidence=evidence,
            promise=tie if isinstance(tie, Promise) else None,
            contact=tie if isinstance(tie, Contact) else None,
            region=form.cleaned_data["region"],
            now=timezone.now(),
        )
        boxed = tie is not None and form.cleaned_data["region"]
        messages.success(request, _("Saved. The promise shows this part of the picture.") if boxed else _("Saved."))
        return redirect("exhibit", ref=ref, number=number)
    own, wanted = tie_of(evidence), shown["tie"]
    region = evidence.region if wanted == own else further.get(wanted, [])
    rows = form.rows() if form.is_bound else _region_rows(region)
    context = board_of(evidence, rows) | {"form": form, "mark_kinds": ("box",), "no_ties": not choices}
    # A further promise is added. A contact takes it from what it belonged to, and that is said before.
    now_tied, both = dict(choices).get(own, ""), wanted[:1] == own[:1] == "p"
    context["joins"] = now_tied if wanted != own and both else ""
    context["moves_from"] = now_tied if wanted != own and not both else ""
    status = 422 if form.is_bound and not form.added() else 200
    return render(request, "cases/words.html", context, status=status)


def tie_of(row: Evidence) -> str:
    """Return what the exhibit belongs to, as forms name it: p12, c34 or "" for nothing."""
    return f"p{row.promise_id}" if row.promise_id else f"c{row.contact_id}" if row.contact_id else ""


def board_of(evidence: Evidence, rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Return what a page that marks this exhibit needs: covered pixels once parts are covered."""
    case = evidence.case
    assert case is not None
    args = [case.ref, evidence.number]
    label = exhibit_label(evidence)
    return {
        "case": case,
        "label": label,
        "caption": evidence.caption,
        "picture_url": reverse("exhibit-file", args=[*args, "covered" if evidence.covers else "screen"]),
        "picture_alt": " ".join(part for part in (label, evidence.get_kind_display(), evidence.caption) if part),
        "size": (evidence.width, evidence.height),
        "marks": list(enumerate(rows)),
        "back_url": reverse("exhibit", args=args),
        "back_label": label,
        "nav": "cases",
    }


def _ties(case: Case) -> tuple[dict[str, Promise | Contact], list[tuple[str, str]]]:
    now = timezone.now()
    promises, contacts = ties_of(case)
    tied: dict[str, Promise | Contact] = {f"p{row.pk}": row for row in promises}
    choices = [(f"p{row.pk}", _("Promise: %(words)s") % {"words": row.words[:60]}) for row in promises]
    tied |= {f"c{row.pk}": row for row in contacts}
    return tied, choices + [(f"c{row.pk}", contact_words(row, now)) for row in contacts]


def _region_rows(region: list[float]) -> list[dict[str, Any]]:
    return [{"kind": "box"} | dict(zip("xywh", region, strict=True))] if region else []


def _no_picture(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    messages.info(request, _("There is no picture of it to mark, or it is still being made. Look again in a moment."))
    return redirect("exhibit", ref=ref, number=number)
