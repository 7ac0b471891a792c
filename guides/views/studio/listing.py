"""The list of guides, and a new one."""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from guides.domain.freshness import Freshness
from guides.forms.guide_head import NewGuideForm
from guides.selectors.report_queue import waiting
from guides.selectors.studio import StudioRow, studio_rows
from guides.services.guide_draft import guide_create
from guides.views.studio.frame import frame, page_language, studio_page

# (css, words) of how long ago a guide was compared with the app.
LOOKS = {
    Freshness.FRESH: ("ok", gettext_lazy("fresh")),
    Freshness.STALE: ("soon", gettext_lazy("over 90 days")),
    Freshness.OLD: ("soon", gettext_lazy("over 180 days")),
}


@studio_page
@require_safe
def studio(request: HttpRequest) -> HttpResponse:
    today, words = timezone.localdate(), request.GET.get("q", "")[:60]
    found = [row for row in studio_rows(today) if row.matches(words)]
    context = frame() | {
        "asking": [_shown(row) for row in found if row.asks],
        "rows": [_shown(row) for row in found if not row.asks],
        "words": words,
        "waiting": len(waiting(today)),
        "back_url": None,
    }
    return render(request, "studio/list.html", context)


def _shown(row: StudioRow) -> dict[str, Any]:
    language = page_language()
    reports = ngettext("%(n)s report", "%(n)s reports", row.reports) % {"n": row.reports} if row.reports else ""
    return {
        "row": row,
        "title": row.title.said(language),
        "place": row.place.said(language),
        "look": LOOKS[row.freshness],
        "reports": reports,
    }


@studio_page
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    form = NewGuideForm(request.POST if request.method == "POST" else None)
    if request.method == "GET":
        form.initial = {"checked_on": timezone.localdate(now), "confidence": "C", "source": "SEED"}
    if request.method == "POST" and form.is_valid():
        head = form.head()
        slug = head.pop("slug")
        try:
            guide = guide_create(slug=slug, head=head, now=now, by=request.user)
        except IntegrityError:
            form.add_error("slug", _("This name is taken."))
        else:
            return redirect("studio-guide", slug=guide.pk)
    return render(request, "studio/new.html", frame() | {"form": form}, status=422 if form.errors else 200)
