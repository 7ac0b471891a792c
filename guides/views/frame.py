"""What the guide pages share: the language, the address of a guide, what a search engine and a shared link need."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, override

from guides.domain.guide import GuideView


def page_language() -> str:
    return get_language() or "zh-hans"


def guide_url(view: GuideView) -> str:
    return reverse("guide", args=[view.platform, view.slug])


def indexed(name: str, *args: object) -> dict[str, Any]:
    """Return the one address of a page in each language, absolute, for search engines."""
    urls = {}
    for code, _label in settings.LANGUAGES:
        with override(code):
            urls[code] = f"{settings.BASE_URL}{reverse(name, args=args)}"
    return {"canonical": urls[page_language()], "alternates": urls}


def too_fast(request: HttpRequest, seconds: int) -> HttpResponse:
    """Return the page that says when to try again."""
    response = render(request, "429.html", {"retry_after": seconds}, status=429)
    response["Retry-After"] = str(seconds)
    return response
