"""/s/<token>/: one frozen version for whoever has the link, as far as its scope goes. Nobody is signed in by it.

What is shown is always the covered variant. Nothing of it may be indexed, cached or told on in a referrer.
"""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cases.domain.dossier import said
from cases.domain.dossier.covering import covered
from cases.forms.dossier import ShareAnswerForm
from cases.models import PackVariant, Share
from cases.selectors.dossier import pack_for, variant_of
from cases.selectors.shares import is_open, share_of, takes_answer
from cases.services.share import TooManyAnswers, share_answer, share_seen
from cases.views.pack import pack_file

# Who gets such a link reads Chinese: what it shows is Chinese too.
LANGUAGE = "zh-hans"
# The files each scope hands out.
FILES = {Share.Scope.PACK: ("pdf",), Share.Scope.ALL: ("pdf", "zip")}


@require_http_methods(["GET", "HEAD", "POST"])
def shared(request: HttpRequest, token: str) -> HttpResponse:
    """404 for a token that never was, 410 for one taken back or ended; a POST is an answer."""
    share = share_of(token)
    if share is None:
        raise Http404
    with translation.override(LANGUAGE):
        if not is_open(share, timezone.now()):
            response = render(request, "cases/shared_gone.html", status=410)
        elif request.method == "POST":
            response = _answered(request, share, token)
        else:
            if request.method == "GET" and request.user != share.pack.case.owner:
                share_seen(share=share, now=timezone.now())
            response = _page(request, share, token, ShareAnswerForm())
    return _private(response)


@require_safe
def file(request: HttpRequest, token: str, kind: str) -> HttpResponseBase:
    """The PDF or the ZIP, where the scope has it."""
    share = share_of(token)
    if share is None:
        raise Http404
    with translation.override(LANGUAGE):
        if not is_open(share, timezone.now()):
            return _private(render(request, "cases/shared_gone.html", status=410))
        if kind not in FILES.get(Share.Scope(share.scope), ()):
            raise Http404
        version = pack_for(share.pack.case, share.pack.number)
        return _private(pack_file(request, version, PackVariant.Name.COVERED, kind))


def _answered(request: HttpRequest, share: Share, token: str) -> HttpResponse:
    form, now = ShareAnswerForm(request.POST), timezone.now()
    if not form.is_valid():
        return _page(request, share, token, form, status=422)
    try:
        answer = share_answer(share=share, text=form.cleaned_data["text"], signed=form.cleaned_data["signed"], now=now)
    except TooManyAnswers:
        form.add_error(None, _("Too many answers came through this link today. Try again tomorrow."))
        return _page(request, share, token, form, status=429)
    if answer is None:
        form.add_error(None, _("The time for an answer is over."))
        return _page(request, share, token, form, status=409)
    return redirect(f"{reverse('shared', args=[token])}?answered=1")


def _page(request: HttpRequest, share: Share, token: str, form: ShareAnswerForm, status: int = 200) -> HttpResponse:
    now, version = timezone.now(), pack_for(share.pack.case, share.pack.number)
    made = variant_of(version, PackVariant.Name.COVERED)
    ready = made is not None and made.state == PackVariant.State.READY
    names = {"pdf": _("PDF, to read and print"), "zip": _("ZIP, with the exhibits as files")}
    kinds = FILES.get(Share.Scope(share.scope), ())
    content = covered(version.content, whole_number=version.whole_number)
    context: dict[str, Any] = {
        "content": content,
        "number": version.number,
        "made": said.stamp(version.made_at),
        "until": said.stamp(share.expires_at),
        "told": share.scope in (Share.Scope.TIMELINE, Share.Scope.ALL),
        "listed": share.scope == Share.Scope.ALL,
        "files": [{"url": reverse("shared-file", args=[token, kind]), "label": names[kind]} for kind in kinds]
        if ready
        else [],
        "making": bool(kinds) and not ready,
        "form": form,
        "answer_by": said.due_stamp(share.answer_by) if takes_answer(share, now) and share.answer_by else "",
        "answered": "answered" in request.GET,
    }
    return render(request, "cases/shared.html", context, status=status)


def _private(response: Any) -> Any:
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    # Not no-referrer: then the form's own POST would come from nowhere and be refused.
    response["Referrer-Policy"] = "same-origin"
    response["Content-Language"] = LANGUAGE
    return response
