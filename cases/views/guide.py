"""A guide opened from a case: its clock above, its own text at the step where it is pasted, the filing at its end."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from cases.models import Case, Deadline
from cases.selectors import guides, letters
from cases.selectors.access import case_for
from cases.selectors.evidence import needs_of
from cases.selectors.filings import filed_already
from cases.selectors.promises import clock_deed
from cases.services.guide_shown import guide_show
from cases.views import cards
from cases.views.guide_steps import step_rows
from cases.views.helping import can, for_helper
from cases.views.human import human_card
from cases.views.wording import moment_words, page_lang

TIERS = tuple(Case.Tier.values)


@login_required
@require_GET
def guide(request: HttpRequest, ref: str, slug: str) -> HttpResponse:
    """The guide as it is published now, or with ?revision= as this case was shown it before."""
    case = case_for(request.user, ref)
    now = timezone.now()
    asked = request.GET.get("revision", "")
    old = asked.isdecimal() and len(asked) < 7
    current = guides.guide_in_case(case, slug, at_once=True)
    view = guides.revision_in_case(case, slug, int(asked)) if old else current
    if view is None:
        raise Http404
    shown = guides.shown_of(case, slug)
    if view.revision_id is not None and not old:
        guide_show(case=case, revision_id=view.revision_id, slug=slug, now=now)
    rows = step_rows(case, view, now)
    for one in rows:
        one["attach"] = _attach(case, one["attach"])
    files_url, filed = _filing_of(case, view, now) if case.is_open and view.files else ("", None)
    context = {
        "case": case,
        "guide": view,
        "place": guides.place_in_case(case, view),
        "stale": guides.is_stale(view, timezone.localdate()),
        "strip": _strip(case, now),
        "rows": rows,
        "doubted": guides.doubted_steps(view),
        "human": human_card(case, now, here=request.path) if any(row["step"].tries for row in rows) else None,
        "files_url": files_url,
        "filed": filed,
        "first_paste": next((row["step"].slug for row in rows if row["fill"]), ""),
        "bring": _bring(case, view),
        "add_url": reverse("case-evidence", args=[ref]),
        "may_note": bool(filed) or can(case, "case-log", "GET"),
        "revisions": _revisions(view, current, shown, now),
        "calls": any(row["step"].hotline for row in rows) and case.is_open,
        "call_to": "12315" if view.tier == Case.Tier.REGULATOR else "platform",
        "guides_url": f"{reverse('case-guides', args=[ref])}?tier={view.tier or case.tier}",
        "back_url": reverse("case", args=[ref]),
        "back_label": f"{cards.file_words(case)} {cards.case_title(case)}",
        "nav": "cases",
    }
    return render(request, "cases/guide.html", for_helper(case, context))


def _attach(case: Case, rows: Any) -> Any:
    """Return what to attach; a helper who may add nothing still reads what it is."""
    return rows if not rows or can(case, "evidence-add", "GET") else [row | {"url": ""} for row in rows]


def _strip(case: Case, now: Any) -> dict[str, Any]:
    """Return the line that says which case this is and what runs: the clock of the next step, else an own window."""
    row = case.next_deadline
    if row is None or row.state != Deadline.State.RUNNING:
        mine = Deadline.objects.running().filter(case=case, lane=Deadline.Lane.MINE, due_at__gt=now)
        row = mine.order_by("due_at").first()
    clock = cards.clock_of(row, now, deed=clock_deed(row)) if row and case.is_open else None
    return {"title": cards.case_title(case), "clock": clock}


def _filing_of(case: Case, view: Any, now: Any) -> tuple[str, dict[str, str] | None]:
    """Return where the step that hands something in is noted, and what was noted of it already (None: nothing).

    It is noted with the letter the step pastes, else with its tier.
    """
    filing = next(step for step in view.steps if step.files)
    pasted = [step.paste for step in view.steps if step.paste in letters.FILED]
    code = filing.paste if filing.paste in letters.FILED else pasted[-1] if pasted else ""
    to = next((name for name, tier in letters.RECIPIENTS.items() if tier == view.tier), "")
    code = letters.statement_code(case) if code in ("T8", "T8b") else code
    query = {name: value for name, value in (("code", code), ("to", to), ("guide", view.slug)) if value}
    row = filed_already(case, letters.MOVES.get(code, view.tier or case.tier), code, now)
    url = f"{reverse('case-filing', args=[case.ref])}?{urlencode(query)}"
    if row is None:
        return url, None
    return url, {"at": moment_words(row.filed_at, now), "url": reverse("case-filed", args=[case.ref, row.pk])}


def _bring(case: Case, view: Any) -> list[Any]:
    """Return the checklist of this kind of problem with what the record holds; what does not apply is left out."""
    if view.tier == Case.Tier.MERCHANT:
        return []
    return [need for need in needs_of(case, page_lang()) if need.must and need.state != "na"]


def _revisions(view: Any, current: Any, shown: Any, now: Any) -> dict[str, Any]:
    """Return what to say about revisions: which one this case had, and that another one is published now."""
    here = view.revision_number
    last = next((one for one in shown if one.number != here), None)
    note = ""
    if current is not None and here != current.revision_number:
        note = _("This is how the guide looked when you read it. Another version is published now.")
    elif last is not None and shown[0].number != here:
        at = moment_words(last.last_at, now)
        words = {"old": last.number, "at": at, "new": here}
        if last.number < here:
            note = _("The guide has changed: you had version %(old)d (%(at)s), this is version %(new)d.")
        else:
            note = _("The editors went back: you had version %(old)d (%(at)s), this is version %(new)d again.")
        note = note % words
    known = [(one.number, moment_words(one.last_at, now)) for one in shown]
    if not any(number == here for number, _at in known):
        known.insert(0, (here, moment_words(now, now)))
    link, label = "", ""
    if current is not None and here != current.revision_number:
        link, label = "?", _("Read the present version")
    elif note and last is not None:
        link, label = f"?revision={last.number}", _("See it as you read it")
    return {"note": note, "here": here, "known": known, "link": link, "link_label": label}


@login_required
@require_GET
def guide_list(request: HttpRequest, ref: str) -> HttpResponse:
    """What there is to read for this case, by tier; and where nothing is drawn for its platform, that it is unknown."""
    case = case_for(request.user, ref)
    asked = request.GET.get("tier", "")
    first = asked if asked in TIERS else case.tier
    order = (first, *(tier for tier in TIERS if tier != first))
    context = {
        "case": case,
        "platform": cards.catalog.platform_words(case.order.platform, page_lang()),
        "tiers": [
            {
                "tier": tier,
                "rows": guides.guides_of_case(case, tier),
                "known": guides.has_own_guide(case, tier),
            }
            for tier in order
        ],
        "playbooks": guides.playbooks_of_case(case),
        "back_url": reverse("case", args=[ref]),
        "back_label": f"{cards.file_words(case)} {cards.case_title(case)}",
        "nav": "cases",
    }
    return render(request, "cases/guides.html", context)
