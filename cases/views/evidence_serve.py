"""Hands out one file of an exhibit to its owner: the original as a download, a picture made of it for pages.

Whoever is not signed in finds as little as a stranger: a file is no page to be led back to.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from typing import BinaryIO

from django.conf import settings
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
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from cases.adapters import bucket, storage
from cases.domain.exhibit_names import download_name
from cases.domain.media import media_type
from cases.domain.page_marks import marks_on
from cases.domain.regions import region_page
from cases.models import Evidence, PackFile, Rendition
from cases.selectors.access import case_for, evidence_for, unsorted_for
from cases.selectors.evidence import region_of, rendition_of
from cases.selectors.shown import marked_picture, region_picture, shown_page
from cases.views.conditional import asked_span, has_it
from cases.views.evidence_words import exhibit_label
from cases.views.helping import is_behind_covers

ORIGINAL = "original"
PIECE = 256 * 1024
# For what is none of our pages: nothing in it may run, load or be embedded elsewhere.
POLICY = "sandbox; default-src 'none'"
PDF = "application/pdf"
# The picture with its marks; of a PDF marked-2 … the page.
MARKED = re.compile(r"marked(?:-([2-9]|[1-9][0-9]{1,6}))?")
ENDINGS = {"image/webp": "webp", "image/png": "png", "image/jpeg": "jpg", PDF: "pdf"}


@require_safe
def exhibit_file(request: HttpRequest, ref: str, number: int, variant: str) -> HttpResponseBase:
    evidence = evidence_for(case_for(request.user, ref, clock=False), number)
    if is_behind_covers(evidence) and _is_uncovered(variant):
        raise Http404
    if variant == "words" and (promise := request.GET.get("p", "")) != str(evidence.promise_id or ""):
        # A further promise it shows stands in another part of the picture.
        evidence.region = region_of(evidence, promise) if promise else evidence.region
    return _file(request, evidence, variant)


def _is_uncovered(variant: str) -> bool:
    """Return whether that file of an exhibit with covers shows what is under them."""
    bare = (ORIGINAL, Rendition.Variant.SCREEN, Rendition.Variant.THUMB)
    return variant in bare or variant.startswith(Rendition.BARE_PAGE)


def exhibit_original(request: HttpRequest, evidence: Evidence) -> HttpResponseBase:
    """Return the original as a download; for a caller that has let its owner in by other means."""
    return _file(request, evidence, ORIGINAL)


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
        return served(request, evidence, content_type, name, attached=True)
    if variant == "words":
        return _drawn(request, evidence, variant, f"{kind}-{_('the words')}", region_page(evidence.region))
    if found := MARKED.fullmatch(variant):
        page = int(found[1] or 1)
        more = f"-{_('Page %(n)s') % {'n': page}}" if page > 1 else ""
        return _drawn(request, evidence, variant, f"{kind}-{pgettext('in the name of a file', 'marked')}{more}", page)
    made = rendition_of(evidence, variant)
    if made is None:
        raise Http404
    name = download_name(
        label, f"{kind}-{_('Covered variant')}" if "covered" in variant else kind, ENDINGS[made.media_type]
    )
    return served(request, made, made.media_type, name, attached="download" in request.GET or made.media_type == PDF)


def _drawn(request: HttpRequest, evidence: Evidence, variant: str, kind: str, page: int = 1) -> HttpResponse:
    """Return a picture drawn from the one others may see: with its marks, or the part that shows the words."""
    made = shown_page(evidence, page)
    wanted = evidence.region if variant == "words" else marks_on(evidence.marks, page)
    if made is None or not wanted:
        raise Http404
    etag = f'"{hashlib.sha256((made.sha256 + variant + json.dumps(wanted)).encode()).hexdigest()}"'
    if has_it(request, etag):
        return dressed(HttpResponse(status=304), etag)
    try:
        shown = region_picture(evidence) if variant == "words" else marked_picture(evidence, page)
    except OSError:
        return _gone()
    if shown is None:
        raise Http404
    name = download_name(exhibit_label(evidence), kind, ENDINGS[shown.media_type])
    response = HttpResponse(shown.content, content_type=shown.media_type)
    return dressed(response, etag, name, attached="download" in request.GET)


def dressed(response: HttpResponse, etag: str, name: str = "", *, attached: bool = False) -> HttpResponse:
    """Return a picture's response with what every file of ours carries; nothing in it may run."""
    if name:
        response["Content-Disposition"] = content_disposition_header(attached, name) or ""
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-cache"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = POLICY
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


def served(
    request: HttpRequest, row: Evidence | Rendition | PackFile, content_type: str, name: str, *, attached: bool
) -> HttpResponseBase:
    """Return the stored file of a row, under a name of ours; only a rendition may lie in the browser's cache."""
    original = not isinstance(row, Rendition)
    etag = f'"{row.sha256}"'
    if has_it(request, etag) and (not original or _is_whole(row)):
        response: HttpResponseBase = HttpResponseNotModified()
    elif attached and _may_sign(request):
        return _signed(row, content_type, name)
    elif settings.X_ACCEL_PREFIX and not bucket.in_use():
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


def _is_whole(row: Evidence | Rendition | PackFile) -> bool:
    """Return whether as many bytes lie there as were received: better none than others."""
    try:
        return storage.size_of(row.name) == row.size
    except OSError:
        return False


def _may_sign(request: HttpRequest) -> bool:
    """Return whether the bucket itself may hand a download out: never what a page shows or plays."""
    if not (bucket.in_use() and settings.STORAGE_SIGNED_SECONDS) or "play" in request.GET:
        return False
    return request.headers.get("Sec-Fetch-Dest", "document") == "document"


def _signed(row: Evidence | Rendition | PackFile, content_type: str, name: str) -> HttpResponseBase:
    if not _is_whole(row):
        return _gone()
    headers = {
        "ResponseContentType": content_type,
        "ResponseContentDisposition": content_disposition_header(True, name) or "",
        "ResponseCacheControl": "private, no-store",
    }
    response = HttpResponse(status=302)
    response["Location"] = bucket.signed(row.name, settings.STORAGE_SIGNED_SECONDS, **headers)
    response["Cache-Control"] = "private, no-store"
    response["Referrer-Policy"] = "no-referrer"
    return response


def _streamed(request: HttpRequest, row: Evidence | Rendition | PackFile, etag: str) -> HttpResponseBase:
    if not _is_whole(row):
        return _gone()
    try:
        span = asked_span(request, etag, row.size)
    except ValueError:
        response: HttpResponseBase = HttpResponse(status=416)
        response["Content-Range"] = f"bytes */{row.size}"
        return response
    start, end = span or (0, row.size - 1)
    try:
        file = storage.open_file(row.name, start, end)
    except OSError:
        return _gone()
    response = StreamingHttpResponse(_pieces(file, end - start + 1), status=206 if span else 200)
    response["Content-Length"] = str(end - start + 1)
    response["Accept-Ranges"] = "bytes"
    if span:
        response["Content-Range"] = f"bytes {start}-{end}/{row.size}"
    return response


def _pieces(file: BinaryIO, left: int) -> Iterator[bytes]:
    with file:
        while left > 0 and (piece := file.read(min(PIECE, left))):
            left -= len(piece)
            yield piece


def _gone() -> HttpResponse:
    return HttpResponse(_("The stored file is missing or was changed. We do not hand out anything else."), status=410)
