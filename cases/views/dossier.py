"""卷宗: the record as one paper. What it would say now, what is missing, and the versions made so far."""

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

from cases.forms.dossier import MakeForm
from cases.models import Case, Pack
from cases.selectors.access import case_for
from cases.selectors.dossier import dossier_content, packs_of, variant_of
from cases.services.pack_make import MOST_VERSIONS, TooManyVersions, pack_make
from cases.views.helping import can
from cases.views.wording import moment_words


@login_required
@require_http_methods(["GET", "POST"])
def dossier(request: HttpRequest, ref: str) -> HttpResponse:
    """The preview; the button freezes the next version and shows how far its files are."""
    case = case_for(request.user, ref)
    now = timezone.now()
    form = MakeForm(
        request.POST if request.method == "POST" else None,
        initial={"whole_number": case.tier == Case.Tier.REGULATOR},
    )
    if request.method == "POST" and form.is_valid():
        try:
            pack = pack_make(case=case, whole_number=form.cleaned_data["whole_number"], now=now)
        except TooManyVersions:
            messages.warning(
                request, _("This case has %(most)d versions. Go on with the last one.") % {"most": MOST_VERSIONS}
            )
            return redirect("case-dossier", ref=ref)
        return redirect("case-pack", ref=ref, number=pack.number)
    content, packs = dossier_content(case, now=now), packs_of(case)
    context = {
        "form": form,
        "content": content,
        "missing": missing_rows(case, content),
        "packs": [pack_row(case, one, now) for one in packs],
        "next_number": packs[0].number + 1 if packs else 1,
        **frame(case),
    }
    response = render(request, "cases/dossier.html", context)
    response["Cache-Control"] = "private, no-store"
    return response


def frame(case: Case, *, back: str = "") -> dict[str, Any]:
    """Return what every page around the dossier needs; `back` names the page it belongs to, else the case."""
    back = back if back and can(case, back, "GET") else ""
    return {
        "case": case,
        "nav": "cases",
        "back_url": reverse(back or "case", args=[case.ref]),
        "back_label": _("Dossier") if back == "case-dossier" else case.problem[:20],
    }


def pack_row(case: Case, pack: Pack, now: Any) -> dict[str, Any]:
    """Return a version as the list shows it."""
    covered = variant_of(pack, "covered")
    given = [one.to_whom for each in pack.variants.all() for one in each.given.all()]
    state = covered.state if covered else "waiting"
    looks = {"waiting": _("Being made"), "ready": _("Ready"), "failed": _("Failed")}
    return {
        "number": pack.number,
        "url": reverse("case-pack", args=[case.ref, pack.number]),
        "at": moment_words(pack.made_at, now),
        "state": looks[state],
        "css": {"waiting": "soon", "ready": "ok", "failed": "late"}[state],
        "given": _("given to %(whom)s") % {"whom": pgettext("list of words", ", ").join(given)} if given else "",
    }


def missing_rows(case: Case, content: dict[str, Any]) -> list[dict[str, str]]:
    """Return what would make the dossier stronger, each with where it is put right."""
    ref = [case.ref]
    gallery, edit = reverse("case-evidence", args=ref), reverse("case-edit", args=ref)
    bare = sum(not one["exhibits"] for one in content["promises"])
    unsaid = sum(not one["answer"] for one in content["reasons"])
    blank = sum(one["proves"] == "未填写" for one in content["exhibits"])
    undated = sum(one["formed"].startswith("未注明") for one in content["exhibits"])
    rows = [
        (not content["exhibits"], _("No exhibit yet"), gallery),
        (not case.order.number, _("No order number"), edit),
        (case.order.amount is None, _("No amount"), edit),
        (case.order.signed_at is None, _("The day you signed for it"), edit),
        (bare, ngettext("%(n)d promise without an exhibit", "%(n)d promises without an exhibit", bare), gallery),
        (
            unsaid,
            ngettext("%(n)d reason without your answer", "%(n)d reasons without your answer", unsaid),
            reverse("case-reasons", args=ref),
        ),
        (
            blank,
            ngettext("%(n)d exhibit does not say what it proves", "%(n)d exhibits do not say what they prove", blank),
            gallery,
        ),
        (undated, ngettext("%(n)d exhibit without a time", "%(n)d exhibits without a time", undated), gallery),
    ]
    return [{"text": text % {"n": count} if "%(" in text else text, "url": url} for count, text, url in rows if count]
