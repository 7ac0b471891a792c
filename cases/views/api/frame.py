"""What every call of the API goes through: its token, its limits, its language, and answers that are always JSON."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from cases.adapters.api_limit import A_MINUTE, WRONG_A_MINUTE, seconds_to_wait
from cases.models import ApiToken
from cases.selectors.api_tokens import token_of
from cases.services.api_token import token_used

logger = logging.getLogger(__name__)

View = Callable[..., HttpResponseBase]
READ, WRITE = ("GET", "HEAD"), ("POST",)


class Problem(Exception):
    """A refusal to be answered as JSON. `fields` says which values it is about: {name: [sentence, …]}."""

    def __init__(
        self, status: int, code: str, message: str, fields: dict[str, list[str]] | None = None, wait: int = 0
    ) -> None:
        super().__init__(code)
        self.status, self.code, self.message, self.fields, self.wait = status, code, message, fields or {}, wait


def api(*methods: str) -> Callable[[View], View]:
    """Return a decorator: the view is called with request.user set to the token's owner, for these methods alone."""

    def decorate(view: View) -> View:
        @csrf_exempt
        @wraps(view)
        def calling(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            # A sign-in in a browser opens nothing here: only the token does, so no other site can use it.
            with translation.override(translation.get_language_from_request(request)):
                try:
                    token = _token(request)
                except Problem as problem:
                    return _answer(problem)
            with translation.override(token.owner.language):
                try:
                    _allow(request, token, methods)
                    request.user = token.owner
                    response = view(request, *args, **kwargs)
                except Problem as problem:
                    response = _answer(problem)
                except Http404:
                    response = _answer(Problem(404, "not_found", _("There is nothing here, or it is not yours.")))
            return _sealed(response)

        return calling

    return decorate


def _token(request: HttpRequest) -> ApiToken:
    kind, _space, secret = request.headers.get("Authorization", "").partition(" ")
    found = token_of(secret.strip()) if kind.lower() == "bearer" and secret.strip() else None
    if found is not None:
        return found
    network = request.META.get("REMOTE_ADDR") or ""
    wait = seconds_to_wait("wrong", network, WRONG_A_MINUTE) if secret else 0
    if wait:
        raise Problem(429, "too_many", _("Too many requests. Wait a moment."), wait=wait)
    raise Problem(401, "no_token", _("Send a token that works: Authorization: Bearer …"))


def _allow(request: HttpRequest, token: ApiToken, methods: tuple[str, ...]) -> None:
    if request.method not in methods:
        raise Problem(405, "method", _("This address does not take %(method)s.") % {"method": request.method})
    writes = request.method in WRITE
    kind = "write" if writes else "read"
    wait = seconds_to_wait(kind, str(token.pk), A_MINUTE[kind])
    if wait:
        raise Problem(429, "too_many", _("Too many requests. Wait a moment."), wait=wait)
    if writes and token.scope != ApiToken.Scope.WRITE:
        raise Problem(403, "read_only", _("This token may only read. Make one that may write."))
    token_used(row=token, now=timezone.now())


def _answer(problem: Problem) -> JsonResponse:
    said: dict[str, Any] = {"code": problem.code, "message": problem.message}
    if problem.fields:
        said["fields"] = problem.fields
    response = JsonResponse({"error": said}, status=problem.status, json_dumps_params={"ensure_ascii": False})
    if problem.wait:
        response["Retry-After"] = str(problem.wait)
    if problem.status == 401:
        response["WWW-Authenticate"] = "Bearer"
    return _sealed(response)  # type: ignore[return-value]


def _sealed(response: HttpResponseBase) -> HttpResponseBase:
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    response["X-Content-Type-Options"] = "nosniff"
    response["Vary"] = "Authorization"
    return response


def answer(said: dict[str, Any], status: int = 200) -> JsonResponse:
    """Return the object as JSON; Chinese stays readable."""
    return JsonResponse(said, status=status, json_dumps_params={"ensure_ascii": False})


@csrf_exempt
def unknown(request: HttpRequest, rest: str) -> HttpResponse:
    """Every other address below: the same 404 as for what is not yours."""
    with translation.override(translation.get_language_from_request(request)):
        return _answer(Problem(404, "not_found", _("There is nothing here, or it is not yours.")))
