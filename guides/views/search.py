"""Finding a guide: a plain GET, answered with the list alone when htmx asks."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from guides.domain.places import ANYWHERE
from guides.selectors.guide_search import SearchHit, guide_search


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    query = request.GET.get("q", "").strip()
    hits = [{"hit": hit, "url": _url(hit)} for hit in guide_search(query)]
    said = ngettext("%(n)s result", "%(n)s results", len(hits)) % {"n": len(hits)} if query else ""
    context = {
        "q": query,
        "hits": hits,
        "said": said,
        "nav": "guides",
        "back_url": reverse("guides"),
        "back_label": _("Guides"),
    }
    part = request.htmx and not request.htmx.boosted  # type: ignore[attr-defined]
    return render(request, "guides/partials/found.html" if part else "guides/search.html", context)


def _url(hit: SearchHit) -> str:
    if hit.kind == "guide":
        return reverse("guide", args=[hit.place.slug, hit.slug])
    if hit.kind == "page":
        return reverse(hit.slug)
    if hit.kind == "refusal":
        return f"{reverse('refusals')}#{hit.slug}"
    if hit.kind == "hotline":
        return f"{reverse('hotlines')}#{hit.place.slug}"
    return reverse("guide-platform", args=[hit.place.slug]) if hit.place.slug != ANYWHERE else reverse("guides")
