"""Too many tries: a page that says when the next one is allowed, and the same number as Retry-After."""

from __future__ import annotations

from allauth.core.exceptions import ImmediateHttpResponse
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers

from cases.adapters.throttle import DEFAULT_SECONDS, SECOND_FACTOR, seconds_until_allowed

# Which limit stands before which page, to say when it opens again.
ACTIONS = {
    "account_login": "login",
    "account_signup": "signup",
    "account_reset_password": "reset_password",
    "account_complete_password_reset": "reset_password_from_key",
    "account_change_password": "change_password",
    "account_set_password": "change_password",
    "account_email": "manage_email",
    "account_email_verification_sent": "confirm_email",
    "account_reauthenticate": "reauthenticate",
    "mfa_reauthenticate": "reauthenticate",
    "mfa_reauthenticate_webauthn": "reauthenticate",
}


def refusal(request: HttpRequest, seconds: int) -> HttpResponse:
    """Return the 429 page for a wait of so many seconds."""
    response = render(request, "429.html", {"retry_after": seconds}, status=429)
    response["Retry-After"] = str(seconds)
    add_never_cache_headers(response)
    return response


def refuse(request: HttpRequest, *, action: str, key: str) -> None:
    """Raise the 429 page from inside a form; allauth's middleware answers with it."""
    seconds = seconds_until_allowed(request, action=action, key=key) or DEFAULT_SECONDS
    raise ImmediateHttpResponse(refusal(request, seconds))


def too_many_requests(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """handler429: allauth calls it when a limit is reached."""
    match = request.resolver_match
    name = match.url_name if match else None
    if name == "mfa_login_webauthn":
        seconds = seconds_until_allowed(request, action="webauthn_login", app=SECOND_FACTOR)
    else:
        seconds = seconds_until_allowed(request, action=ACTIONS.get(name or "", "login"), key=_address(request))
    return refusal(request, seconds or DEFAULT_SECONDS)


def _address(request: HttpRequest) -> str | None:
    """Return the address the limit was counted on: the one posted, or the one waiting for its code."""
    pending = request.session.get("account_email_verification_code") or {}
    found = request.POST.get("email") or request.POST.get("login") or pending.get("email")
    return found.strip().lower() if found else None
