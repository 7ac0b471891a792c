"""The inbox of evidence: what was saved before it was clear which case it belongs to."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from cases.domain.lifecycle import IllegalMove
from cases.forms.evidence import MoveForm
from cases.forms.once import new_key, posted_key
from cases.models import Case, Evidence, PictureText
from cases.selectors.access import case_for, unsorted_for
from cases.selectors.evidence import open_cases, suggested_case, unsorted_of
from cases.selectors.screenshots import order_read, texts_read
from cases.services.evidence_delete import evidence_delete
from cases.services.evidence_file import evidence_file
from cases.services.evidence_receive import Received, evidence_receive
from cases.views.cards import case_title, file_words
from cases.views.evidence_words import (
    came_rows,
    kept_words,
    limits_words,
    received_words,
    refused_rows,
    rejection_words,
)
from cases.views.exhibits import tile
from cases.views.intake import arrived_files, takes_files

# From this age on an item is shown as forgotten.
OLD_DAYS = 2


@login_required
@require_http_methods(["GET", "POST"])
@takes_files
def capture(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    if request.method == "GET":
        return _page(request, now)
    owner = request.user
    received = evidence_receive(
        owner=owner,  # type: ignore[arg-type]
        case=None,
        files=arrived_files(request),
        now=now,
        key=posted_key(request.POST),
    )
    if request.htmx:  # type: ignore[attr-defined]
        return _came(request, received, now)
    if not received.items:
        return _page(request, now, refused=refused_rows(received), no_files=not received.refused, status=422)
    messages.success(request, kept_words(received))
    for row in refused_rows(received):
        messages.warning(request, _("%(name)s: %(text)s") % row)
    return redirect("capture")


def _page(
    request: HttpRequest, now: datetime, *, refused: Any = (), no_files: bool = False, status: int = 200
) -> HttpResponse:
    upload = {"action": reverse("capture"), "key": new_key(), "limits": limits_words(request.user)}
    context = {
        "upload": upload,
        "refused": refused,
        "no_files": no_files,
        "items": _items(request, now),
        "waiting_cases": [
            {
                "ref": one.ref,
                "label": f"{file_words(one)} {case_title(one)}",
                "log_url": reverse("case-log", args=[one.ref]),
                "tier": one.tier,
            }
            for one in open_cases(request.user)  # type: ignore[arg-type]
        ],
        "nav": "cases",
    }
    return render(request, "cases/capture.html", context, status=status)


def _items(request: HttpRequest, now: datetime) -> list[dict[str, Any]]:
    user: Any = request.user
    rows = unsorted_of(user)
    cases = open_cases(user) if rows else []
    read = texts_read(rows)
    return [_item(row, cases, now, read.get(row.pk)) for row in rows]


def _item(row: Evidence, cases: list[Case], now: datetime, read: PictureText | None) -> dict[str, Any]:
    days = (now - row.received_at).days
    by_name = suggested_case(row, cases)
    guess = by_name or (suggested_case(row, cases, read.text) if read else None)
    picture = reverse("capture-file", args=[row.ref, "thumb"]) if row.is_pictured else ""
    said = {name: getattr(row, name) for name in ("kind", "caption", "state", "media_type", "milliseconds")}
    original = reverse("capture-file", args=[row.ref, "original"])
    form = MoveForm(
        cases=[("", _("Choose a case")), *((one.ref, f"{file_words(one)} {case_title(one)}") for one in cases)],
        initial={"case": guess.ref if guess else ""},
        auto_id=f"id_{row.ref}_%s",
    )
    return tile(0, original, picture, covered=False, **said) | {
        "ref": row.ref,
        "name": row.shown_name,
        "original_url": original,
        "move_url": reverse("capture-move", args=[row.ref]),
        "delete_url": reverse("capture-delete", args=[row.ref]),
        "age": _("today") if days < 1 else ngettext("%(n)d day unsorted", "%(n)d days unsorted", days) % {"n": days},
        "old": days >= OLD_DAYS,
        "rejected": rejection_words(row.reason) if row.state == Evidence.State.REJECTED else "",
        "guess": _guess_words(guess, by_name) if guess else "",
        "new_url": f"{reverse('case-new')}?from={row.ref}" if read and not guess and order_read(row, read) else "",
        "form": form if cases else None,
    }


def _guess_words(guess: Case, by_name: Case | None) -> str:
    if by_name is not None:
        return _("The order number of %(file)s stands in its name.") % {"file": file_words(guess)}
    return _("The order number of %(file)s stands in the picture.") % {"file": file_words(guess)}


def _came(request: HttpRequest, received: Received, now: datetime) -> HttpResponse:
    context = {
        "came": came_rows(received, None),
        "refused": refused_rows(received),
        "refs": [row.ref for row in received.items],
        "inbox": _items(request, now),
    }
    response = render(request, "cases/partials/upload_came.html", context, status=200 if received.items else 422)
    if received.items:
        response["HX-Trigger"] = json.dumps({"say": received_words(received)})
    return response


@login_required
@require_POST
def move(request: HttpRequest, ref: str) -> HttpResponse:
    """Into the case chosen."""
    item = unsorted_for(request.user, ref)
    wanted = request.POST.get("case", "")
    if not wanted:
        messages.warning(request, _("Choose which case it goes into."))
        return redirect("capture")
    case = case_for(request.user, wanted)
    try:
        filed = evidence_file(case=case, items=[item], now=timezone.now())
    except IllegalMove:
        messages.warning(request, _("This case is closed. Reopen it to go on."))
        return redirect("capture")
    if filed:
        label = _("Exhibit %(number)d") % {"number": filed[0].number}
        messages.success(request, _("Now %(exhibit)s of %(file)s.") % {"exhibit": label, "file": file_words(case)})
    return redirect("capture")


@login_required
@require_http_methods(["GET", "POST"])
def delete(request: HttpRequest, ref: str) -> HttpResponse:
    item = unsorted_for(request.user, ref)
    if request.method == "POST":
        evidence_delete(evidence=item, now=timezone.now())
        messages.success(request, _("Deleted."))
        return redirect("capture")
    back = {"back_url": reverse("capture"), "back_label": _("Not sorted yet"), "nav": "cases"}
    return render(request, "cases/capture_delete.html", back | {"name": item.shown_name})
