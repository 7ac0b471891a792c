"""What a person wrote in a form that could not be taken any more: shown again, so that nothing is lost."""

from __future__ import annotations

from django.core.exceptions import BadRequest, RequestDataTooBig, TooManyFieldsSent
from django.http import HttpRequest
from django.http.multipartparser import MultiPartParserError
from django.http.request import RawPostDataException, UnreadablePostError

# The fields of every form in which a person writes sentences.
WRITTEN = ("words", "text", "problem", "problem_detail", "note", "reason", "caption", "proves", "ruling", "loss")
# A form with files in it is not read for this alone.
MOST_BYTES = 256 * 1024


def written_in(request: HttpRequest) -> list[str]:
    """Return the sentences of a POST, in the order of the fields; [] where there are none or they cannot be read."""
    try:
        return [text for name in WRITTEN for text in request.POST.getlist(name) if text.strip()]
    except (BadRequest, MultiPartParserError, RawPostDataException, RequestDataTooBig, TooManyFieldsSent):
        return []
    except UnreadablePostError:
        return []


def is_small(request: HttpRequest) -> bool:
    """Return whether the form is read already, or is cheap to read."""
    return hasattr(request, "_post") or int(request.META.get("CONTENT_LENGTH") or 0) <= MOST_BYTES
