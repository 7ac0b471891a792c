"""对比: the genuine one and the suspect side by side, boxes in pairs, and one picture of both for whoever decides."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext
from django.views.decorators.http import require_http_methods, require_safe

from cases.domain.exhibit_names import download_name
from cases.forms.comparison import SIDES, ChooseForm, PairsForm
from cases.models import Case, Comparison, Evidence
from cases.selectors.access import case_for, comparison_for
from cases.selectors.evidence import comparisons_of, evidence_of
from cases.selectors.marking import marked_svg
from cases.selectors.shown import comparison_picture, shown_rendition
from cases.services.comparison import comparison_open, comparison_remove, comparison_save
from cases.views.closed import closed_case
from cases.views.conditional import has_it
from cases.views.evidence_serve import dressed
from cases.views.evidence_words import exhibit_label
from cases.views.helping import can


@login_required
@require_http_methods(["GET", "POST"])
def choose(request: HttpRequest, ref: str) -> HttpResponse:
    case = case_for(request.user, ref)
    if request.method == "POST" and not case.is_open:
        return closed_case(request, ref)
    rows = {str(row.number): row for row in evidence_of(case) if row.is_pictured}
    choices = [(number, _choice(row)) for number, row in rows.items()]
    asked = {"genuine": request.GET.get("a", ""), "suspect": request.GET.get("b", "")}
    form = ChooseForm(request.POST if request.method == "POST" else None, exhibits=choices, initial=asked)
    if form.is_bound and form.is_valid():
        two = {side: rows[form.cleaned_data[side]] for side in SIDES}
        made = comparison_open(case=case, now=timezone.now(), **two)
        return redirect("compare-pairs", ref=ref, number=made.pk)
    context = _frame(case, "case-evidence", _("Evidence")) | {
        "form": form,
        "enough": len(choices) > 1,
        "add_url": reverse("evidence-add", args=[case.ref]),
        "made": [_row(case, one) for one in comparisons_of(case)],
    }
    return render(request, "cases/compare.html", context, status=422 if form.errors else 200)


@login_required
@require_safe
def comparison(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    case = case_for(request.user, ref)
    found = comparison_for(case, number)
    args = [case.ref, found.pk]
    context = _frame(case, "case-compare", pgettext("exhibits", "Compare")) | {
        "found": found,
        "sides": [_side(found, side) for side in SIDES],
        "lines": [pair["words"] for pair in found.pairs],
        "pairs_url": reverse("compare-pairs", args=args) if case.is_open and can(case, "compare-pairs") else "",
        "picture_url": reverse("compare-picture", args=args),
    }
    return render(request, "cases/comparison.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def pairs(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    case = case_for(request.user, ref)
    found = comparison_for(case, number)
    if not case.is_open:
        return closed_case(request, ref)
    if request.POST.get("do") == "remove":
        comparison_remove(case=case, comparison=found, now=timezone.now())
        messages.success(request, _("The comparison is gone. Both exhibits stay."))
        return redirect("case-compare", ref=ref)
    initial = {"caption": found.caption, "version": found.version}
    form = PairsForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and not form.added() and form.is_valid():
        data = form.cleaned_data
        if comparison_save(
            case=case, comparison=found, pairs=data["pairs"], caption=data["caption"], version=data["version"]
        ):
            messages.success(request, _("Saved."))
            return redirect("comparison", ref=ref, number=number)
        form.add_error(
            None, _("This was changed elsewhere a moment ago. Your text is kept below; check it and save again.")
        )
        form.data = form.data.copy()
        form.data["version"] = found.version
    context = _frame(case, "case-compare", pgettext("exhibits", "Compare")) | {
        "form": form,
        "boards": [_board(found, side, form) for side in SIDES],
        "mark_kinds": ("box",),
    }
    status = 422 if form.is_bound and not form.added() else 200
    return render(request, "cases/compare_pairs.html", context, status=status)


@require_safe
def picture(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """One page image, made of pictures we made: in Chinese, for whoever it is handed to."""
    case = case_for(request.user, ref)
    found = comparison_for(case, number)
    made = [shown_rendition(one) for one in (found.genuine, found.suspect)]
    if made[0] is None or made[1] is None:
        raise Http404
    said = json.dumps([[row.sha256 for row in made if row], found.pairs, found.caption])
    etag = f'"{hashlib.sha256(said.encode()).hexdigest()}"'
    if has_it(request, etag):
        return dressed(HttpResponse(status=304), etag)
    with override("zh-hans"):
        titles = tuple(f"{_side_word(side)} · {_choice(getattr(found, side))}" for side in SIDES)
        shown = comparison_picture(found, found.caption, (titles[0], titles[1]))
    if shown is None:
        raise Http404
    stem = f"{exhibit_label(found.genuine)}-{exhibit_label(found.suspect)}"
    response = HttpResponse(shown.content, content_type=shown.media_type)
    return dressed(response, etag, download_name(stem, _("compared"), "png"), attached="download" in request.GET)


def _frame(case: Case, back: str, label: str) -> dict[str, Any]:
    back = back if can(case, back, "GET") else "case-evidence"
    return {"case": case, "back_url": reverse(back, args=[case.ref]), "back_label": label, "nav": "cases"}


def _choice(row: Evidence) -> str:
    return " · ".join(part for part in (exhibit_label(row), row.caption or row.get_kind_display()) if part)


def _side_word(side: str) -> str:
    return _("Genuine") if side == "genuine" else _("Suspect")


def _row(case: Case, one: Comparison) -> dict[str, str]:
    text = " ／ ".join(exhibit_label(row) for row in (one.genuine, one.suspect))
    return {"url": reverse("comparison", args=[case.ref, one.pk]), "title": one.caption or text, "text": text}


def _url(row: Evidence, case: Case) -> str:
    variant = "covered" if row.covers else "screen"
    return reverse("exhibit-file", args=[case.ref, row.number, variant]) if row.is_pictured else ""


def _side(found: Comparison, side: str) -> dict[str, Any]:
    """Return one picture with its boxes, each with its number at the corner."""
    row: Evidence = getattr(found, side)
    marks: list[dict[str, Any]] = []
    for n, pair in enumerate(found.pairs, 1):
        x, y, w, h = pair[side]
        marks += [{"kind": "box", "x": x, "y": y, "w": w, "h": h}, {"kind": "number", "x": x, "y": y, "n": n}]
    word, url = _side_word(side), _url(row, found.case)
    alt = f"{word} · {_choice(row)}"
    said = " ".join(f"{n}. {pair['words']}" for n, pair in enumerate(found.pairs, 1))
    size = (row.width or 1, row.height or 1)
    svg = marked_svg(marks, size=size, href=url, alt=alt, said=said, name=side) if url else ""
    return {
        "word": word,
        "label": _choice(row),
        "url": reverse("exhibit", args=[found.case.ref, row.number]),
        "picture_url": url,
        "alt": alt,
        "svg": mark_safe(svg),  # escapes all it is given
        "size": size,
    }


def _board(found: Comparison, side: str, form: PairsForm) -> dict[str, Any]:
    row: Evidence = getattr(found, side)
    rows = [
        {"kind": "box", "alt_zh": pair["words"]} | dict(zip("xywh", pair[side], strict=True)) for pair in found.pairs
    ]
    if form.is_bound:
        rows = form.boards[side].rows()
    return {
        "name": side,
        "word": _side_word(side),
        "label": _choice(row),
        "picture_url": _url(row, found.case),
        "size": (row.width, row.height),
        "marks": list(enumerate(rows)),
        "alt": "own" if side == "suspect" else "",
    }
