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
from cases.selectors.access import case_for, evidence_for
from cases.selectors.evidence import evidence_of, needs_of, ties_of
from cases.services.evidence_delete import evidence_delete
from cases.services.evidence_edit import ExhibitWords, evidence_edit
from cases.services.evidence_file import evidence_file
from cases.services.evidence_receive import Received, evidence_receive
from cases.services.needs import needs_answer
from cases.views.case import closed_case
from cases.views.evidence_words import (
    exhibit_label,
    length_words,
    limits_words,
    received_words,
    refused_rows,
    rejection_words,
    size_words,
)
from cases.views.exhibits import section_of, tile_of
from cases.views.intake import arrived_files, takes_files
from cases.views.wording import moment_words, page_lang


def _frame(case: Case, back: str = "case") -> dict[str, Any]:
    label = case.problem[:20] if back == "case" else _("Evidence")
    return {"case": case, "back_url": reverse(back, args=[case.ref]), "back_label": label, "nav": "cases"}


@login_required
@require_GET
def gallery(request: HttpRequest, ref: str) -> HttpResponse:
    case = case_for(request.user, ref)
    context = _frame(case) | _upload(request, case) | {"tiles": _tiles(case), "needs": needs_of(case, page_lang())}
    return render(request, "cases/evidence.html", context)


def _tiles(case: Case) -> list[dict[str, Any]]:
    rows = evidence_of(case)
    for row in rows:
        row.case = case
    return [tile_of(row) for row in rows]


def _upload(request: HttpRequest, case: Case) -> dict[str, Any]:
    """Return the upload form's values; none on a closed case."""
    if not case.is_open:
        return {"upload": None}
    add_url = reverse("evidence-add", args=[case.ref])
    return {"upload": {"action": add_url, "key": new_key(), "limits": limits_words(request.user)}}


@login_required
@require_http_methods(["GET", "POST"])
@takes_files
def add(request: HttpRequest, ref: str) -> HttpResponse:
    """Several files at once. A script sends them one by one and shows what came of each."""
    case = case_for(request.user, ref)
    if not case.is_open:
        return closed_case(request, ref)
    now = timezone.now()
    promise, contact = _tie_asked(request, case)
    if request.method == "GET":
        return render(request, "cases/evidence_add.html", _adding(request, case, promise, contact, now))
    files, key = arrived_files(request), posted_key(request.POST)
    received = evidence_receive(owner=case.owner, case=case, files=files, now=now, key=key)
    if contact is not None and received.items:
        tie: dict[str, Any] = {"contact": contact, "promise": promise, "kind": Evidence.Kind.CHAT}
        evidence_file(case=case, items=received.items, now=now, **tie)
    if request.htmx:  # type: ignore[attr-defined]
        return _came(request, case, received)
    if not received.items:
        nothing = {"refused": refused_rows(received), "no_files": not received.refused}
        context = _adding(request, case, promise, contact, now) | nothing
        return render(request, "cases/evidence_add.html", context, status=422)
    messages.success(request, received_words(received))
    for row in refused_rows(received):
        messages.warning(request, _("%(name)s: %(text)s") % row)
    return redirect("case" if contact else "case-evidence", ref=ref)


def _adding(
    request: HttpRequest, case: Case, promise: Promise | None, contact: Contact | None, now: datetime
) -> dict[str, Any]:
    said = ""
    if promise is not None:
        said = _("For the promise “%(words)s”, heard %(at)s")
        said %= {"words": chip_words(promise.words, page_lang()), "at": moment_words(promise.heard_at, now)}
    elif contact is not None:
        said = _("For the contact %(at)s") % {"at": moment_words(contact.at, now)}
    return _frame(case) | _upload(request, case) | {"promise": promise, "contact": contact, "tie_words": said}


def _tie_asked(request: HttpRequest, case: Case) -> tuple[Promise | None, Contact | None]:
    """Return the promise or the contact of this case the files are for; (None, None) when the address names none."""
    asked = {name: request.POST.get(name, "") or request.GET.get(name, "") for name in ("promise", "contact")}
    ids = {name: int(said) if said.isdecimal() and len(said) < 18 else 0 for name, said in asked.items()}
    promise = Promise.objects.filter(case=case, pk=ids["promise"]).select_related("contact").first()
    if promise is not None:
        return promise, promise.contact
    return None, Contact.objects.filter(case=case, pk=ids["contact"], voided_at__isnull=True).first()


def _came(request: HttpRequest, case: Case, received: Received) -> HttpResponse:
    """Return what came of one file, with the parts of the page that show evidence out of band."""
    context = {
        "done": received_words(received),
        "items": [
            {"label": exhibit_label(row), "url": reverse("exhibit", args=[case.ref, row.number])}
            for row in received.items
        ],
        "refused": refused_rows(received),
        "case": case,
    }
    if request.POST.get("on") == "case":
        context["section"] = section_of(case)
    else:
        context |= {"tiles": _tiles(case), "needs": needs_of(case, page_lang())}
    response = render(request, "cases/partials/upload_came.html", context, status=200 if received.items else 422)
    response["Cache-Control"] = "private, no-store"
    if received.items:
        response["HX-Trigger"] = json.dumps({"say": received_words(received)})
    return response


@login_required
@require_http_methods(["GET", "POST"])
def exhibit(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    case = case_for(request.user, ref)
    evidence = evidence_for(case, number)
    if request.method == "POST" and not case.is_open:
        return closed_case(request, ref)
    now = timezone.now()
    promises, contacts = ties_of(case)
    ties = [(f"p{row.pk}", _("Promise: %(words)s") % {"words": row.words[:60]}) for row in promises]
    ties += [(f"c{row.pk}", _contact_words(row, now)) for row in contacts]
    form = ExhibitForm(
        request.POST if request.method == "POST" else None, initial=_as_saved(evidence), ties=ties, now=now
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
            original_where=data["original_where"],
            promise=tie if isinstance(tie, Promise) else None,
            contact=None if isinstance(tie, Promise) else tie,
        )
        if evidence_edit(case=case, evidence=evidence, words=words, version=data["version"], now=now):
            messages.success(request, _("Saved."))
            return redirect("exhibit", ref=ref, number=number)
        form.add_error(
            None, _("This was changed elsewhere a moment ago. Your text is kept below; check it and save again.")
        )
        form.data = form.data.copy()
        form.data["version"] = evidence_for(case, number).version
    context = _frame(case, "case-evidence") | {"form": form, "item": _item(evidence, now)}
    return render(request, "cases/exhibit.html", context, status=422 if form.errors else 200)


def _contact_words(row: Any, now: datetime) -> str:
    said = row.words[:40] or row.get_channel_display()
    return _("Contact %(at)s: %(said)s") % {"at": moment_words(row.at, now), "said": said}


def _as_saved(row: Evidence) -> dict[str, Any]:
    tie = f"p{row.promise_id}" if row.promise_id else f"c{row.contact_id}" if row.contact_id else ""
    names = ("kind", "caption", "proves", "formed_at", "original_where", "version")
    return {name: getattr(row, name) for name in names} | {"tie": tie}


def _item(row: Evidence, now: datetime) -> dict[str, Any]:
    """Return what the page shows of the exhibit."""
    assert row.case is not None
    args = [row.case.ref, row.number]
    shown = tile_of(row)
    facts = [(_("File"), f"{row.shown_name or '—'} · {size_words(row.size)}")]
    if row.width and not row.pages:
        facts.append((_("Size"), f"{row.width} × {row.height}"))
    if row.pages:
        facts.append((_("Pages"), str(row.pages)))
    if row.milliseconds:
        facts.append((_("Length"), length_words(row.milliseconds)))
    facts.append((_("Received"), moment_words(row.received_at, now)))
    return shown | {
        "row": row,
        "ready": row.state == Evidence.State.READY,
        "rejected": rejection_words(row.reason) if row.state == Evidence.State.REJECTED else "",
        "unseen": _("Kept as it came. It is too large for a preview.") if row.reason == "pixels" else "",
        "screen_url": reverse("exhibit-file", args=[*args, "covered" if row.covers else "screen"])
        if shown["picture_url"]
        else "",
        "original_url": reverse("exhibit-file", args=[*args, "original"]),
        "covered_url": reverse("exhibit-file", args=[*args, "covered"]) if row.covers else "",
        "is_video": row.media_type.startswith("video/") and row.state == Evidence.State.READY,
        "is_audio": row.media_type.startswith("audio/") and row.state == Evidence.State.READY,
        "facts": facts,
        "busy": row.act_at is not None,
        "cover_url": reverse("exhibit-cover", args=args) if row.is_pictured and row.case.is_open else "",
        "delete_url": reverse("exhibit-delete", args=args) if row.case.is_open else "",
        "proposed": row.formed_source == Evidence.Formed.PROPOSED,
    }


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
    item = _item(evidence, timezone.now())
    context = _frame(case, "case-evidence") | {"form": form, "item": item}
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
        fresh = {"case": case, "needs": needs_of(case, page_lang())}
        return render(request, "cases/partials/needs.html", fresh)
    messages.success(request, _("Saved."))
    return redirect("case-evidence", ref=ref)
