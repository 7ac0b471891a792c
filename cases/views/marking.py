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
from cases.domain.regions import box_of, region_page
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
    counts = [len(marks_on(evidence.marks, number)) for number in pages]
    said = [ngettext("%(n)d mark", "%(n)d marks", count) % {"n": count} if count else "" for count in counts]
    links = page_links(_url("exhibit-mark", evidence), list(zip(pages, said, strict=True)), page)
    return {"pages": links, "action": f"?page={page}" if page > 1 else "?"} | _page_picture(evidence, pages, page)


def _page_picture(evidence: Evidence, pages: dict[int, Rendition], page: int) -> dict[str, Any]:
    """Return what a board needs of that `page` of a paper; {} where it is the only picture."""
    context: dict[str, Any] = {}
    if page > 1:
        made = pages[page]
        picture = _url("exhibit-file", evidence, made.variant)
        context |= {"picture_url": picture, "size": (made.width, made.height)}
    if len(pages) > 1:
        label = {"exhibit": exhibit_label(evidence), "page": page}
        context["picture_alt"] = _("%(exhibit)s, page %(page)d") % label
        context["pages_words"] = "" if evidence.covers else pages_words(evidence)
    return context


def _url(name: str, evidence: Evidence, *more: str) -> str:
    assert evidence.case is not None
    return reverse(name, args=[evidence.case.ref, evidence.number, *more])


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
    regions = {f"p{one.promise_id}": one.region for one in also_shown(evidence)} | {tie_of(evidence): evidence.region}
    asked = request.GET.get("tie", "")
    shown = {"tie": asked if asked in tied else tie_of(evidence)}
    region, pages = regions.get(shown["tie"], []), dict(shown_pages(evidence))
    page = page_asked(request.GET.get("page", str(region_page(region))), evidence)
    if page > 1 and page not in pages:
        messages.info(request, _("Page %(page)d was not drawn: it cannot be marked.") % {"page": page})
        return redirect(f"{_url('exhibit-words', evidence)}?page=1")
    form = PointForm(request.POST if request.method == "POST" else None, ties=choices, initial=shown)
    if form.is_bound and not form.added() and form.is_valid():
        wanted, box = form.cleaned_data["tie"], form.cleaned_data["region"]
        tie = tied.get(wanted)
        evidence_point(
            case=case,
            evidence=evidence,
            promise=tie if isinstance(tie, Promise) else None,
            contact=tie if isinstance(tie, Contact) else None,
            region=box,
            now=timezone.now(),
            page=page,
        )
        boxed = tie is not None and box
        messages.success(request, _("Saved. The promise shows this part of the picture.") if boxed else _("Saved."))
        if "go" in request.POST:
            onward = page_asked(request.POST["go"], evidence)
            return redirect(f"{_url('exhibit-words', evidence)}?page={onward}{_with_tie(wanted)}")
        return redirect("exhibit", ref=ref, number=number)
    own, wanted = tie_of(evidence), shown["tie"]
    rows = form.rows() if form.is_bound else _region_rows(region, page)
    context = board_of(evidence, rows) | {"form": form, "mark_kinds": ("box",), "no_ties": not choices}
    context |= _pages_pointed(evidence, pages, page, region, wanted)
    # A further promise is added. A contact takes it from what it belonged to, and that is said before.
    now_tied, both = dict(choices).get(own, ""), wanted[:1] == own[:1] == "p"
    context["joins"] = now_tied if wanted != own and both else ""
    context["moves_from"] = now_tied if wanted != own and not both else ""
    status = 422 if form.is_bound and not form.added() else 200
    return render(request, "cases/words.html", context, status=status)


def _pages_pointed(
    evidence: Evidence, pages: dict[int, Rendition], page: int, region: list[float], tie: str
) -> dict[str, Any]:
    """Return the links to the pages of the exhibit, on which of them the box lies, and the picture of that `page`."""
    boxed = region_page(region) if region else 0
    said = [_("the box") if number == boxed else "" for number in pages]
    links = page_links(_url("exhibit-words", evidence), list(zip(pages, said, strict=True)), page, more=_with_tie(tie))
    context = {"pages": links, "boxed": boxed if boxed not in (0, page) else 0}
    return context | {"action": f"?page={page}{_with_tie(tie)}"} | _page_picture(evidence, pages, page)


def _with_tie(tie: str) -> str:
    return f"&tie={tie}" if tie else ""


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


def _region_rows(region: list[float], page: int) -> list[dict[str, Any]]:
    here = region and region_page(region) == page
    return [{"kind": "box"} | dict(zip("xywh", box_of(region), strict=True))] if here else []


def _no_picture(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    messages.info(request, _("There is no picture of it to mark, or it is still being made. Look again in a moment."))
    return redirect("exhibit", ref=ref, number=number)
