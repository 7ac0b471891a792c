"""Three sentences make a case. The letter is written beside the form, before any account."""

from __future__ import annotations

import secrets
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cases.domain import wording
from cases.forms.case import DRAFT_FIELDS, MORE_ORDER, CaseForm, draft_of
from cases.models import User
from cases.selectors import catalog, letters
from cases.selectors.cases import open_case_of_order
from cases.selectors.clocks import no_reason_due, no_reason_over
from cases.selectors.lint import lint_text
from cases.services.case_open import case_open
from cases.services.draft_claim import COPIED, DRAFT, WANTED, copied_claim
from cases.services.submission import submission_result
from cases.views.cards import lint_notes, shown_letter
from cases.views.order_source import initial_of, order_file, order_source
from cases.views.read_sentence import sentence_filled

LETTER_MOST = 2000
# In the session: which words of the first page's sentence were read, to be shown once.
READ = "read"


def _lang() -> str:
    return get_language() or "zh-hans"


@require_http_methods(["GET", "POST"])
def case_new(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    if request.method == "GET":
        source = order_source(request.user, request.GET.get("from", ""))
        draft, read = (initial_of(source.facts), ()) if source else _prefill(request)
        read = read or tuple(request.session.pop(READ, ()))
        form = CaseForm(initial=draft | {"key": secrets.token_hex(10)}, now=now, lang=_lang())
        return _page(request, form, draft, now, read=read)
    if request.POST.get("do") == "start":
        return _started(request)
    form = CaseForm(request.POST, now=now, lang=_lang())
    draft, read = sentence_filled(draft_of(request.POST))
    request.session[DRAFT] = draft
    if read:
        # Shown before it is kept: what was read may be meant otherwise.
        form = CaseForm(draft | {"key": request.POST.get("key", "")}, now=now, lang=_lang())
        return _page(request, form, draft, now, read=read, status=422)
    if request.POST.get("do") == "check":
        return redirect("draft-check")
    if not form.is_valid():
        return _page(request, form, draft, now, status=422)
    if not isinstance(request.user, User):
        # The account comes after the work: sign-up finds the draft in the session and opens the case.
        request.session[WANTED] = form.cleaned_data["key"] or secrets.token_hex(10)
        return redirect("account_signup")
    facts = form.facts()
    if ref := submission_result(owner=request.user, key=form.cleaned_data["key"]):
        return redirect("case", ref=ref)  # the same form again
    if "another" not in request.POST:
        twin = open_case_of_order(request.user, platform=facts.order.platform, number=facts.order.number)
        if twin is not None:
            return _page(request, form, draft, now, twin=twin, status=422)
    case = case_open(owner=request.user, facts=facts, now=now, key=form.cleaned_data["key"])
    order_file(case, request.POST.get("from", ""), now)
    copied_claim(request_session=request.session, case=case, now=now)
    request.session.pop(DRAFT, None)
    return redirect("case", ref=case.ref)


def _started(request: HttpRequest) -> HttpResponse:
    """Keep the first page's sentence and lead to the form. It may hold an order number: no address ever does."""
    draft, read = _prefill(request, request.POST)
    request.session[DRAFT], request.session[READ] = draft, list(read)
    return redirect("case-new")


def _prefill(request: HttpRequest, given: QueryDict | None = None) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Return the kept draft with what the address (or `given`) asks for on top, and which words of it were read."""
    given = request.GET if given is None else given
    asked = {name: given[name][:300] for name in DRAFT_FIELDS if given.get(name)}
    draft = dict(request.session.get(DRAFT, {}))
    if "problem" not in asked:
        return draft | asked, ()
    filled, read = sentence_filled(asked)
    if read and draft.get("problem") == filled["problem"]:
        return draft | asked | {"problem": filled["problem"]}, ()  # the same sentence, read before
    if draft.get("problem") != asked["problem"]:
        return filled, read  # another problem is another case
    return sentence_filled(draft | asked)


def _page(
    request: HttpRequest,
    form: CaseForm,
    draft: dict[str, Any],
    now: Any,
    *,
    twin: Any = None,
    read: tuple[str, ...] = (),
    status: int = 200,
) -> HttpResponse:
    context = {
        "form": form,
        "read": read,
        "source": order_source(request.user, request.POST.get("from", "") or request.GET.get("from", "")),
        "twin": twin,
        "letter": shown_letter(letters.letter_of_draft(draft, now=now)),
        "copied_url": reverse("draft-copied"),
        "signed_hint": _signed_hint(draft, now),
        "signed_over": no_reason_over(draft.get("signed_at", ""), now=now),
        "lint": _lint(draft),
        "asked_open": bool(draft.get("asked_amount")),
        "more_open": any(draft.get(name) for name in MORE_ORDER),
        "back_url": reverse("today") if request.user.is_authenticated else reverse("landing"),
        "back_label": _("Today") if request.user.is_authenticated else _("Youju"),
        "no_new": True,
        **catalog.common_slugs(),
    }
    return render(request, "cases/new.html", context, status=status)


def _lint(draft: dict[str, Any]) -> list[dict[str, str]]:
    """Return what is vague, private or threatening in the problem as written, as the notes show it."""
    return lint_notes(lint_text(draft["problem"]), _lang()) if draft.get("problem") else []


def _signed_hint(draft: dict[str, Any], now: Any) -> str:
    due = no_reason_due(draft.get("signed_at", ""), now=now)
    return wording.stamp(due, now, _lang()) if due else ""


@require_POST
def draft_save(request: HttpRequest) -> HttpResponse:
    """Keep what is typed and answer with the letter, the hints and the saved line. Never an error."""
    now = timezone.now()
    draft = draft_of(request.POST)
    request.session[DRAFT] = draft
    context = {
        "letter": shown_letter(letters.letter_of_draft(draft, now=now)),
        "signed_hint": _signed_hint(draft, now),
        "signed_over": no_reason_over(draft.get("signed_at", ""), now=now),
        "copied_url": reverse("draft-copied"),
        "number_hint": letters.number_hint(draft.get("platform", ""), draft.get("number", ""), _lang()),
        "lint": _lint(draft),
    }
    return render(request, "cases/partials/draft.html", context)


@require_POST
def draft_copied(request: HttpRequest) -> HttpResponse:
    """Remember the letter copied before there is a case; its case will ask after a day whether it was sent."""
    text = request.POST.get("text", "").replace("\r\n", "\n").replace("\x00", "").strip()[:LETTER_MOST]
    if text and not letters.blanks_in(text):
        number = str(request.session.get(DRAFT, {}).get("number", ""))
        request.session[COPIED] = {"code": "T1" if number.strip() else "T1b", "text": text}
    return HttpResponse(status=204)


@require_GET
def draft_check(request: HttpRequest) -> HttpResponse:
    """The letter on a page of its own: the preview for a browser without scripts."""
    now = timezone.now()
    draft = request.session.get(DRAFT, {})
    if not draft:
        return redirect("case-new")
    form = CaseForm(draft, now=now, lang=_lang())
    context = {
        "letter": shown_letter(letters.letter_of_draft(draft, now=now)),
        "copied_url": reverse("draft-copied"),
        "draft": draft,
        "form": form,
        "ready": form.is_valid(),
        "number_hint": letters.number_hint(draft.get("platform", ""), draft.get("number", ""), _lang()),
        "lint": _lint(draft),
        "key": secrets.token_hex(10),
    }
    return render(request, "cases/check.html", context)


@require_POST
def lint(request: HttpRequest) -> HttpResponse:
    """Answer with what is vague, private or threatening in the text just typed."""
    text = request.POST.get("words") or request.POST.get("problem") or request.POST.get("text") or ""
    return render(request, "cases/partials/lint.html", {"lint": lint_notes(lint_text(text[:2000]), _lang())})
