"""The project's addresses and one more: the yardstick, a view that only knows who is signed in."""

import hashlib
import os
import secrets
import shutil
from pathlib import Path

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone

from cases.models import Submission
from config.urls import handler404, handler500
from config.urls import urlpatterns as project

__all__ = ["handler404", "handler500", "urlpatterns"]


@login_required
def floor(request: HttpRequest) -> HttpResponse:
    return render(request, "bench/floor.html")


@login_required
def bare_upload(request: HttpRequest) -> HttpResponse:
    """The least an upload can be: Django's own temporary file, renamed and hashed, and one row."""
    sent = request.FILES["files"]
    folder = Path(settings.MEDIA_ROOT) / "bare"
    folder.mkdir(parents=True, exist_ok=True)
    name = secrets.token_hex(16)
    if "flush" in request.GET:
        sent.flush()
        os.fsync(sent.fileno())
    shutil.move(sent.temporary_file_path(), folder / name)
    with (folder / name).open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    Submission.objects.create(owner=request.user, key=name, result=digest[:60], created_at=timezone.now())
    sent.file._closer.close_called = True  # it has moved: nothing is left to remove
    return redirect("today")


urlpatterns = [path("bench/upload/", bare_upload, name="bench-upload")]
urlpatterns += [path("bench/floor/", floor, name="bench-floor"), *project]
