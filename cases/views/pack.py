"""One version of the dossier: how far it is, its files, its text, what changed, and to whom it was given."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_POST, require_safe

from cases.domain.dossier.covering import covered
from cases.domain.dossier.plain import plain_sections
from cases.forms.dossier import GivenForm
from cases.models import Case, Pack, PackFile, PackVariant
from cases.selectors.access import case_for
from cases.selectors.dossier import file_of, gone_files_of, pack_for, variant_of
from cases.services.pack_clear import pack_clear
from cases.services.pack_make import pack_given, pack_variant_ask
from cases.views.dossier import frame
from cases.views.evidence_serve import served
from cases.views.evidence_words import size_words
from cases.views.helping import can
from cases.views.wording import moment_words

TYPES = {"pdf": "application/pdf", "zip": "application/zip"}


@login_required
@require_GET
def pack(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    case = case_for(request.user, ref)
    return _page(request, pack_for(case, number), GivenForm())


@login_required
@require_GET
def state(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """The part of the page that changes while the worker is busy; asked for again until it is done."""
    case = case_for(request.user, ref)
    now = timezone.now()
    context = {"case": case, "variants": _variants(pack_for(case, number), now), "number": number}
    return render(request, "cases/partials/pack_state.html", context | {"waiting": _is_waiting(context)})


@login_required
@require_POST
def full(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """Make the full variant too, or a variant that failed once more."""
    case = case_for(request.user, ref)
    name = request.POST.get("variant", PackVariant.Name.FULL)
    if name not in PackVariant.Name.values:
        raise Http404
    pack_variant_ask(pack=pack_for(case, number), name=name, now=timezone.now())
    return redirect("case-pack", ref=ref, number=number)


@login_required
@require_POST
def given(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """Note to whom a variant was given."""
    case = case_for(request.user, ref)
    version = pack_for(case, number)
    form = GivenForm(request.POST)
    variant = variant_of(version, request.POST.get("variant", PackVariant.Name.COVERED))
    if variant is None or variant.state != PackVariant.State.READY:
        raise Http404
    if not form.is_valid():
        return _page(request, version, form, status=422)
    pack_given(case=case, variant=variant, to_whom=form.cleaned_data["to_whom"], now=timezone.now())
    messages.success(request, _("Noted."))
    return redirect("case-pack", ref=ref, number=number)


@login_required
@require_POST
def clear(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """Take the files of this version away, and the links to it."""
    case = case_for(request.user, ref)
    pack_clear(case=case, pack=pack_for(case, number), now=timezone.now())
    messages.success(request, _("The files of this version are gone, and its links open nothing any more."))
    return redirect("case-pack", ref=ref, number=number)


@login_required
@require_GET
def text(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """The covered text by section, each to be copied by itself."""
    case = case_for(request.user, ref)
    version = pack_for(case, number)
    shown = covered(version.content, whole_number=version.whole_number)
    context = frame(case, back="case-dossier") | {
        "number": number,
        "sections": plain_sections(shown),
        "back_url": reverse("case-pack", args=[ref, number]),
        "back_label": _("Version %(number)d") % {"number": number},
    }
    return render(request, "cases/pack_text.html", context)


@login_required
@require_safe
def file(request: HttpRequest, ref: str, number: int, variant: str, kind: str) -> HttpResponseBase:
    case = case_for(request.user, ref)
    if case.helper is not None and variant != PackVariant.Name.COVERED:
        raise Http404
    return pack_file(request, pack_for(case, number), variant, kind)


def pack_file(request: HttpRequest, version: Pack, variant: str, kind: str) -> HttpResponseBase:
    """Return a made file as a download under a name of ours. Http404 while there is none."""
    made = variant_of(version, variant)
    row = file_of(made, kind) if made is not None and made.state == PackVariant.State.READY else None
    if row is None:
        raise Http404
    return served(request, row, TYPES[row.kind], file_name(version, variant, row.kind), attached=True)


def file_name(version: Pack, variant: str, kind: str) -> str:
    """Return 卷宗-0007-v2-打码.pdf: the file number and nothing anybody typed."""
    word = pgettext("dossier", "covered") if variant == PackVariant.Name.COVERED else pgettext("dossier", "full")
    return f"{_('Dossier')}-{version.content['file_no']}-v{version.number}-{word}.{kind}"


def _page(request: HttpRequest, version: Pack, form: GivenForm, status: int = 200) -> HttpResponse:
    case, now = version.case, timezone.now()
    variants = _variants(version, now)
    context = frame(case, back="case-dossier") | {
        "number": version.number,
        "made": moment_words(version.made_at, now),
        "variants": variants,
        "form": form,
        "changes": [_change(one) for one in version.changes],
        "ready": [one for one in variants if one["state"] == "ready"],
        "notes": can(case, "pack-given"),
        "may_make": can(case, "case-dossier"),
        "has_full": any(one["name"] == "full" for one in variants),
        "given": [row for one in variants for row in one["given"]],
    }
    context["waiting"] = _is_waiting(context)
    response = render(request, "cases/pack.html", context, status=status)
    response["Cache-Control"] = "private, no-store"
    return response


def _is_waiting(context: dict[str, Any]) -> bool:
    return any(one["state"] == "waiting" for one in context["variants"])


def _variants(version: Pack, now: datetime) -> list[dict[str, Any]]:
    rows = sorted(version.variants.all(), key=lambda one: one.name != PackVariant.Name.COVERED)
    return [_variant(version.case, version, one, now) for one in rows]


def _variant(case: Case, version: Pack, one: PackVariant, now: datetime) -> dict[str, Any]:
    # The full variant shows what is covered: its files are the owner's alone.
    shown = case.helper is None or one.name == PackVariant.Name.COVERED
    files = [_file(case, version, one, kind) for kind in PackFile.Kind.values if shown]
    return {
        "name": one.name,
        "title": one.get_name_display(),
        "state": one.state,
        "done": one.done,
        "total": one.total,
        "pages": one.pages,
        "failed": _failed_words(one.reason) if one.state == PackVariant.State.FAILED else "",
        "gone": _gone(version, one),
        "left_out": pgettext("list of words", ", ").join(str(number) for number in one.left_out),
        "files": [each for each in files if each],
        "given": [
            {"to": row.to_whom, "at": moment_words(row.at, now), "variant": one.get_name_display()}
            for row in sorted(one.given.all(), key=lambda row: row.at, reverse=True)
        ],
    }


def _gone(version: Pack, one: PackVariant) -> list[tuple[str, str]]:
    """Return what the files that were taken away were: a copy somebody has can still be compared with them."""
    if one.reason not in ("cleared", "expired"):
        return []
    marks = gone_files_of(version)
    names = {kind.upper(): f"{one.name}.{kind}" for kind in PackFile.Kind.values}
    return [(kind, marks[name]) for kind, name in names.items() if name in marks]


def _failed_words(reason: str) -> str:
    return {
        "cleared": _("You took its files away. Made again, it has the exhibits that are there now."),
        "expired": _(
            "Its files were deleted as you chose when the case was closed. What it said stays, and who got it."
        ),
        "imported": _("It came with an import, without its files. Made again, it has the exhibits that are here."),
        "set": _("It could not be typeset. Make it again; if it fails again, tell us."),
    }.get(reason, _("It was broken off several times. Make it again."))


def _file(case: Case, version: Pack, one: PackVariant, kind: str) -> dict[str, str]:
    row = file_of(one, kind)
    if row is None or one.state != PackVariant.State.READY:
        return {}
    url = reverse("pack-file", args=[case.ref, version.number, one.name, kind])
    names = {"pdf": _("PDF, to read and print"), "zip": _("ZIP, with the exhibits as files")}
    return {"url": url, "label": names[kind], "size": size_words(row.size), "sha256": row.sha256}


def _change(one: dict[str, str]) -> dict[str, str]:
    ops = {"added": _("Added"), "changed": _("Changed"), "gone": _("Gone")}
    parts = {
        "cover": _("The basics"),
        "summary": _("Summary"),
        "demand": _("Demand"),
        "promises": _("Promises"),
        "reasons": _("Reasons and answers"),
        "timeline": _("Timeline"),
        "filings": _("What was filed"),
        "exhibits": _("Exhibits"),
        "comparisons": _("Comparisons"),
    }
    css = {"added": "ok", "changed": "soon", "gone": "late"}
    return {"op": ops[one["op"]], "css": css[one["op"]], "part": parts[one["part"]], "text": one["text"]}
