"""How pages are kept: a shopper's pages in no cache, fragments apart from pages, a lost session led to its way back."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url
from django.urls import Resolver404, resolve
from django.utils.cache import patch_vary_headers

from cases.views.written import is_small, written_in

# What a page asks for by itself while somebody writes in it: to leave for the login page would lose what was written.
# Nothing comes instead; the form says that the session has ended once it is sent.
BESIDE = {"case-log-due", "case-agent", "case-number-kind", "exhibit", "exhibit-tile"}


class PrivatePagesMiddleware:
    """Runs no query: whether somebody is signed in is asked only where a view has asked already."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.get("Content-Type", "").startswith("text/html"):
            # User-Agent: inside WeChat a page says how to get at a file (templates/components/open_in_browser.html).
            patch_vary_headers(response, ("HX-Request", "User-Agent"))
            if _is_signed_in(request) and not response.has_header("Cache-Control"):
                response["Cache-Control"] = "private, no-store"
        if response.status_code == 302 and not _is_signed_in(request):
            return _led_back(request, response)
        return response


def _is_signed_in(request: HttpRequest) -> bool:
    user = getattr(request, "_cached_user", None)
    return user is not None and user.is_authenticated


def _led_back(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Send a signed-out act to the login page and from there to the page it was done on.

    A fragment would show the login page inside the page, and a POST's own address cannot be visited.
    """
    login = resolve_url(settings.LOGIN_URL)
    if urlsplit(response["Location"]).path != login or not (request.htmx or request.method == "POST"):  # type: ignore[attr-defined]
        return response
    if request.method == "GET" and request.resolver_match and request.resolver_match.url_name in BESIDE:
        return HttpResponse(status=204)
    came_from = _page_of(request)
    address = f"{login}?{urlencode({'next': came_from})}" if came_from else login
    written = written_in(request) if request.method == "POST" and is_small(request) else []
    if written and (shown := _shown_again(request, written, address)):
        return shown
    if request.htmx:  # type: ignore[attr-defined]
        answer = HttpResponse(status=204)
        answer["HX-Redirect"] = address
        return answer
    response["Location"] = address
    return response


def _shown_again(request: HttpRequest, written: list[str], address: str) -> HttpResponse | None:
    """Return what the shopper wrote, with the way to sign in; None for a script of ours, which keeps it itself."""
    context = {"written": written, "files": bool(request.FILES), "login_url": address, "nav": ""}
    if not request.htmx:  # type: ignore[attr-defined]
        answer = render(request, "cases/signed_out.html", context, status=401)
    elif "HX-Current-URL" in request.headers:
        answer = render(request, "cases/partials/signed_out.html", context)
        answer["HX-Retarget"], answer["HX-Reswap"] = "main", "innerHTML"
    else:
        return None
    answer["Cache-Control"] = "private, no-store"
    return answer


def _page_of(request: HttpRequest) -> str:
    """Return the path of our page the request came from, "" when it was none of ours."""
    came_from = urlsplit(request.headers.get("HX-Current-URL") or request.headers.get("Referer") or "")
    if came_from.netloc != request.get_host():
        return ""
    try:
        resolve(came_from.path)
    except Resolver404:
        return ""
    return f"{came_from.path}?{came_from.query}" if came_from.query else came_from.path
