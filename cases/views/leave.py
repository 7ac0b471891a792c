"""Taking everything along and leaving: the export, reading one in, deleting the account and undoing that."""

from __future__ import annotations

from functools import wraps
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.decorators import reauthentication_required
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from cases.adapters import storage
from cases.adapters.upload import largest_request
from cases.domain.bundle import BundleRefused
from cases.domain.zone import local
from cases.forms.leave import DeleteAccountForm, ImportForm
from cases.models import Export
from cases.selectors.leave import belongings_count, export_of, user_to_undo
from cases.services.account_delete import UNDO, account_freeze, account_undo
from cases.services.bundle_read import Imported, bundle_read
from cases.services.export_make import KEPT, export_ask, export_drop
from cases.services.undo_link import undo_token
from cases.views.errors import too_large
from cases.views.evidence_words import size_words
from cases.views.wording import moment_words


def _frame() -> dict[str, Any]:
    return {"nav": "me", "back_url": reverse("me"), "back_label": _("Me")}


@login_required
@require_http_methods(["GET", "POST"])
def export(request: HttpRequest) -> HttpResponse:
    """What is being made or ready. POST asks for one; `do=drop` removes what is there."""
    if request.method == "POST":
        if request.POST.get("do") == "drop":
            export_drop(owner=request.user)
            messages.success(request, _("The exported file is removed."))
        else:
            export_ask(owner=request.user, now=timezone.now())
        return redirect("me-export")
    row, now = export_of(request.user), timezone.now()
    context = _frame() | {"row": row, "days": KEPT.days, "count": belongings_count(request.user)}
    if row is not None:
        context |= {
            "busy": row.state == Export.State.WAITING,
            "ready": row.state == Export.State.READY,
            "size": size_words(row.size),
            "until": moment_words(row.act_at, now) if row.act_at else "",
        }
    response = render(request, "cases/me_export.html", context)
    response["Cache-Control"] = "private, no-store"
    return response


@login_required
@require_safe
def export_file(request: HttpRequest) -> HttpResponseBase:
    """The file itself, to its owner alone, while it lasts."""
    row = export_of(request.user)
    if row is None or row.state != Export.State.READY or row.act_at is None or row.act_at <= timezone.now():
        raise Http404
    response: HttpResponseBase
    if settings.X_ACCEL_PREFIX:
        response = HttpResponse()
        response["X-Accel-Redirect"] = f"{settings.X_ACCEL_PREFIX.rstrip('/')}/{row.name}"
    else:
        try:
            response = FileResponse(storage.open_file(row.name))
        except OSError as error:
            raise Http404 from error
    made = local(row.ready_at or row.asked_at)
    response["Content-Type"] = "application/zip"
    response["Content-Disposition"] = content_disposition_header(True, f"youju-{made:%Y%m%d}.zip") or ""
    response["Cache-Control"] = "private, no-store"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def _checked_before_reading(view: Any) -> Any:
    """Return the view with its size looked at before the form, which the forgery check reads, is."""
    protected = csrf_protect(view)

    @csrf_exempt
    @wraps(view)
    def checking(request: HttpRequest) -> HttpResponse:
        if int(request.META.get("CONTENT_LENGTH") or 0) > largest_request():
            return too_large(request)
        response: HttpResponse = protected(request)
        return response

    return checking


@_checked_before_reading
@login_required
@require_http_methods(["GET", "POST"])
def bring(request: HttpRequest) -> HttpResponse:
    """Read an exported file into this account."""
    form = ImportForm(request.POST, request.FILES) if request.method == "POST" else ImportForm()
    if request.method == "POST" and form.is_valid():
        try:
            done = bundle_read(owner=request.user, file=form.cleaned_data["bundle"].file, now=timezone.now())
        except BundleRefused as refused:
            form.add_error("bundle", _refused_words(refused))
        else:
            messages.success(request, _came_words(done))
            return redirect("case-list")
    context = _frame() | {"form": form, "most": size_words(largest_request())}
    return render(request, "cases/me_import.html", context, status=422 if form.errors else 200)


def _came_words(done: Imported) -> str:
    if done.again:
        return _("This file was brought in before. Nothing was added twice.")
    came = ngettext("%(n)d case is here now.", "%(n)d cases are here now.", done.cases) % {"n": done.cases}
    if done.missing:
        lost = ngettext("%(n)d original was lost before.", "%(n)d originals were lost before.", done.missing)
        came = _("%(came)s %(lost)s") % {"came": came, "lost": lost % {"n": done.missing}}
    return came


def _refused_words(refused: BundleRefused) -> str:
    """Return why nothing was taken, and what to do."""
    damaged = _("The file was changed or damaged on its way, so nothing of it was taken. Export it again.")
    return {
        "no_bundle": _("This is no file exported from Youju. Choose the ZIP file that was made there."),
        "version": _("It was made by a newer Youju than this one. Bring this one up to date first."),
        "table": _("It was made by a newer Youju than this one. Bring this one up to date first."),
        "column": _("It was made by a newer Youju than this one. Bring this one up to date first."),
        "large": _("It is larger than the space you have left here. Nothing of it was taken."),
        "quota": _("It is larger than the space you have left here. Nothing of it was taken."),
    }.get(refused.reason, damaged)


@login_required
@reauthentication_required
@require_http_methods(["GET", "POST"])
def delete(request: HttpRequest) -> HttpResponse:
    """Says what goes and asks for the address. POST freezes the account, signs out and offers the undo."""
    user = request.user
    form = DeleteAccountForm(request.POST if request.method == "POST" else None, user=user)
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        deletion = account_freeze(user=user, now=now)
        token = undo_token(deletion)
        told = {"undo_url": settings.BASE_URL + reverse("undo", args=[token]), "days": UNDO.days}
        get_adapter().send_notification_mail("account/email/deletion_asked", user, told)
        logout(request)
        return redirect("undo", token=token)
    context = _frame() | {"form": form, "count": belongings_count(user), "days": UNDO.days}
    return render(request, "cases/me_delete.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def undo(request: HttpRequest, token: str) -> HttpResponse:
    """The frozen account's own page: until when it can come back. POST brings it back; signing in is another step."""
    now = timezone.now()
    user = user_to_undo(token, now)
    if user is None:
        response = render(request, "cases/undo_gone.html", status=410)
    elif request.method == "POST":
        account_undo(user=user, now=now)
        messages.success(request, _("Your account is back, with everything in it. Sign in as before."))
        response = redirect("account_login")
    else:
        with translation.override(user.language):
            until = moment_words(user.deletion.purge_at, now)
            response = render(request, "cases/undo.html", {"until": until, "language": user.language})
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "same-origin"
    return response
