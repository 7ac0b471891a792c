"""The first page: one field, one button, a message that works."""

from __future__ import annotations

from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation.trans_real import parse_accept_lang_header
from django.views.decorators.http import require_safe

from cases.domain.wording import clock_parts
from cases.selectors import catalog
from cases.views.cards import stair
from cases.views.wording import page_lang

# A made-up case, drawn like a real one: promised on Saturday 10:12, due Monday 10:12, seen Monday 15:20.
DEMO_START = datetime(2026, 11, 21, 2, 12, tzinfo=UTC)
DEMO_DUE = datetime(2026, 11, 23, 2, 12, tzinfo=UTC)
DEMO_NOW = datetime(2026, 11, 23, 7, 20, tzinfo=UTC)
OFFERED = "english_offered"
CHIPS = ("taobao", "jd", "pdd", "douyin", "other")


@require_safe
def landing(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        return redirect("today")
    lang = page_lang()
    draft = request.session.get("draft", {})
    context = {
        "lang": lang,
        "offer_english": _offer_english(request, lang),
        "draft": draft,
        "chips": [(slug, catalog.platform_words(slug, lang).chip) for slug in CHIPS],
        "guide_chips": [(slug, catalog.platform_words(slug, lang).chip) for slug in CHIPS[:-1]],
        "chosen": draft.get("platform", "taobao"),
        "demo_file": _("File %(number)s") % {"number": "0007"},
        "steps": [
            stair(0, _("Return, exchange, resend, repair. Get the agent number and a time."), "now"),
            stair(1, _("Refused, or the time has passed: ask the platform to step in."), "now"),
            stair(2, _("No agreement: 12315 can be asked to mediate."), "now"),
        ],
        "demo_steps": [
            stair(0, _("Answer overdue"), "late"),
            stair(1, _("Can be asked now"), "can", current=True),
            stair(2, _("Not needed yet"), "later"),
        ],
        "demo_clock": {
            "label": _("Answer overdue"),
            "parts": clock_parts((DEMO_NOW - DEMO_DUE).total_seconds(), lang),
            "start": DEMO_START,
            "due": DEMO_DUE,
            "now": DEMO_NOW,
            "left": _("Sat 10:12, agent 6789 promised"),
            "right": _("Due today 10:12"),
        },
    }
    response = render(request, "cases/landing.html", context)
    if context["offer_english"]:
        response.set_cookie(OFFERED, "1", max_age=365 * 24 * 3600, samesite="Lax", httponly=True)
    return response


def _offer_english(request: HttpRequest, lang: str) -> bool:
    """Return whether to offer the English page: once, to a browser that puts English before Chinese."""
    if lang == "en" or OFFERED in request.COOKIES:
        return False
    wanted = [tag for tag, _weight in parse_accept_lang_header(request.headers.get("Accept-Language", ""))]
    first = next((tag for tag in wanted if tag.startswith(("en", "zh"))), "")
    return first.startswith("en")
