"""What readers say without an account: this step looks different, this was useful, this number does not work."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from guides.adapters.throttle import seconds_to_wait
from guides.domain.guide import GuideView
from guides.forms.feedback import HotlineForm, ReportForm, UsefulForm
from guides.models import GuideRevision
from guides.selectors.guides import guide, revision_row
from guides.selectors.places import place
from guides.services.feedback import guide_vote_add, hotline_report_add, step_report_add
from guides.views.frame import page_language, too_fast

# A session remembers what it voted on, the latest first; older answers may be given again.
REMEMBERED = 200


@require_http_methods(["GET", "POST"])
def report(request: HttpRequest, platform: str, slug: str) -> HttpResponse:
    """这一步对不上: one form, no account, a picture if there is one."""
    view, row = _read(slug)
    posted = request.method == "POST"
    if posted and (wait := seconds_to_wait(request, "report")):
        return too_fast(request, wait)
    form = ReportForm(
        request.POST if posted else None,
        request.FILES if posted else None,
        view=view,
        language=page_language(),
        initial={"step": request.GET.get("step", "")},
    )
    if posted and form.is_valid():
        data = form.cleaned_data
        step_report_add(revision=row, step=data["step"], text=data["text"], picture=data["picture"], now=timezone.now())
        messages.success(request, _("Thank you. An editor will look at it."))
        return redirect("guide", platform, slug)
    context = {
        "nav": "guides",
        "guide": view,
        "form": form,
        "back_url": reverse("guide", args=[platform, slug]),
        "back_label": view.title.said(page_language()),
    }
    return render(request, "guides/report.html", context, status=422 if form.errors else 200)


@require_POST
def useful(request: HttpRequest, platform: str, slug: str) -> HttpResponse:
    """这条有用吗: counted once for each step in a browser's session; a second answer changes nothing."""
    view, row = _read(slug)
    if wait := seconds_to_wait(request, "useful"):
        return too_fast(request, wait)
    form = UsefulForm(request.POST)
    if not form.is_valid() or (form.cleaned_data["step"] and view.step(form.cleaned_data["step"]) is None):
        return HttpResponseBadRequest()
    step = form.cleaned_data["step"]
    mark, voted = f"{row.pk}:{step}", request.session.get("voted", [])
    if mark not in voted:
        guide_vote_add(revision=row, step=step, useful=form.cleaned_data["useful"] == "yes")
        request.session["voted"] = [mark, *voted][:REMEMBERED]
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "guides/partials/thanks.html", {"step": step})
    messages.success(request, _("Thank you for telling."))
    return redirect(f"{reverse('guide', args=[platform, slug])}#{step or 'useful'}")


@require_POST
def hotline_report(request: HttpRequest) -> HttpResponse:
    """打不通: a number that did not work."""
    if wait := seconds_to_wait(request, "hotline"):
        return too_fast(request, wait)
    form = HotlineForm(request.POST)
    where = place(form.cleaned_data["platform"]) if form.is_valid() else None
    if where is None or form.cleaned_data["number"] not in {line.number for line in where.hotlines}:
        return HttpResponseBadRequest()
    hotline_report_add(
        platform=where.slug,
        number=form.cleaned_data["number"],
        fault=form.cleaned_data["fault"],
        now=timezone.now(),
    )
    messages.success(request, _("Noted. An editor will check the number."))
    return redirect(f"{reverse('hotlines')}#{where.slug}")


def voted_steps(request: HttpRequest, view: GuideView) -> set[str]:
    """Return the steps of this revision that this browser has answered 这条有用吗 for; "" is the guide as a whole."""
    marks = (mark.split(":", 1) for mark in request.session.get("voted", []))
    return {step for revision, step in marks if revision == str(view.revision_id)}


def _read(slug: str) -> tuple[GuideView, GuideRevision]:
    """Return the guide with its revision's row. 404 while nothing is loaded: there is nothing to report on."""
    view = guide(slug)
    row = revision_row(view.revision_id) if view and view.revision_id else None
    if view is None or row is None:
        raise Http404
    return view, row
