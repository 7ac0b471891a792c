"""The admin has one address and no reader but its administrators: each reads it in their own language."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation

# The account's word for a language, and Django's.
LANGUAGES = {"zh-hans": "zh-hans", "en": "en"}


class AdminLanguageMiddleware:
    """Everywhere else the address alone decides (docs/decisions/0004)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(reverse("admin:index")) or not request.user.is_authenticated:
            return self.get_response(request)
        language = LANGUAGES.get(str(getattr(request.user, "language", "")).lower(), translation.get_language())
        with translation.override(language):
            request.LANGUAGE_CODE = translation.get_language() or ""
            response = self.get_response(request)
            # The locale middleware would name the language of the address.
            response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)
            return response
