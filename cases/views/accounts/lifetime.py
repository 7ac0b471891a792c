"""How long a sign-in lasts: 14 days without a visit, 90 days in any case, 8 hours in the admin, and only with a second
factor there in production."""

from __future__ import annotations

import time
from collections.abc import Callable

from allauth.account.internal.flows.logout import logout
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.services.shopper_session import session_seen

SIGNED_IN, SEEN = "signed_in_at", "seen_at"
# A visit prolongs the session at most this often: no page may cost a write every time.
TOUCH_SECONDS = 24 * 3600


def mark_signed_in(request: HttpRequest) -> None:
    """Start the lifetime of this session."""
    request.session[SIGNED_IN] = request.session[SEEN] = int(time.time())


def _lacks_second_factor(request: HttpRequest) -> bool:
    """Return whether a member of staff could come in with a password alone (reliability D9)."""
    user = request.user
    return user.is_authenticated and user.is_staff and not is_mfa_enabled(user)


class SessionLifetimeMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            answer = self._end_or_prolong(request)
            if answer is not None:
                return answer
        return self.get_response(request)

    def _end_or_prolong(self, request: HttpRequest) -> HttpResponse | None:
        """Return a redirect to the login page where the session has run out on an admin page; else None."""
        since = request.session.get(SIGNED_IN)
        if since is None:
            return None
        age = time.time() - since
        in_admin = request.path.startswith(reverse("admin:index"))
        if age > settings.SESSION_ABSOLUTE_SECONDS or (in_admin and age > settings.SESSION_ADMIN_SECONDS):
            logout(request, show_message=False)
            return redirect_to_login(request.get_full_path()) if in_admin else None
        if in_admin and settings.ADMIN_NEEDS_SECOND_FACTOR and _lacks_second_factor(request):
            messages.warning(request, _("Set up a second factor first; the administration asks for it."))
            return redirect("mfa_index")
        if time.time() - request.session.get(SEEN, since) > TOUCH_SECONDS:
            # Written back to the session, which also renews its cookie.
            request.session[SEEN] = int(time.time())
            session_seen(session_key=request.session.session_key or "", now=timezone.now())
        return None
