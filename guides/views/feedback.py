"""What readers say without an account: this step looks different, this was useful, this number does not work."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from guides.adapters.throttle import seconds_to_wait
from guides.domain.guide import GuideView
from guides.forms.feedback import HotlineForm, HumanForm, ReportForm, UsefulForm
from guides.models import GuideRevision
from guides.selectors.guides import guide, revision_row
from guides.selectors.humans import human_recipes
from guides.selectors.places import place
from guides.services.feedback import guide_vote_add, hotline_report_add, human_report_add, step_report_add
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


@require_POST
def human_worked(request: HttpRequest) -> HttpResponse:
    """我就是这样找到人工的: counted once a day for each way in a browser's session. Who it was is not kept."""
    if wait := seconds_to_wait(request, "human"):
        return too_fast(request, wait)
    form = HumanForm(request.POST)
    if not form.is_valid() or form.cleaned_data["way"] not in {one.slug for one in human_recipes()}:
        return HttpResponseBadRequest()
    now = timezone.now()
    way, today = form.cleaned_data["way"], timezone.localdate(now)
    mark, said = f"{way}:{today.isoformat()}", request.session.get("humans", [])
    if mark not in said:
        human_report_add(way=way, today=today, now=now)
        request.session["humans"] = [mark, *said][:REMEMBERED]
    messages.success(request, _("Thank you. The next one sees that it worked today."))
    return redirect(_where_from(form))


def _where_from(form: HumanForm) -> str:
    """Return the page of ours the button stood on, else the platform's."""
    back = form.cleaned_data["back"]
    if back.startswith("/") and url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        return f"{back}#humans"
    where = place(form.cleaned_data["platform"])
    return f"{reverse('guide-platform', args=[where.slug])}#humans" if where else reverse("guides")


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
