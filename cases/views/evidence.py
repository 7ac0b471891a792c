"""The exhibits of a case: the gallery with what is still needed, adding, one exhibit, deleting one."""

from __future__ import annotations

import json
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

from cases.domain.chips import chip_words
from cases.forms.evidence import DeleteForm, ExhibitForm
from cases.forms.once import new_key, posted_key
from cases.models import Case, Contact, Evidence, Promise
from cases.selectors.access import case_for, deleted_for, evidence_for
from cases.selectors.evidence import (
    MOST,
    also_shown,
    comparisons_of,
    evidence_of,
    is_last_shot,
    needs_of,
    pages_of,
    ties_of,
)
from cases.selectors.held import copies_of, uncovered_copies_of
from cases.services.evidence_delete import evidence_delete
from cases.services.evidence_edit import ExhibitWords, evidence_edit
from cases.services.evidence_file import evidence_file
from cases.services.evidence_receive import Received, evidence_receive
from cases.services.needs import needs_answer
from cases.views.case import record_shown
from cases.views.closed import closed_case
from cases.views.evidence_words import (
    came_rows,
    contact_words,
    exhibit_label,
    kept_words,
    limits_words,
    received_words,
    refused_rows,
)
from cases.views.exhibit_item import item_of
from cases.views.exhibits import needs_shown, section_of, tile_of
from cases.views.held import held_shown
from cases.views.helping import can, for_helper, keeps_covers
from cases.views.intake import arrived_files, takes_files
from cases.views.marking import tie_of
from cases.views.read_words import reading_of
from cases.views.replace import cited_words, gone
from cases.views.wording import moment_words, page_lang

# Fewer are seen at a glance.
SEARCHED_FROM = 3
# What taking files in looks at, of the case.
TAKEN = ("closed_at", "tier", "exhibits")


def _frame(case: Case, back: str = "case") -> dict[str, Any]:
    label = case.problem[:20] if back == "case" else _("Evidence")
    return {"case": case, "back_url": reverse(back, args=[case.ref]), "back_label": label, "nav": "cases"}


@login_required
@require_GET
def gallery(request: HttpRequest, ref: str) -> HttpResponse:
    case = case_for(request.user, ref)
    words = request.GET.get("q", "").replace("\x00", "").strip()[:80]
    tiles = _tiles(case, evidence_of(case, words, under_covers=not keeps_covers(case)))
    searched = {"words": words, "many": bool(words) or len(tiles) >= SEARCHED_FROM}
    context = _frame(case) | _upload(request, case, "gallery") | searched | needs_shown(case)
    context |= {"tiles": tiles, "pages": _pages(case)}
    return render(request, "cases/evidence.html", context)


def _pages(case: Case) -> list[dict[str, str]]:
    """Return the pages kept as they looked."""
    now = timezone.now()
    return [
        {
            "url": reverse("page-capture", args=[case.ref, row.pk]),
            "title": row.get_what_display(),
            "text": moment_words(row.seen_at, now),
            "address": row.address[:80],
        }
        for row in pages_of(case)
    ]


@login_required
@require_GET
def shown_tile(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """One tile as it is by now: a page asks while the file is being looked at."""
    evidence = evidence_for(case_for(request.user, ref, clock=False), number)
    return render(request, "components/evidence_tile.html", {"tile": tile_of(evidence)})


def _tiles(case: Case, rows: list[Evidence]) -> list[dict[str, Any]]:
    for row in rows:
        row.case = case
    return [tile_of(row) for row in rows]


def _upload(request: HttpRequest, case: Case, on: str) -> dict[str, Any]:
    """Return the upload form's values; none on a closed case, or for a helper who only reads."""
    if not case.is_open or not can(case, "evidence-add"):
        return {"upload": None}
    add_url = reverse("evidence-add", args=[case.ref])
    where = {"action": add_url, "on": on, "done_url": reverse("case", args=[case.ref])}
    return {"upload": where | {"key": new_key(), "limits": limits_words(case.owner)}}


@login_required
@require_http_methods(["GET", "POST"])
@takes_files
def add(request: HttpRequest, ref: str) -> HttpResponse:
    """Several files at once. A script sends them one by one and shows what came of each."""
    case = case_for(request.user, ref, clock=False, fields=() if _is_shown(request) else TAKEN)
    if not case.is_open:
        return closed_case(request, ref)
    now = timezone.now()
    promise, contact = _tie_asked(request, case)
    if request.method == "GET":
        return render(request, "cases/evidence_add.html", _adding(request, case, promise, contact, now))
    files, key = arrived_files(request), posted_key(request.POST)
    kinds = set(case.exhibits.get("kinds", {}))
    received = evidence_receive(owner=case.owner, case=case, files=files, now=now, key=key)
    if contact is not None and received.items:
        tie: dict[str, Any] = {"contact": contact, "promise": promise, "kind": Evidence.Kind.CHAT}
        evidence_file(case=case, items=received.items, now=now, **tie)
        received.all_there = evidence_of(case)
    if request.htmx:  # type: ignore[attr-defined]
        return _came(request, case, received, kinds)
    if not received.items:
        nothing = {"refused": refused_rows(received), "no_files": not received.refused}
        context = _adding(request, case, promise, contact, now) | nothing
        return render(request, "cases/evidence_add.html", context, status=422)
    messages.success(request, kept_words(received))
    for row in refused_rows(received):
        messages.warning(request, _("%(name)s: %(text)s") % row)
    return redirect("case" if contact else "case-evidence", ref=ref)


def _is_shown(request: HttpRequest) -> bool:
    """Return whether the answer shows more of the case than what came of the files."""
    if request.method == "GET" or _ids_asked(request) or request.POST.get("on") == "case":
        return True
    return bool(request.htmx) and "more" not in request.POST  # type: ignore[attr-defined]


def _adding(
    request: HttpRequest, case: Case, promise: Promise | None, contact: Contact | None, now: datetime
) -> dict[str, Any]:
    said = ""
    if promise is not None:
        said = _("For the promise “%(words)s”, heard %(at)s")
        said %= {"words": chip_words(promise.words, page_lang()), "at": moment_words(promise.heard_at, now)}
    elif contact is not None:
        said = _("For the contact %(at)s") % {"at": moment_words(contact.at, now)}
    more = {"promise": promise, "contact": contact, "tie_words": said, "here": _here(case, promise, contact)}
    return _frame(case) | _upload(request, case, "add") | more


def _here(case: Case, promise: Promise | None, contact: Contact | None) -> list[dict[str, Any]]:
    """Return the pictures of the case that may be tied instead of adding one; none when nothing was asked for."""
    tie = f"p{promise.pk}" if promise else f"c{contact.pk}" if contact else ""
    rows = [row for row in evidence_of(case) if row.is_pictured] if tie else []
    for row in rows:
        row.case = case
    return [
        tile_of(row) | {"url": f"{reverse('exhibit-words', args=[case.ref, row.number])}?tie={tie}"} for row in rows
    ]


def _tie_asked(request: HttpRequest, case: Case) -> tuple[Promise | None, Contact | None]:
    """Return the promise or the contact of this case the files are for; (None, None) when the address names none."""
    ids = _ids_asked(request)
    if not ids:
        return None, None
    promise = Promise.objects.filter(case=case, pk=ids["promise"]).select_related("contact").first()
    if promise is not None:
        return promise, promise.contact
    return None, Contact.objects.filter(case=case, pk=ids["contact"], voided_at__isnull=True).first()


def _ids_asked(request: HttpRequest) -> dict[str, int]:
    asked = {name: request.POST.get(name, "") or request.GET.get(name, "") for name in ("promise", "contact")}
    ids = {name: int(said) if said.isdecimal() and len(said) < 18 else 0 for name, said in asked.items()}
    return ids if any(ids.values()) else {}


def _came(request: HttpRequest, case: Case, received: Received, kinds: set[str]) -> HttpResponse:
    """Return what came of one file, with the parts of the page that show evidence out of band.

    `kinds` are those of the exhibits there were before.
    """
    context = {
        "came": came_rows(received, case),
        "refused": refused_rows(received),
        "case": case,
    }
    if request.POST.get("on") == "case":
        context["section"] = section_of(case, settled=case.next_kind == "close")
        context["record"] = record_shown(case, timezone.now())
    elif request.POST.get("on") != "add":  # that page shows no evidence
        context |= _gallery_parts(request, case, received, kinds)
    response = render(request, "cases/partials/upload_came.html", context, status=200 if received.items else 422)
    response["Cache-Control"] = "private, no-store"
    if received.items:
        response["HX-Trigger"] = json.dumps({"say": received_words(received)})
    return response


def _gallery_parts(request: HttpRequest, case: Case, received: Received, kinds: set[str]) -> dict[str, Any]:
    """Return what changes in a gallery: all of it, or only the new tiles while `more` files follow this one.

    So the last answer shows every tile as it is by then. A gallery that does not show just what there was before
    (`shown` tiles: those found by a word, or fewer than another tab has added) is always sent whole.
    """
    there = received.all_there
    before = len(there) - len(received.made)
    is_same = request.POST.get("shown") == str(before)
    if "more" not in request.POST or received.known or not is_same or len(there) > MOST:
        left = limits_words(case.owner, received.room)
        return {"tiles": _tiles(case, there[:MOST]), "limits": left} | needs_shown(case)
    # The checklist goes by kinds: without a new one it stands as it did.
    fresh = set(case.exhibits.get("kinds", {})) - kinds - {Evidence.Kind.OTHER}
    return {"new_tiles": _tiles(case, there[before:]), "new_at": before} | (needs_shown(case) if fresh else {})


@login_required
@require_http_methods(["GET", "POST"])
def exhibit(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    case = case_for(request.user, ref)
    if (left := deleted_for(case, number)) is not None:
        return gone(request, case, left)
    evidence = evidence_for(case, number)
    if request.method == "POST" and not case.is_open:
        return closed_case(request, ref)
    now = timezone.now()
    promises, contacts = ties_of(case)
    ties = [(f"p{row.pk}", _("Promise: %(words)s") % {"words": row.words[:60]}) for row in promises]
    ties += [(f"c{row.pk}", contact_words(row, now)) for row in contacts]
    proposed = evidence.formed_source == Evidence.Formed.PROPOSED
    form = ExhibitForm(
        request.POST if request.method == "POST" else None,
        initial=_as_saved(evidence),
        ties=ties,
        now=now,
        proposed=proposed,
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        tied = {f"p{row.pk}": row for row in promises} | {f"c{row.pk}": row for row in contacts}
        tie = tied.get(data["tie"])
        words = ExhibitWords(
            kind=data["kind"],
            caption=data["caption"],
            proves=data["proves"],
            formed_at=data["formed_at"],
            formed_sure=form.is_sure(),
            original_where=data["original_where"],
            promise=tie if isinstance(tie, Promise) else None,
            contact=None if isinstance(tie, Promise) else tie,
            also=[row for row in promises if f"p{row.pk}" in data["also"]] if "also" in data else None,
        )
        if evidence_edit(case=case, evidence=evidence, words=words, version=data["version"], now=now):
            messages.success(request, _("Saved."))
            return redirect("exhibit", ref=ref, number=number)
        form.add_error(
            None, _("This was changed elsewhere a moment ago. Your text is kept below; check it and save again.")
        )
        form.data = form.data.copy()
        form.data["version"] = evidence_for(case, number).version
    context = _frame(case, "case-evidence") | {"form": form, "item": for_helper(case, item_of(evidence, now))}
    context["held"] = held_shown(case, uncovered_copies_of(evidence, now), now, back="exhibit")
    read = reading_of(evidence, open_=case.is_open)
    context["read"] = for_helper(case, read) if read else read
    return render(request, "cases/exhibit.html", context, status=422 if form.errors else 200)


def _as_saved(row: Evidence) -> dict[str, Any]:
    names = ("kind", "caption", "proves", "formed_at", "original_where", "version")
    also = [f"p{one.promise_id}" for one in also_shown(row)]
    return {name: getattr(row, name) for name in names} | {"tie": tie_of(row), "also": also}


@login_required
@require_http_methods(["GET", "POST"])
def delete(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """Asks, says what becomes of it, and records that it was done."""
    case = case_for(request.user, ref)
    evidence = evidence_for(case, number)
    if not case.is_open:
        return closed_case(request, ref)
    form = DeleteForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        evidence_delete(evidence=evidence, now=timezone.now(), reason=form.cleaned_data["reason"])
        messages.success(request, _("%(exhibit)s is deleted.") % {"exhibit": exhibit_label(evidence)})
        return redirect("case-evidence", ref=ref)
    now = timezone.now()
    item = item_of(evidence, now)
    context = _frame(case, "case-evidence") | {"form": form, "item": item, "cited": cited_words(case, number)}
    context["held"] = held_shown(case, copies_of(evidence, now), now, back="exhibit-delete")
    context["compared"] = any(evidence.pk in (one.genuine_id, one.suspect_id) for one in comparisons_of(case))
    context["last_shot"] = is_last_shot(evidence)
    context["promises"] = bool(evidence.promise_id) + len(also_shown(evidence))
    return render(request, "cases/exhibit_delete.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def needs(request: HttpRequest, ref: str) -> HttpResponse:
    """有, 没有 or 不适用 for each thing on the list."""
    case = case_for(request.user, ref)
    if not case.is_open:
        return closed_case(request, ref)
    asked = needs_of(case, page_lang())
    answers = {row.item: request.POST[f"need-{row.key}"] for row in asked if f"need-{row.key}" in request.POST}
    needs_answer(case=case, answers=answers, now=timezone.now())
    if request.htmx:  # type: ignore[attr-defined]
        fresh = {"case": case} | needs_shown(case)
        return render(request, "cases/partials/needs.html", fresh)
    messages.success(request, _("Saved."))
    return redirect("case-evidence", ref=ref)
