"""/healthz/: 200 or 503 with a few numbers, no details."""

from __future__ import annotations

from dataclasses import asdict

from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cases.selectors.health import health_read


@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    health = health_read(timezone.now())
    answer = {"status": "red" if health.red else "ok", **asdict(health)}
    response = JsonResponse(answer, status=503 if health.red else 200)
    # A monitor asks every few seconds: being told so is not an error of this page.
    response._has_been_logged = True  # type: ignore[attr-defined]
    return response
