"""我的 → 安全 → 给程序用的令牌: made, shown once, revoked."""

from __future__ import annotations

from typing import Any

from allauth.account.decorators import reauthentication_required
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cases.forms.leave import TokenForm
from cases.models import ApiToken, User
from cases.selectors.api_tokens import tokens_of
from cases.services.api_token import MOST, TooMany, token_make, token_revoke
from cases.views.wording import moment_words


@login_required
@reauthentication_required
@require_http_methods(["GET", "POST"])
def tokens(request: HttpRequest) -> HttpResponse:
    """The list and the form. The page that answers a good form shows the new token: the only time anybody can."""
    form = TokenForm(request.POST if request.method == "POST" else None)
    fresh = ""
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            _row, fresh = token_make(owner=request.user, name=data["name"], scope=data["scope"], now=timezone.now())
            form = TokenForm()
        except TooMany:
            form.add_error(None, _("There are %(most)d tokens already. Revoke one first.") % {"most": MOST})
    context = {
        "nav": "me",
        "back_url": reverse("me-security"),
        "back_label": _("Account security"),
        "form": form,
        "fresh": fresh,
        "rows": _rows(request.user),
        "api_url": f"{settings.BASE_URL}/api/v1/",
    }
    response = render(request, "cases/me_tokens.html", context, status=422 if form.errors else 200)
    response["Cache-Control"] = "private, no-store"
    return response


def _rows(user: User) -> list[dict[str, Any]]:
    now = timezone.now()
    return [
        {
            "name": row.name,
            "scope": row.get_scope_display(),
            "made": moment_words(row.made_at, now),
            "used": _used(row),
            "revoke_url": reverse("me-token-revoke", args=[row.pk]),
        }
        for row in tokens_of(user)
    ]


def _used(row: ApiToken) -> str:
    if row.last_used_at is None:
        return _("Never used")
    return _("Last used %(at)s") % {"at": moment_words(row.last_used_at, timezone.now())}


@login_required
@require_POST
def revoke(request: HttpRequest, number: int) -> HttpResponse:
    if not token_revoke(owner=request.user, number=number, now=timezone.now()):
        raise Http404
    messages.success(request, _("The token is revoked. Programs that used it get nothing any more."))
    return redirect("me-tokens")
