"""/r/<token>/: one tap in a mail, one on this page. A GET changes nothing, so mail scanners may follow the link."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from cases.forms.remind import SnoozeForm
from cases.forms.state import SolvedForm
from cases.models import Case, Mail
from cases.selectors.mails import mail_answered
from cases.services.mail_answer import answered_before, mail_answer
from cases.services.mail_links import Answer, answer_open
from cases.views.wording import moment_words


@csrf_exempt  # for one body alone, see below; everything else goes through csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """The page of one answer. 410 for a token that is broken or old, or whose mail is gone: always the same page."""
    now = timezone.now()
    opened = answer_open(token, now)
    mail = mail_answered(opened.mail_id) if opened else None
    if opened is None or mail is None or (mail.case is None and opened.answer != Answer.UNSUBSCRIBE):
        return _gone(request)
    one_click = request.method == "POST" and request.POST.get("List-Unsubscribe") == "One-Click"
    if one_click and opened.answer == Answer.UNSUBSCRIBE:
        # RFC 8058: the mail program posts by itself, without a cookie; the signed token is the permission.
        mail_answer(mail=mail, answer=Answer.UNSUBSCRIBE, now=now)
        return HttpResponse("OK", content_type="text/plain")
    with translation.override(mail.user.language):
        response = _confirmed(request, mail, opened.answer)
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    response["Content-Language"] = mail.user.language
    return response


@csrf_protect
def _confirmed(request: HttpRequest, mail: Mail, chosen: Answer) -> HttpResponse:
    now, case = timezone.now(), mail.case
    form = _form(request, chosen, now)
    if request.method == "POST" and (form is None or form.is_valid()):
        said = form.cleaned_data if form is not None else {}
        if case is not None and case.is_open and said.get("proof") == SolvedForm.ADD:
            # Its pictures are the owner's to see and to add: nothing is closed before that, and no link opens them.
            return HttpResponseRedirect(f"{reverse('case-close', args=[case.ref])}?outcome={Case.Outcome.FULL}")
        mail_answer(mail=mail, answer=chosen, now=now, until=said.get("until"))
        return HttpResponseRedirect(request.path)
    context = answer_words(mail, chosen) | {"mail": mail, "form": form, "case": case}
    context["done"] = answered_before(mail, chosen)
    context["closed"] = case is not None and not case.is_open and not context["done"]
    context["withdraws"] = chosen == Answer.RESOLVED
    if chosen == Answer.SNOOZE and case is not None and case.snoozed_until and case.snoozed_until > now:
        context["snoozed_until"] = moment_words(case.snoozed_until, now)
    return render(request, "cases/answer.html", context, status=422 if form is not None and form.errors else 200)


def _form(request: HttpRequest, chosen: Answer, now: datetime) -> SnoozeForm | SolvedForm | None:
    posted = request.POST if request.method == "POST" else None
    if chosen == Answer.SNOOZE:
        return SnoozeForm(posted, now=now)
    return SolvedForm(posted) if chosen == Answer.RESOLVED else None


def _gone(request: HttpRequest) -> HttpResponse:
    # Whose link it was is not known, so the browser's own language decides.
    with translation.override(translation.get_language_from_request(request)):
        response = render(request, "cases/answer_gone.html", status=410)
    response["Cache-Control"] = "private, no-store"
    return response


def answer_words(mail: Mail, chosen: Answer) -> dict[str, Any]:
    """Return the words of the page: title, what will happen, the button, and what to say once it is done."""
    file = mail.case.file_label if mail.case else ""
    words = {
        Answer.RESOLVED: (
            _("Has the money or the item arrived?"),
            _("If it has, the case is closed as fully solved, and reminders stop. You can reopen it at any time."),
            _("Yes, it has arrived"),
            _("The case is closed as fully solved."),
        ),
        Answer.PARTIAL: (
            _("Did they agree to a part of it?"),
            _("This is recorded as a partial agreement, and their clock stops."),
            _("Yes, record it"),
            _("Recorded as a partial agreement."),
        ),
        Answer.REFUSED: (
            _("Did they refuse?"),
            _("This is recorded as a refusal, and the next tier opens."),
            _("Yes, record the refusal"),
            _("Recorded as a refusal. The next tier is open to you."),
        ),
        Answer.NO_REPLY: (
            _("Still no reply from them?"),
            _("This is recorded, and the next tier opens."),
            _("Yes, no reply"),
            _("Recorded. The next tier is open to you."),
        ),
        Answer.SNOOZE: (
            _("Remind you later?"),
            _("The clocks run on; only the reminders wait. A window of yours that closes before is still mailed."),
            _("Pause the reminders"),
            _("Reminders of this case are paused."),
        ),
        Answer.MUTE: (
            _("No more reminders for this case?"),
            _("The clocks run on and the record stays. You can switch the reminders on again on the case page."),
            _("Mute this case"),
            _("This case is silent now."),
        ),
        Answer.UNSUBSCRIBE: (
            _("No more mail at all?"),
            _("Reminders then show only in the app, under Notices. Codes for signing in still come by mail."),
            _("Stop all reminder mail"),
            _("Reminder mail is off. You can switch it on again in the settings."),
        ),
    }[chosen]
    return dict(zip(("title", "effect", "button", "said"), words, strict=True)) | {"file": file}
