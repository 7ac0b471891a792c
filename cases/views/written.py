"""What a person wrote in a form that could not be taken any more: shown again, so that nothing is lost."""

from __future__ import annotations

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, QueryDict
from django.http.multipartparser import MultiPartParserError
from django.http.request import RawPostDataException, UnreadablePostError

# The fields of every form of a case into which a person writes, in the order in which they are shown again.
WRITTEN = (
    *("words", "text", "problem", "problem_detail", "note", "reason", "caption", "proves", "original_where", "ruling"),
    *("loss", "legal_name", "address", "issuer"),
)
# Too short to be missed, but with the others they belong to what was written.
SHORT = ("agent", "credit_code", "number", "item", "shop")
# A form with files in it is not read for this alone.
MOST_BYTES = 256 * 1024
UNREADABLE = (
    *(MultiPartParserError, RawPostDataException, UnreadablePostError),
    *(RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent),
)


def written_in(request: HttpRequest) -> list[str]:
    """Return the sentences of a POST, in the order of the fields; [] where there are none or they cannot be read."""
    try:
        said = {name: _texts(request.POST, name) for name in (*WRITTEN, *SHORT)}
    except UNREADABLE:
        return []  # its sender has been answered already; there is nothing to give back
    shown = [text for name in WRITTEN for text in said[name]]
    return shown and shown + [text for name in SHORT for text in said[name]]


def _texts(posted: QueryDict, name: str) -> list[str]:
    """Return what stands in that field, also in one of several forms on a page (r4-text)."""
    names = [key for key in posted if key.rpartition("-")[2] == name]
    return [text for key in names for text in posted.getlist(key) if text.strip()]


def is_small(request: HttpRequest) -> bool:
    """Return whether the form is read already, or is cheap to read."""
    said = request.META.get("CONTENT_LENGTH") or "0"
    return hasattr(request, "_post") or (said.isdecimal() and int(said) <= MOST_BYTES)
