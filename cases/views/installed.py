"""The app as a phone installs it: what it is called, what may be shared to it, and its page without a network."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from cases.adapters.upload import FIELD
from cases.views.intake import read_away

HOUR = 3600
# What phones offer the app for; what a file is, its bytes decide.
SHARED = ["image/*", "video/*", "audio/*", "application/pdf", "text/plain"]
ICONS = (("192", "any"), ("512", "any"), ("512", "maskable"))


@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """One for both languages: an installed app has one name."""
    with override("zh-hans"):
        said = {
            "id": "/",
            "name": _("Youju"),
            "short_name": _("Youju"),
            "lang": "zh-Hans",
            "start_url": reverse("today"),
            "scope": "/",
            "display": "standalone",
            "background_color": "#F6F2E9",
            "theme_color": "#1B5A4B",
            "icons": [
                {
                    "src": static(f"img/{'mask' if purpose == 'maskable' else 'icon'}-{size}.png"),
                    "sizes": f"{size}x{size}",
                    "type": "image/png",
                    "purpose": purpose,
                }
                for size, purpose in ICONS
            ],
            "shortcuts": [
                {"name": _("Save first, sort later"), "url": reverse("capture")},
                {"name": _("New case"), "url": reverse("case-new")},
            ],
            "share_target": {
                "action": reverse("capture-share"),
                "method": "POST",
                "enctype": "multipart/form-data",
                "params": {"files": [{"name": FIELD, "accept": SHARED}]},
            },
        }
    response = JsonResponse(said, json_dumps_params={"ensure_ascii": False})
    response["Content-Type"] = "application/manifest+json"
    response["Cache-Control"] = f"public, max-age={HOUR}"
    return response


# What is shared comes without a token, so nothing is taken here: the service worker takes it before it gets this far
# (static/js/worker.js). This answers a phone whose worker is not there yet.
@csrf_exempt
def share(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        read_away(request)
        messages.warning(request, _("Nothing was taken yet. Share it once more, or choose the files here."))
    response = HttpResponse(status=303)
    response["Location"] = reverse("capture")
    return response


@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """What the worker shows of a shopper's pages without a network. It keeps a copy as a stranger sees it."""
    return render(request, "cases/offline.html", {"nav": "cases", "no_new": True})
