"""Lets a view take files: they stream into the storage as the form arrives; what the view did not keep is gone."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import TooManyFilesSent
from django.core.handlers.wsgi import LimitedStream
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from cases.adapters.upload import Arrived, IntakeHandler, largest_request
from cases.views.errors import too_large
from cases.views.evidence_words import refusal_words

View = Callable[..., HttpResponse]
# Answers a form that came whole and cannot be read, told the reason.
Unread = Callable[[HttpRequest, str], HttpResponse]
PIECE = 256 * 1024


def unread_page(request: HttpRequest, reason: str) -> HttpResponse:
    """Say why nothing of the form was taken: on a page, or to a script that shows the sentence."""
    text = refusal_words(reason)
    if not request.htmx:  # type: ignore[attr-defined]
        return render(request, "cases/upload_unread.html", {"text": text}, status=422)
    said = {"refused": [{"name": "", "text": text}]}
    response = render(request, "cases/partials/upload_came.html", said, status=422)
    # A sheet swapped by htmx stays as it is, with all that was typed into it.
    response["HX-Reswap"] = "none"
    response["HX-Trigger"] = json.dumps({"flash": text})
    return response


def takes_files(view: View, *, unread: Unread = unread_page) -> View:
    """Return the view with `arrived_files(request)` ready. A request cut off in the middle never reaches it.

    The forgery check reads the form, and the place files go to must be set before that: so the check runs inside.
    """
    protected = csrf_protect(view)

    @csrf_exempt
    @wraps(view)
    def taking(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "POST":
            return protected(request, *args, **kwargs)
        if int(request.META.get("CONTENT_LENGTH") or 0) > largest_request():
            read_away(request)
            return too_large(request)
        handler = IntakeHandler(request)
        request.upload_handlers = [handler]
        request.intake_handler = handler  # type: ignore[attr-defined]
        try:
            reason = _unread_reason(request)
            if not _came_whole(request):
                return HttpResponseBadRequest("cut off")
            if reason:
                return unread(request, reason)
            part, name, size = (request.POST.get(field, "") for field in ("part", "part_name", "part_size"))
            handler.add_part(owner=getattr(request.user, "pk", None), key=part, name=name, size=size)
            return protected(request, *args, **kwargs)
        finally:
            handler.discard()

    return taking


def arrived_files(request: HttpRequest) -> list[Arrived]:
    """Return the files of the form, those refused among them."""
    handler: IntakeHandler | None = getattr(request, "intake_handler", None)
    return list(handler.arrived) if handler else []


def read_away(request: HttpRequest) -> None:
    """Read what is still coming, within reason: a browser cut off while it sends shows no answer at all."""
    left = 2 * largest_request()
    try:
        while left > 0 and (piece := request.read(PIECE)):
            left -= len(piece)
    except UnreadablePostError:
        return


def _unread_reason(request: HttpRequest) -> str:
    """Read the form; return why it cannot be read, "" when it can or when it was cut off."""
    try:
        request.POST  # noqa: B018  reads the form
    except UnreadablePostError:
        return ""
    except TooManyFilesSent:
        reason = "many"
    except MultiPartParserError:
        # Of what a browser sends, only a name can be longer than the parser reads in one go.
        reason = "name"
    else:
        return ""
    read_away(request)
    return reason


def _came_whole(request: HttpRequest) -> bool:
    """Return whether everything the browser announced has come: a cut-off body would pass for a shorter file."""
    stream = getattr(request, "_stream", None)
    return not isinstance(stream, LimitedStream) or stream._pos >= stream.limit
