"""我的: settings, one page each."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse, translate_url
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_GET, require_http_methods

from cases.forms.settings import LookForm, NotifyForm
from cases.models import User
from cases.selectors.tally import tally_of
from cases.services.mail_test import mail_test
from cases.services.settings_change import calendar_close, calendar_renew, look_change, notify_change
from cases.views.tally import tally_board


def _frame() -> dict[str, Any]:
    return {"nav": "me", "back_url": reverse("me"), "back_label": _("Me")}


def _row(view: str, title: str, sub: str = "") -> dict[str, str]:
    return {"url": reverse(view), "title": title, "sub": sub}


def _verified(user: User) -> bool:
    return EmailAddress.objects.filter(user=user, email__iexact=user.email, verified=True).exists()


@login_required
@require_GET
def me(request: HttpRequest) -> HttpResponse:
    user = request.user
    rows = [
        _row("me-notify", _("Reminders"), user.get_mail_mode_display()),
        _row("me-look", _("Language and look"), f"{user.get_language_display()} · {user.get_look_display()}"),
        _row("me-calendar", _("Calendar"), _("Subscribed address") if user.calendar_token else _("No address yet")),
        _row("capture", _("Save first, sort later"), _("Screenshots that have no case yet")),
        _row("me-helping", _("Helping others"), _("Cases you were invited to")),
        _row("me-security", _("Account security"), user.email),
        _row("me-export", _("Export"), _("Everything of yours as one file")),
        _row("me-delete", _("Delete the account"), _("Undo within 7 days")),
    ]
    if user.is_staff and user.has_perm("guides.change_guide"):
        rows.append(_row("studio", _("Studio"), _("Edit guides")))
    tally = tally_board(tally_of(user, now=timezone.now()))
    return render(request, "cases/me.html", {"nav": "me", "rows": rows, "tally": tally})


@login_required
@require_http_methods(["GET", "POST"])
def notify(request: HttpRequest) -> HttpResponse:
    """How mail comes; `do=test` sends a test mail instead of saving."""
    user = request.user
    if request.POST.get("do") == "test":
        return _send_test(request, user)
    form = NotifyForm(request.POST if request.method == "POST" else None, initial=NotifyForm.initial_of(user))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        notify_change(user=user, mail_mode=data["mail_mode"], quiet_hours=data["quiet_hours"], now=timezone.now())
        messages.success(request, _("Saved."))
        return redirect("me-notify")
    context = _frame() | {"form": form, "verified": _verified(user)}
    return render(request, "cases/me_notify.html", context, status=422 if form.errors else 200)


def _send_test(request: HttpRequest, user: User) -> HttpResponse:
    if not _verified(user):
        messages.warning(request, _("Confirm your address first; before that no mail goes to it."))
    elif mail_test(user=user, now=timezone.now()) is None:
        messages.warning(request, _("A test mail was sent a moment ago. Wait five minutes before the next one."))
    else:
        messages.success(request, _("The test mail is on its way to %(address)s.") % {"address": user.email})
    return redirect("me-notify")


@login_required
@require_http_methods(["GET", "POST"])
def look(request: HttpRequest) -> HttpResponse:
    user = request.user
    initial = {"language": user.language, "look": user.look, "large_type": user.large_type}
    form = LookForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        look_change(user=user, language=data["language"], look=data["look"], large_type=data["large_type"])
        with override(data["language"]):
            messages.success(request, _("Saved."))
        # The address decides the language of a page: go on at this page's address in the chosen one.
        return redirect(translate_url(reverse("me-look"), data["language"]))
    return render(request, "cases/me_look.html", _frame() | {"form": form}, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "POST"])
def calendar(request: HttpRequest) -> HttpResponse:
    """The feed's address. POST `do=renew` makes a new one (the old is dead at once), `do=close` takes it away."""
    user = request.user
    if request.method == "POST":
        if request.POST.get("do") == "close":
            calendar_close(user=user)
            messages.success(request, _("The calendar address is gone. Calendars that used it get nothing any more."))
        else:
            had_one = user.calendar_token is not None
            calendar_renew(user=user)
            messages.success(request, _("New address made; the old one is dead.") if had_one else _("Address made."))
        return redirect("me-calendar")
    feed = ""
    if user.calendar_token:
        feed = settings.BASE_URL + reverse("calendar-feed", args=[user.calendar_token])
    context = _frame() | {"feed": feed, "webcal": "webcal://" + feed.partition("://")[2] if feed else ""}
    response = render(request, "cases/me_calendar.html", context)
    response["Cache-Control"] = "private, no-store"
    return response


@login_required
@require_GET
def security(request: HttpRequest) -> HttpResponse:
    rows = [
        _row("account_email", _("E-mail address"), request.user.email),
        _row("account_change_password", _("Password")),
        _row("mfa_index", _("Two-step sign-in and passkeys")),
        _row("usersessions_list", _("Where you are signed in")),
        _row("me-tokens", _("Tokens for programs"), _("Read cases, log contacts, add evidence")),
        _row("account_logout", _("Sign out")),
    ]
    return render(request, "cases/me_security.html", _frame() | {"rows": rows})
