"""The text to send: read, change, copy, mark as sent."""

from __future__ import annotations

import secrets

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cases.models import Contact
from cases.selectors import letters
from cases.selectors.access import case_for
from cases.selectors.lint import lint_text
from cases.services.letter import letter_copied, letter_sent
from cases.views.cards import lint_notes, shown_letter
from cases.views.case import case_fragments
from cases.views.wording import page_lang

LIMIT = 2000


@login_required
@require_http_methods(["GET", "POST"])
def say(request: HttpRequest, ref: str) -> HttpResponse:
    """The composer: choose what to say, change the words, see what is vague. POST previews the changed words."""
    case = case_for(request.user, ref)
    now = timezone.now()
    codes = letters.codes_for(case)
    code = request.GET.get("code") or request.POST.get("code") or letters.code_now(case, now=now)
    if code not in codes:
        code = codes[0]
    letter = letters.letter_of_case(case, code, now=now)
    text = request.POST.get("text", letter.text)[:LIMIT] if request.method == "POST" else letter.text
    lint = lint_text(text)
    context = {
        "case": case,
        "code": code,
        "codes": [(name, letters.title_of(name)) for name in codes],
        "letter": shown_letter(letter),
        "text": text,
        "blanks": letters.blanks_in(text),
        "lint": lint_notes(lint, page_lang()),
        "length": len(text),
        "channels": Contact.Channel.choices,
        "key": secrets.token_hex(10),
        "back_url": reverse("case", args=[ref]),
        "back_label": case.problem[:20],
        "nav": "cases",
    }
    return render(request, "cases/say.html", context)


@login_required
@require_POST
def copied(request: HttpRequest, ref: str) -> HttpResponse:
    """Remember that the text was copied, so that a forgotten one is nudged after a day."""
    case = case_for(request.user, ref)
    text, code = _posted(request)
    if case.is_open and text and not letters.blanks_in(text):
        letter_copied(case=case, code=code, text=text, now=timezone.now())
    return HttpResponse(status=204)


@login_required
@require_POST
def sent(request: HttpRequest, ref: str) -> HttpResponse:
    """我已发出: the exact text is frozen as a contact and the clock starts."""
    case = case_for(request.user, ref)
    now = timezone.now()
    text, code = _posted(request)
    if not case.is_open:
        messages.warning(request, _("This case is closed. Reopen it to go on."))
        return redirect("case", ref=ref)
    if not text or letters.blanks_in(text):
        messages.warning(request, _("Fill in what is marked with 【】 first, then send it."))
        return redirect("case-say", ref=ref)
    channel = request.POST.get("channel", "chat")
    if channel not in Contact.Channel.values:
        channel = Contact.Channel.CHAT
    contact = letter_sent(case=case, code=code, text=text, channel=channel, now=now, key=request.POST.get("key", ""))
    said = _("Noted as sent. The exact text is kept, and the clock is running.")
    if request.htmx:  # type: ignore[attr-defined]
        return case_fragments(request, ref, now, undo=contact, said=said)
    messages.success(request, said)
    return redirect("case", ref=ref)


def _posted(request: HttpRequest) -> tuple[str, str]:
    code = request.POST.get("code") or request.GET.get("code") or "T1"
    text = request.POST.get("text", "").replace("\r\n", "\n").strip()[:LIMIT]
    return text, code if code in letters.CODES else "T1"
