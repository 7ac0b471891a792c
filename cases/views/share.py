"""Links to a version for people without an account: made, looked over, taken back; and the answers they bring."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cases.domain.lifecycle import IllegalMove
from cases.forms.dossier import AnswerTakeForm, ShareForm
from cases.models import Case, Share, ShareAnswer
from cases.selectors.access import case_for
from cases.selectors.dossier import pack_for
from cases.selectors.held import behind_links
from cases.selectors.readings import PromiseReading, promise_in
from cases.selectors.running import replaceable
from cases.selectors.shares import answer_for, answers_waiting, share_for, shares_of
from cases.services.share import answer_drop, answer_take, share_make, share_revoke
from cases.views.cards import tier_name
from cases.views.closed import closed_case
from cases.views.dossier import frame
from cases.views.held import behind_words
from cases.views.log_sheet import promises_of
from cases.views.wording import due_words, moment_words

# The pages of an exhibit that offer it too, and are gone back to.
REVOKED_FROM = ("exhibit", "exhibit-cover", "exhibit-delete")


@login_required
@require_http_methods(["GET", "POST"])
def make(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """The form; the answer to it shows the link, this once: only its fingerprint is kept."""
    case = case_for(request.user, ref)
    version, now = pack_for(case, number), timezone.now()
    form = ShareForm(request.POST if request.method == "POST" else None, now=now)
    context = frame(case, back="case-dossier") | {"number": number, "form": form}
    if request.method == "POST" and form.is_valid():
        share, token = share_make(case=case, pack=version, now=now, **form.cleaned_data)
        context |= {
            "link": request.build_absolute_uri(reverse("shared", args=[token])),
            "to_whom": share.to_whom,
            "until": moment_words(share.expires_at, now),
        }
    response = render(request, "cases/share_new.html", context, status=422 if form.errors else 200)
    response["Cache-Control"] = "private, no-store"
    return response


@login_required
@require_GET
def shares(request: HttpRequest, ref: str) -> HttpResponse:
    case = case_for(request.user, ref)
    behind = behind_links(case, timezone.now())
    rows = [_row(one) | {"behind": behind_words(behind.get(one.pk))} for one in shares_of(case)]
    return render(request, "cases/shares.html", frame(case, back="case-dossier") | {"rows": rows})


@login_required
@require_POST
def revoke(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    case = case_for(request.user, ref)
    share_revoke(case=case, share=share_for(case, number), now=timezone.now())
    messages.success(request, _("The link opens nothing any more."))
    back, of = request.POST.get("back", ""), request.POST.get("number", "")
    if back in REVOKED_FROM and of.isdecimal() and len(of) < 9:
        return redirect(back, ref=ref, number=int(of))
    return redirect("case-shares", ref=ref)


@login_required
@require_GET
def answers(request: HttpRequest, ref: str) -> HttpResponse:
    case = case_for(request.user, ref)
    return _answers(request, case)


@login_required
@require_POST
def settle(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """Put an answer on the record, or leave it out."""
    case = case_for(request.user, ref)
    answer, now = answer_for(case, number), timezone.now()
    if request.POST.get("act") == "drop":
        answer_drop(case=case, answer=answer, now=now)
        messages.success(request, _("Left out. It counts nowhere."))
        return redirect("case", ref=ref)
    if not case.is_open:
        return closed_case(request, ref)
    found = promise_in(answer.text, heard_at=answer.at)
    form = _take_form(case, answer, found, now, request.POST)
    if not form.is_valid():
        return _answers(request, case, {answer.pk: form}, status=422)
    said, watched = form.cleaned_data, found if form.cleaned_data.get("watch") else None
    try:
        contact = answer_take(
            case=case, answer=answer, tier=said["tier"], reply=said["reply"], now=now, promises=promises_of(watched)
        )
    except IllegalMove:
        return closed_case(request, ref)
    text = _("On the record, as they wrote it.")
    if watched is not None and watched.due_at is not None:
        text = _("On the record, as they wrote it. Watched until %(due)s.") % {"due": due_words(watched.due_at, now)}
    messages.success(request, text)
    back = reverse("case", args=[ref])
    # Beside an earlier promise that runs, what becomes of that one is asked there.
    return redirect(f"{back}?undo={contact.pk}" if contact is not None and replaceable(contact) else back)


def _take_form(
    case: Case, answer: ShareAnswer, found: PromiseReading | None, now: datetime, posted: QueryDict | None = None
) -> AnswerTakeForm:
    promised = ""
    if found is not None and found.due_at is not None:
        due = {"words": found.words.rstrip("。！？；"), "due": due_words(found.due_at, now)}
        promised = _("“%(words)s”, due %(due)s. Nothing is watched unless you want it.") % due
    return AnswerTakeForm(posted, tiers=_tiers(case), promised=promised, prefix=f"a{answer.pk}")


def _answers(
    request: HttpRequest, case: Case, forms: dict[int, AnswerTakeForm] | None = None, status: int = 200
) -> HttpResponse:
    rows = [_answer(case, one, (forms or {}).get(one.pk)) for one in answers_waiting(case)]
    response = render(request, "cases/answers.html", frame(case) | {"rows": rows}, status=status)
    response["Cache-Control"] = "private, no-store"
    return response


def _answer(case: Case, one: ShareAnswer, form: AnswerTakeForm | None) -> dict[str, Any]:
    now = timezone.now()
    return {
        "pk": one.pk,
        "to": one.share.to_whom,
        "signed": one.signed,
        "text": one.text,
        "at": moment_words(one.at, now),
        "form": form or _take_form(case, one, promise_in(one.text, heard_at=one.at), now),
    }


def _tiers(case: Case) -> list[tuple[str, str]]:
    return [(value, tier_name(value)) for value in Case.Tier.values]


def _row(one: Share) -> dict[str, Any]:
    now = timezone.now()
    alive = one.revoked_at is None and one.expires_at > now
    if one.revoked_at is not None:
        state = _("taken back %(when)s") % {"when": moment_words(one.revoked_at, now)}
    elif alive:
        state = _("works until %(when)s") % {"when": moment_words(one.expires_at, now)}
    else:
        state = _("ended %(when)s") % {"when": moment_words(one.expires_at, now)}
    seen = _("last %(when)s") % {"when": moment_words(one.seen_at, now)} if one.seen_at else ""
    return {
        "pk": one.pk,
        "to": one.to_whom,
        "what": f"{one.get_scope_display()} · {_('Version %(number)d') % {'number': one.pack.number}}",
        "state": state,
        "alive": alive,
        "views": ngettext("opened once", "opened %(n)d times", one.views) % {"n": one.views}
        if one.views
        else _("not opened yet"),
        "seen": seen,
        "answer": _("asked to answer by %(due)s") % {"due": due_words(one.answer_by, now)} if one.answer_by else "",
    }
