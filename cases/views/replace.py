"""A better file in an exhibit's place, under a number of its own; stills of a film; what is left of a deleted one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST

from cases.forms.once import new_key, posted_key
from cases.models import Case, Evidence
from cases.selectors.access import case_for, evidence_for
from cases.selectors.exhibits import deletion_of, filings_citing
from cases.selectors.held import copies_of
from cases.services.evidence_receive import evidence_receive
from cases.services.evidence_replace import evidence_replace
from cases.services.evidence_stills import evidence_stills
from cases.views.closed import closed_case
from cases.views.evidence_words import exhibit_label, limits_words, refused_rows
from cases.views.held import held_shown
from cases.views.intake import arrived_files, takes_files
from cases.views.wording import moment_words


@login_required
@require_http_methods(["GET", "POST"])
@takes_files
def replace(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    case = case_for(request.user, ref)
    evidence = evidence_for(case, number)
    if not case.is_open:
        return closed_case(request, ref)
    context: dict[str, Any] = {
        "case": case,
        "label": exhibit_label(evidence),
        "limits": limits_words(request.user),
        "key": new_key(),
        "cited": cited_words(case, number),
        "covered": bool(evidence.covers),
        "back_url": reverse("exhibit", args=[ref, number]),
        "back_label": exhibit_label(evidence),
        "nav": "cases",
    }
    if request.method == "GET":
        return render(request, "cases/exhibit_replace.html", context)
    files, now = arrived_files(request), timezone.now()
    received = evidence_receive(owner=case.owner, case=case, files=files[:1], now=now, key=posted_key(request.POST))
    known, new = next(iter(received.known), None), next(iter(received.made), None)
    if known is not None and known.pk == evidence.replaced_by_id:
        return redirect("exhibit", ref=ref, number=known.number)  # the same form twice
    if new is None or not evidence_replace(case=case, old=evidence, new=new, now=now):
        context |= {"refused": refused_rows(received), "no_files": not files, "known": new is not None}
        # What the case has already has words and ties of its own: they would be overwritten.
        context |= {"already": exhibit_label(known) if known is not None else ""}
        return render(request, "cases/exhibit_replace.html", context, status=422)
    said = _("%(new)s takes the place of %(old)s. The old one stays, with its number.")
    messages.success(request, said % {"new": exhibit_label(new), "old": exhibit_label(evidence)})
    return redirect("exhibit", ref=ref, number=new.number)


@login_required
@require_POST
@takes_files
def stills(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """Take the pictures a browser drew of a film; a script sends them and shows the page anew."""
    case = case_for(request.user, ref)
    evidence = evidence_for(case, number)
    if not case.is_open:
        return closed_case(request, ref)
    kept = evidence_stills(case=case, evidence=evidence, files=arrived_files(request), now=timezone.now())
    return HttpResponse(status=204 if kept else 422)


def gone(request: HttpRequest, case: Case, row: Evidence) -> HttpResponse:
    """Return what is left of a deleted exhibit: its number is not given again, so whoever cites it can be answered."""
    assert row.number is not None
    row.case, now = case, timezone.now()
    at, reason = deletion_of(case, row.number)
    facts = [(_("Kind"), row.get_kind_display()), (_("Received"), moment_words(row.received_at, now))]
    if at is not None:
        facts.append((pgettext("exhibit", "Deleted"), moment_words(at, now)))
    if reason:
        facts.append((_("Why"), reason))
    context = {
        "case": case,
        "label": exhibit_label(row),
        "caption": row.caption,
        "sha256": row.sha256,
        "facts": facts,
        "cited": cited_words(case, row.number),
        "held": held_shown(case, copies_of(row, now), now, back="exhibit"),
        "number": row.number,
        "back_url": reverse("case-evidence", args=[case.ref]),
        "back_label": _("Evidence"),
        "nav": "cases",
    }
    return render(request, "cases/exhibit_gone.html", context, status=410)


def cited_words(case: Case, number: int) -> str:
    """Return when it was handed in under this number; "" when it never was."""
    now = timezone.now()
    days = [moment_words(row.filed_at, now) for row in filings_citing(case, number)]
    if not days:
        return ""
    listed = pgettext("between two names", ", ").join(days)
    return _("It was there under this number when you handed something in (%(days)s).") % {"days": listed}
