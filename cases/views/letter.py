"""The text to send: read, change, copy, mark as sent."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cases.domain.messages.typed import TYPED
from cases.forms.letter import TypedForm
from cases.forms.once import posted_key
from cases.models import Case, Contact
from cases.selectors import letters
from cases.selectors.access import case_for
from cases.selectors.chased import chased_tier
from cases.selectors.claims import claims_of
from cases.selectors.clock_letters import ABOUT_A_CLOCK, clock_to_chase, letter_of_clock
from cases.selectors.filing_facts import decision_on_record
from cases.selectors.lint import lint_text
from cases.selectors.rising import ascent_of, typed_of
from cases.selectors.statement import statement_lacks
from cases.services.ascent import typed_keep
from cases.services.letter import letter_copied, letter_sent
from cases.views.cards import lint_notes, own_fields, shown_letter, tier_name
from cases.views.case import case_fragments
from cases.views.closed import closed_case
from cases.views.helping import can, for_helper
from cases.views.text_lengths import TextLength, text_lengths
from cases.views.wording import page_lang

# What is handed in tells the whole story; a chat message does not.
LIMIT, FILED_LIMIT = 2000, 4000


@login_required
@require_http_methods(["GET", "POST"])
def say(request: HttpRequest, ref: str) -> HttpResponse:
    """The composer: choose what to say, change the words, see what is vague. POST previews the changed words."""
    case = case_for(request.user, ref)
    if not case.is_open:
        return closed_case(request, ref)
    code = request.GET.get("code") or request.POST.get("code") or ""
    return _composer(request, case, code, timezone.now())


def _typed(request: HttpRequest, case: Case, code: str, now: datetime) -> TypedForm:
    """Return the fields for what no record holds, with what is kept of them; what was posted is kept first."""
    posted = request.POST if "typed" in request.POST else None
    form = TypedForm(posted, code=code, initial=typed_of(ascent_of(case), code) if code in TYPED else {})
    if form.is_bound and form.is_valid() and code in TYPED:
        over = decision_on_record(case, code)
        typed_keep(case=case, code=code, typed=form.typed, over=over, now=now)
    return form


def _recipient(request: HttpRequest, case: Case, code: str) -> str:
    """Return whom the letter goes to: as asked, else the one the code is for, else whom the case is with."""
    asked = request.POST.get("to") or request.GET.get("to") or ""
    here = letters.recipient_of(case)
    if code in ABOUT_A_CLOCK and not asked and (chased := chased_tier(case)):
        return next(name for name, tier in letters.RECIPIENTS.items() if tier == chased)
    if asked in letters.RECIPIENTS:
        return asked
    fitting = (to for to in (here, *letters.RECIPIENTS) if code in letters.codes_for(case, to))
    return next(fitting, here)


def _composer(
    request: HttpRequest, case: Case, code: str, now: datetime, *, problem: str = "", status: int = 200
) -> HttpResponse:
    """Return the page with what was typed, if anything was."""
    to = _recipient(request, case, code)
    codes = letters.codes_for(case, to)
    code = code if code in codes else letters.code_now(case, now=now, to=to)
    lengths = text_lengths(case.order.platform, to)
    limit = _limit(request, lengths)
    typed = _typed(request, case, code, now)
    # The clock the mail was about, else the one the step goes by.
    number = request.POST.get("d") or request.GET.get("d") or ""
    clock = clock_to_chase(case, number, now=now) if code in ABOUT_A_CLOCK else None
    letter = letter_of_clock(case, code, clock, now=now, typed=typed.typed)
    letter = letter.short(limit) if limit else letter
    text = _text(request) if request.method == "POST" and not typed.is_bound else letter.text
    unfilled = bool(letters.blanks_in(text))
    copied_url = f"{reverse('case-say-copied', args=[case.ref])}?code={code}"
    # A helper who may not do what the page ends in reads the text, and copies it.
    acts = _acts(code)
    acts = acts if can(case, "case-filing" if acts == "file" else "case-say-sent") else ""
    own = own_fields(text)
    context = {
        "case": case,
        "code": code,
        "clock": clock.pk if clock and number else "",
        "codes": [(name, letters.title_of(name)) for name in codes],
        "to": to,
        "recipients": [(name, tier_name(tier)) for name, tier in letters.RECIPIENTS.items()],
        "typed": typed,
        "seller": letters.seller_named(letter),
        "seller_url": f"{reverse('case-seller', args=[case.ref])}?back={code}",
        "lacks": lack_rows(case, code),
        "claims": claims_of(case, code, now=now),
        "own": own,
        # The name and the address go in while the letter itself is copied; the bar copies the text as it stands.
        "one_copy": bool(acts) and not own,
        "acts": acts,
        "marks": "|".join(letters.MARK_WORDS),
        "letter": shown_letter(letter) | {"copied_url": copied_url},
        "copied_url": copied_url,
        "text": text,
        "problem": problem or (_("Fill in what is marked with 【】 first, then send it.") if unfilled else ""),
        "lint": lint_notes(lint_text(text), page_lang()) if _acts(code) == "send" else [],
        "length": len(text),
        "limit": limit,
        "lengths": lengths,
        "most": _most(code),
        "over": bool(limit) and len(text) > limit,
        "channels": Contact.Channel.choices,
        "channel": _channel(request),
        "key": request.POST.get("key") or secrets.token_hex(10),
        "back_url": reverse("case", args=[case.ref]),
        "back_label": case.problem[:20],
        "nav": "cases",
    }
    return render(request, "cases/say.html", for_helper(case, context), status=status)


@login_required
@require_POST
def copied(request: HttpRequest, ref: str) -> HttpResponse:
    """Remember that the text was copied, so that a forgotten one is nudged after a day."""
    case = case_for(request.user, ref)
    text = _text(request)
    code = _code(request)
    if case.is_open and not _problem(text, code):
        letter_copied(case=case, code=code, text=text, now=timezone.now())
    return HttpResponse(status=204)


@login_required
@require_POST
def sent(request: HttpRequest, ref: str) -> HttpResponse:
    """我已发出: the exact text is frozen as a contact and the clock starts."""
    case = case_for(request.user, ref)
    if not case.is_open:
        return closed_case(request, ref)
    now = timezone.now()
    text, code = _text(request), _code(request)
    if problem := _problem(text, code):
        return _composer(request, case, code, now, problem=problem, status=422)
    contact = letter_sent(
        case=case, code=code, text=text, channel=_channel(request), now=now, key=posted_key(request.POST)
    )
    said = _("Noted as sent. The exact text is kept, and the clock is running.")
    if request.htmx:  # type: ignore[attr-defined]
        return case_fragments(request, ref, now, undo=contact, said=said)
    messages.success(request, said)
    return redirect(f"{reverse('case', args=[ref])}?undo={contact.pk}")


def lack_rows(case: Case, code: str) -> list[dict[str, str]]:
    """Return what the statement lacks; for a helper who may add none of it, without the way there."""
    rows = [{"text": one.text, "add_url": one.url} for one in statement_lacks(case, code)]
    return list(for_helper(case, {"lacks": rows})["lacks"])


def _acts(code: str) -> str:
    """Return what is done with the letter: sent in a chat, handed in through a form, or read out on the phone."""
    if code in letters.SPOKEN:
        return "call"
    return "file" if code in letters.FILED and code != "T15" else "send"


def _text(request: HttpRequest) -> str:
    return request.POST.get("text", "").replace("\r\n", "\n").replace("\x00", "").strip()


def _code(request: HttpRequest) -> str:
    code = request.POST.get("code") or request.GET.get("code") or "T1"
    return code if code in letters.CODES else "T1"


def _limit(request: HttpRequest, lengths: list[TextLength]) -> int:
    """Return how many characters the text may have, as one of these boxes takes; 0 for the full text."""
    asked = request.POST.get("limit") or request.GET.get("limit") or ""
    return next((box.most for box in lengths if str(box.most) == asked), 0)


def _channel(request: HttpRequest) -> str:
    channel = request.POST.get("channel", "")
    return channel if channel in Contact.Channel.values else Contact.Channel.CHAT


def _most(code: str) -> int:
    return FILED_LIMIT if code in letters.FILED else LIMIT


def _problem(text: str, code: str) -> str:
    """Return why this text cannot go out, "" when it can. What went out is kept whole, so nothing is cut off."""
    if not text:
        return _("Write what you want to send.")
    most = _most(code)
    if len(text) > most:
        return _("This text is too long: at most %(most)d characters.") % {"most": most}
    if letters.blanks_in(text):
        return _("Fill in what is marked with 【】 first, then send it.")
    return ""
