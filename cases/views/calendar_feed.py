"""/cal/<token>.ics: the address is the permission; whoever has it reads, until the owner makes a new one."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from cases.selectors.calendar_feed import calendar_feed, feed_owner


@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    user = feed_owner(token)
    if user is None:
        raise Http404
    response = HttpResponse(calendar_feed(user, timezone.now()), content_type="text/calendar; charset=utf-8")
    response["Cache-Control"] = "private, no-store"
    response["Content-Disposition"] = 'inline; filename="youju.ics"'
    response["X-Robots-Tag"] = "noindex"
    return response
