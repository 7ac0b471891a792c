"""Hands out one file of an exhibit to its owner: the original as a download, a picture made of it for pages."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from typing import BinaryIO

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseNotModified,
    StreamingHttpResponse,
)
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases.adapters import storage
from cases.domain.exhibit_names import download_name
from cases.domain.media import media_type
from cases.models import Evidence, Rendition
from cases.selectors.access import case_for, evidence_for, unsorted_for
from cases.selectors.evidence import rendition_of

ORIGINAL = "original"
PIECE = 256 * 1024
# For what is none of our pages: nothing in it may run, load or be embedded elsewhere.
POLICY = "sandbox; default-src 'none'"
ENDINGS = {"image/webp": "webp", "image/png": "png", "image/jpeg": "jpg"}


@login_required
@require_safe
def exhibit_file(request: HttpRequest, ref: str, number: int, variant: str) -> HttpResponseBase:
    return _file(request, evidence_for(case_for(request.user, ref), number), variant)


@login_required
@require_safe
def unsorted_file(request: HttpRequest, ref: str, variant: str) -> HttpResponseBase:
    return _file(request, unsorted_for(request.user, ref), variant)


def _file(request: HttpRequest, evidence: Evidence, variant: str) -> HttpResponseBase:
    label = _("Exhibit%(number)d") % {"number": evidence.number} if evidence.number else _("Not sorted yet")
    kind = evidence.get_kind_display()
    if variant == ORIGINAL:
        known = media_type(evidence.media_type)
        name = download_name(label, kind, known.ending)
        content_type = f"{known.name}; charset=utf-8" if known.name == "text/plain" else known.name
        return _served(request, evidence, content_type, name, attached=True)
    made = rendition_of(evidence, variant) if variant in Rendition.Variant.values else None
    if made is None:
        raise Http404
    name = download_name(label, f"{kind}-{_('covered')}" if "covered" in variant else kind, ENDINGS[made.media_type])
    return _served(request, made, made.media_type, name, attached="download" in request.GET)


def _served(
    request: HttpRequest, row: Evidence | Rendition, content_type: str, name: str, *, attached: bool
) -> HttpResponseBase:
    original = isinstance(row, Evidence)
    etag = f'"{row.sha256}"'
    if not original and request.headers.get("If-None-Match") == etag:
        response: HttpResponseBase = HttpResponseNotModified()
    elif settings.X_ACCEL_PREFIX:
        # The web server checks ranges and sends; the headers below go with it.
        response = HttpResponse()
        response["X-Accel-Redirect"] = f"{settings.X_ACCEL_PREFIX.rstrip('/')}/{row.name}"
    else:
        response = _streamed(request, row, etag)
    if response.status_code in (200, 206, 304):
        response["Content-Type"] = content_type
        response["Content-Disposition"] = content_disposition_header(attached, name) or ""
        response["ETag"] = etag
    response["Cache-Control"] = "private, no-store" if original else "private, no-cache"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = POLICY
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


def _streamed(request: HttpRequest, row: Evidence | Rendition, etag: str) -> HttpResponseBase:
    try:
        file = storage.open_file(row.name)
    except OSError:
        return _gone()
    if os.fstat(file.fileno()).st_size != row.size:
        # Not the bytes that were received: better none than others.
        file.close()
        return _gone()
    wanted = request.headers.get("Range", "")
    if wanted and request.headers.get("If-Range", etag) == etag:
        span = _span(wanted, row.size)
        if span is None:
            file.close()
            response: HttpResponseBase = HttpResponse(status=416)
            response["Content-Range"] = f"bytes */{row.size}"
            return response
        start, end = span
    else:
        wanted, start, end = "", 0, row.size - 1
    response = StreamingHttpResponse(_pieces(file, start, end), status=206 if wanted else 200)
    response["Content-Length"] = str(end - start + 1)
    response["Accept-Ranges"] = "bytes"
    if wanted:
        response["Content-Range"] = f"bytes {start}-{end}/{row.size}"
    return response


def _span(wanted: str, size: int) -> tuple[int, int] | None:
    """Return first and last byte of a single range; None for one that cannot be met."""
    found = re.fullmatch(r"bytes=(\d{0,18})-(\d{0,18})", wanted.strip())
    if found is None or found.groups() == ("", "") or size == 0:
        return None
    first, last = found.groups()
    if not first:
        return (max(size - int(last), 0), size - 1) if int(last) else None
    start, end = int(first), min(int(last), size - 1) if last else size - 1
    return (start, end) if start <= end else None


def _pieces(file: BinaryIO, start: int, end: int) -> Iterator[bytes]:
    with file:
        file.seek(start)
        left = end - start + 1
        while left > 0 and (piece := file.read(min(PIECE, left))):
            left -= len(piece)
            yield piece


def _gone() -> HttpResponse:
    return HttpResponse(_("The stored file is missing or was changed. We do not hand out anything else."), status=410)
