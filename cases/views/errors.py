"""The pages for what went wrong. Each says what to do next."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    return render(request, "500.html", status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "403_csrf.html", status=403)


def too_large(request: HttpRequest) -> HttpResponse:
    """Answer before the body is read."""
    limits = {"upload_max": settings.UPLOAD_MAX_MB, "video_max": settings.VIDEO_MAX_MB}
    return render(request, "413.html", limits, status=413)
