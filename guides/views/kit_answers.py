"""What the kit answers with besides its pages: a file, a polite no, an apology."""

from __future__ import annotations

import mimetypes

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.utils.http import content_disposition_header


def as_file(content: bytes, name: str) -> HttpResponse:
    """Return the content as a download that nobody on the way keeps."""
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = str(content_disposition_header(True, name))
    add_never_cache_headers(response)
    return response


def refusal(request: HttpRequest, seconds: int) -> HttpResponse:
    """Return the 429 page for a wait of so many seconds."""
    response = render(request, "429.html", {"retry_after": seconds}, status=429)
    response["Retry-After"] = str(seconds)
    add_never_cache_headers(response)
    return response


def unwell(request: HttpRequest) -> HttpResponse:
    """Return the page for a card that did not come out in time."""
    response = render(request, "guides/kit_unwell.html", {"no_new": True}, status=503)
    add_never_cache_headers(response)
    return response
