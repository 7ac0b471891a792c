"""What machines ask for: the map of the site, what they may index, the worker that keeps guides readable offline."""

from __future__ import annotations

from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.http import require_safe

from guides.selectors.guides import guides
from guides.selectors.places import places

HOUR = 3600
# Pages everybody may see, besides the guides.
PUBLIC = (
    "landing",
    "case-new",
    "guides",
    "hotlines",
    "refusals",
    "kit",
    "kit-reply",
    "kit-numbers",
    "about",
    "sources",
    "privacy",
    "a11y",
)


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every public page with its address in each language, and the day a guide was last checked."""
    pages = [_entry(name) for name in PUBLIC]
    pages += [_entry("guide-platform", one.slug) for one in places()]
    pages += [_entry("guide", one.platform, one.slug) | {"checked": one.checked_on} for one in guides()]
    response = render(request, "guides/sitemap.xml", {"pages": pages}, content_type="application/xml")
    response["Cache-Control"] = f"public, max-age={HOUR}"
    return response


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    closed = ["/admin/", "/accounts/", "/c/", "/today/", "/me/", "/inbox/", "/r/", "/s/", "/h/", "/cal/", "/studio/"]
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed)]
    lines += [f"Disallow: /en{path}" for path in closed if path not in ("/admin/", "/r/", "/s/", "/h/", "/cal/")]
    lines += ["", f"Sitemap: {settings.BASE_URL}{reverse('sitemap')}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker, from the root so that it may serve every page; a new one is fetched each time."""
    response = HttpResponse(_worker_text(), content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    return response


@lru_cache(maxsize=1)
def _worker_text() -> str:
    return (settings.BASE_DIR / "static" / "js" / "worker.js").read_text()


def _entry(name: str, *args: object) -> dict[str, object]:
    urls = {}
    for code, _label in settings.LANGUAGES:
        with override(code):
            urls[code] = f"{settings.BASE_URL}{reverse(name, args=args)}"
    return {"urls": urls}
