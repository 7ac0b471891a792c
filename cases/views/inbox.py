"""通知: everything that was mailed, readable here; each row leads to the step it is about."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.models import Mail
from cases.selectors.inbox import inbox_page, notice_for, unread_count
from cases.selectors.mail_act import act_of
from cases.services.inbox_read import notice_read, notices_read
from cases.services.mail_words import answer_links, button_words
from cases.views.wording import moment_words


@login_required
@require_http_methods(["GET", "POST"])
def inbox(request: HttpRequest) -> HttpResponse:
    """The list; POST marks as read all that the page had shown (`upto`)."""
    now = timezone.now()
    if request.method == "POST":
        upto = parse_datetime(request.POST.get("upto", "")) or now
        if timezone.is_naive(upto):
            upto = now
        notices_read(user=request.user, upto=upto, now=now)
        return redirect("inbox")
    page = inbox_page(request.user, request.GET.get("before", ""))
    context = {
        "rows": [notice_row(mail, now) for mail in page.mails],
        "upto": now.isoformat(),
        "older_url": f"{reverse('inbox')}?before={page.older}" if page.older else "",
        "newer_url": reverse("inbox") if "before" in request.GET else "",
        "nav": "inbox",
    }
    return render(request, "cases/inbox.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def inbox_read(request: HttpRequest, mail_id: UUID) -> HttpResponse:
    """The text of one notice exactly as it was sent, read by that; `?go` leads on to its act. POST only marks it."""
    now = timezone.now()
    mail = notice_for(request.user, mail_id)
    notice_read(mail=mail, now=now)
    mail.read_at = mail.read_at or now
    if request.method == "GET":
        if "go" in request.GET:
            return redirect(act_address(mail))
        return render(request, "cases/notice.html", _notice(mail, now))
    if request.htmx:  # type: ignore[attr-defined]
        context = {"row": notice_row(mail, now), "unread": unread_count(request.user)}
        return render(request, "cases/partials/notice_read.html", context)
    messages.success(request, _("Marked as read."))
    return redirect("inbox")


def _notice(mail: Mail, now: datetime) -> dict[str, Any]:
    """Return the reading view: the words of the mail, with its links as buttons instead of long addresses."""
    do, case = act_of(mail).do, mail.case
    open_case = case is not None and case.is_open
    return {
        "row": notice_row(mail, now),
        "text": readable(mail.text),
        "button": button_words(do, case.file_label if case else ""),
        "answers": answer_links(mail, now) if open_case else [],
        "nav": "inbox",
        "back_url": reverse("inbox"),
        "back_label": _("Notices"),
    }


def readable(text: str) -> str:
    """Return the mail's text up to its footer, without addresses and the lines that only lead up to them."""
    kept: list[str] = []
    for line in text.partition("\n--\n")[0].split("\n"):
        if settings.BASE_URL in line:
            # The button's label ends in a colon; the question stands right above the answers.
            if kept and kept[-1] and (kept[-1].endswith((":", "：")) or "/r/" in line):
                kept.pop()
        elif not line.startswith("-----"):
            kept.append(line)
    return "\n".join(kept).strip()


def notice_row(mail: Mail, now: datetime) -> dict[str, Any]:
    """Return what one row shows; plain values."""
    case = mail.case
    return {
        "id": mail.pk,
        "title": mail.subject,
        "sub": f"{case.order.item} · {case.problem}" if case else "",
        "when": moment_words(mail.noted_at, now) if mail.noted_at else "",
        "unread": mail.read_at is None,
        "failed": mail.state == Mail.State.DEAD,
        "url": act_address(mail),
    }


def act_address(mail: Mail) -> str:
    """Return where the act of a mail is done."""
    act = act_of(mail)
    return reverse(act.view, args=act.args) + act.query
