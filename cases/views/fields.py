"""Field by field: the platform's statement and the 12315 forms in their own order, each copied in one tap."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from cases.models import Case
from cases.selectors import letters
from cases.selectors.access import case_for
from cases.selectors.claims import claims_of
from cases.selectors.form_fields import (
    Filled,
    Form,
    fields_of,
    form_of,
    forms_of,
    letter_code,
    limit_words,
    text_of_form,
)
from cases.selectors.rising import ascent_of
from cases.services.ascent import field_tick, ticks_clear
from cases.services.letter import letter_copied
from cases.views.closed import closed_case
from cases.views.handing_in import LONGEST, posted_text
from cases.views.wording import page_lang

LONGEST_LIMIT = 20000


@login_required
@require_GET
def fields(request: HttpRequest, ref: str) -> HttpResponse:
    """The form in its own order: copy, tick, go on; the place is kept."""
    case = case_for(request.user, ref)
    if not case.is_open:
        return closed_case(request, ref)
    to = _to(request, case)
    choices = forms_of(case, to)
    wanted = form_of(case, request.GET.get("form", ""))
    form = wanted or choices[0]
    most = _most(request)
    context = fields_context(case, form, now=timezone.now(), most=most) | {
        "to": to,
        "forms": [
            {"slug": one.slug, "name": one.name.said(page_lang()), "here": one.slug == form.slug}
            for one in (forms_of(case, "12315") if wanted and "12315" in wanted.to else choices)
        ],
        "most": most or "",
        "file_url": f"{reverse('case-filing', args=[ref])}?code={letter_code(case, form)}&form={form.slug}",
        "text_url": f"{reverse('case-say', args=[ref])}?code={letter_code(case, form)}",
        "back_url": reverse("case", args=[ref]),
        "back_label": case.problem[:20],
        "nav": "cases",
    }
    return render(request, "cases/fields.html", context)


def _to(request: HttpRequest, case: Case) -> str:
    asked = request.GET.get("to", "")
    if asked in ("platform", "12315"):
        return asked
    return "platform" if case.tier == Case.Tier.MERCHANT else "12315"


def _most(request: HttpRequest) -> int:
    """Return how many characters the page says it takes; 0 for what is no number."""
    asked = request.GET.get("max", "")
    return min(int(asked), LONGEST_LIMIT) if asked.isdecimal() and len(asked) < 7 else 0


def fields_context(case: Case, form: Form, *, now: datetime, most: int = 0) -> dict[str, Any]:
    """Return the form as the page and the phone show it."""
    lang, code = page_lang(), letter_code(case, form)
    claims = tuple(claims_of(case, code, now=now))
    rows = fields_of(case, form, now=now, most=most, claims=claims)
    ticked = set(ascent_of(case).ticks.get(form.slug, []))
    cards = [_card(row, number, row.slug in ticked, lang) for number, row in enumerate(rows, 1)]
    return {
        "case": case,
        "form": {
            "slug": form.slug,
            "name": form.name.said(lang),
            "lead": form.lead.said(lang),
            "source": form.source,
        },
        "rows": cards,
        "done": sum(card["ticked"] for card in cards),
        "all": len(cards),
        "next": next((card for card in cards if not card["ticked"]), None),
        "limited": any(row.facts.limit == "text" for row in rows),
        "claims": claims,
        "own": any(row.own for row in rows),
    }


def _card(row: Filled, number: int, ticked: bool, lang: str) -> dict[str, Any]:
    labels = {"name": "name", "phone": "tel", "address": "street-address"}
    return {
        "slug": row.slug,
        "number": number,
        "label": row.facts.label.said(lang),
        "note": row.facts.note.said(lang),
        "fill": row.facts.fill,
        "value": row.value,
        "own": row.own,
        "autocomplete": labels.get(row.own, ""),
        "add_url": row.add_url,
        "exhibits": row.exhibits,
        "limit": limit_words(row.limit, lang),
        "length": len(row.value) if row.facts.limit == "text" else 0,
        "over": row.over,
        "ticked": ticked,
        "claims": row.claims,
        "proof": row.proof,
    }


@login_required
@require_POST
def tick(request: HttpRequest, ref: str) -> HttpResponse:
    """Tick a field off, or take the tick back; `over` starts the form again. A copied statement is remembered."""
    case = case_for(request.user, ref)
    if not case.is_open:
        return closed_case(request, ref)
    form = form_of(case, request.POST.get("form") or request.GET.get("form") or "")
    if form is None:
        raise Http404
    if "over" in request.POST:
        ticks_clear(case=case, form=form.slug)
        return redirect(_back(request, case, form))
    slug = request.POST.get("field") or request.GET.get("field") or ""
    found = next((one for one in form.fields if one.slug == slug), None)
    if found is None:
        raise Http404
    on = request.POST.get("on", "1") != "0"
    field_tick(case=case, form=form.slug, field=slug, on=on)
    text = posted_text(request) if found.fill == "statement" else ""
    if text and len(text) <= LONGEST and not letters.blanks_in(text):
        letter_copied(case=case, code=letter_code(case, form), text=text, now=timezone.now())
    if request.htmx:  # type: ignore[attr-defined]
        context = fields_context(case, form, now=timezone.now(), most=_most(request))
        return render(request, "cases/partials/fields_progress.html", context | {"changed": slug})
    return redirect(f"{_back(request, case, form)}#f-{slug}")


def _back(request: HttpRequest, case: Case, form: Form) -> str:
    most = _most(request)
    return f"{reverse('case-fields', args=[case.ref])}?form={form.slug}" + (f"&max={most}" if most else "")


def form_text(case: Case, slug: str, now: datetime) -> str:
    """Return the whole form as one text, to be frozen with the filing; "" for a form that is not this case's."""
    form = form_of(case, slug)
    return text_of_form(fields_of(case, form, now=now)) if form else ""


def form_words(case: Case, slug: str) -> str:
    """Return what the form is called, "" for none."""
    form = form_of(case, slug)
    return form.name.said(page_lang()) if form else ""


def open_form(case: Case, slug: str, now: datetime) -> dict[str, Any] | None:
    """Return the form as the phone shows it, None when the case has no such form (any more)."""
    form = form_of(case, slug)
    if form is None:
        return None
    return fields_context(case, form, now=now) | {
        "title": _("Field by field: %(form)s") % {"form": form_words(case, slug)}
    }
