"""A file in pieces: where it ends, and the next piece. The form that names its key turns it into evidence."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse, UnreadablePostError
from django.views.decorators.http import require_POST

from cases.adapters import parts
from cases.adapters.storage import StorageFull
from cases.adapters.upload import MB
from cases.models import User
from cases.services.evidence_receive import quota_left
from cases.views.evidence_words import refusal_words
from cases.views.intake import read_away

MOST_PIECE = 8 * MB


@login_required
@require_POST
def part(request: HttpRequest) -> HttpResponse:
    """`?key=` and `size=` answer {"offset"}: go on from there. With `offset=` the body is the next piece."""
    owner = request.user
    assert isinstance(owner, User)
    key = request.GET.get("key", "")
    size, offset = _number(request.GET.get("size", "")), _number(request.GET.get("offset", ""))
    if not 16 <= len(key) <= 64 or size is None:
        return JsonResponse({"offset": 0}, status=400)
    come = parts.has_come(owner.pk, key)
    if reason := _refused(owner, size, come):
        read_away(request)
        return JsonResponse({"reason": reason, "text": refusal_words(reason, quota_left(owner=owner))}, status=422)
    if offset is None:
        return JsonResponse({"offset": come})
    try:
        return JsonResponse(
            {"offset": parts.append(owner.pk, key, offset, request.read, min(size, offset + MOST_PIECE))}
        )
    except parts.Elsewhere:
        read_away(request)
        return JsonResponse({"offset": parts.has_come(owner.pk, key)}, status=409)
    except StorageFull:
        read_away(request)
        return JsonResponse({"reason": "disk", "text": refusal_words("disk")}, status=507)
    except UnreadablePostError:
        return JsonResponse({"offset": parts.has_come(owner.pk, key)}, status=400)


def _refused(owner: User, size: int, come: int) -> str:
    """Return why a file of that size is not taken; "" when it may come. Asked before a byte of it has."""
    if size > max(settings.VIDEO_MAX_MB, settings.UPLOAD_MAX_MB) * MB:
        return "video_large"
    count, together = parts.held(owner.pk)
    if count >= parts.MOST and not come:
        return "many"
    return "quota" if size + together - come > quota_left(owner=owner) else ""


def _number(said: str) -> int | None:
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 16 else None
