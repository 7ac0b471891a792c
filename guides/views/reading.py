"""The pages of the guides: the list, a platform, one guide, the numbers to call."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from guides.domain.freshness import Freshness
from guides.domain.guide import GuideView
from guides.domain.places import ANYWHERE, TIERS, Place
from guides.selectors.guides import guide_now, guides, guides_of
from guides.selectors.humans import ways_to_a_person
from guides.selectors.letters import letters
from guides.selectors.places import hotlines_once, place, places, platform_hotlines
from guides.selectors.upkeep import doubted_steps
from guides.views.feedback import voted_steps
from guides.views.frame import guide_url, indexed, page_language

# The chips that are always there; the others wait behind 更多.
FIRST = frozenset({"taobao", "jd", "pdd", "douyin", "12315"})


@require_safe
def guide_list(request: HttpRequest) -> HttpResponse:
    """Every guide, narrowed by ?platform= and ?tier=; a value that is none narrows nothing."""
    chosen, tier = place(request.GET.get("platform", "")), request.GET.get("tier", "")
    tier = tier if tier in TIERS else ""
    shown = [one for one in guides() if _fits(one, chosen, tier)]
    context = {
        "nav": "guides",
        "first": [one for one in places() if one.slug in FIRST],
        "rest": [one for one in places() if one.slug not in FIRST],
        "open": chosen is not None and chosen.slug not in FIRST,
        "chosen": chosen,
        "tier": tier,
        "tiers": TIERS,
        "articles": [] if tier else [_row(one) for one in shown if one.kind != "steps"],
        "rows": [_row(one) for one in shown if one.kind == "steps"],
        **indexed("guides"),
    }
    return render(request, "guides/list.html", context)


@require_safe
def platform_page(request: HttpRequest, platform: str) -> HttpResponse:
    """What is known of one platform or regulator, step by step; what is not known says so."""
    here = _place(platform)
    tiers = []
    for tier in here.tiers:
        found = guides_of(platform, tier)
        own = [one for one in found if one.platform != ANYWHERE]
        # A general guide beside the place's own for the same thing would only be a second best.
        done = {one.use for one in found if one.platform == platform and one.use}
        shown = [_row(one, here) for one in found if one.platform == platform or one.use not in done]
        unknown = here.unknown.get(tier)
        tiers.append({"tier": tier, "rows": shown, "known": bool(own), "unknown": unknown})
    context = {
        "nav": "guides",
        "place": here,
        "tiers": tiers,
        "humans": ways_to_a_person(platform) if "platform" in here.tiers else (),
        "back_url": reverse("guides"),
        "back_label": _("Guides"),
        **indexed("guide-platform", platform),
    }
    return render(request, "guides/platform.html", context)


@require_safe
def guide_page(request: HttpRequest, platform: str, slug: str) -> HttpResponse:
    view, here = guide_now(slug), _place(platform)
    if view is None or place(view.platform) is None:
        raise Http404
    if view.platform not in (platform, ANYWHERE):
        return HttpResponsePermanentRedirect(guide_url(view))
    context = guide_context(view, here) | {
        "nav": "guides",
        "doubted": doubted_steps(slug),
        "voted": voted_steps(request, view),
        "back_url": reverse("guide-platform", args=[platform]) if platform != ANYWHERE else reverse("guides"),
        "back_label": here.chip.said(page_language()) if platform != ANYWHERE else _("Guides"),
        "og_image": f"{settings.BASE_URL}{reverse('guide-card', args=[view.platform, slug])}",
        **indexed("guide", view.platform, slug),
    }
    return render(request, "guides/guide.html", context)


@require_safe
def hotlines(request: HttpRequest) -> HttpResponse:
    context = {
        "nav": "guides",
        "places": hotlines_once(),
        "back_url": reverse("guides"),
        "back_label": _("Guides"),
        **indexed("hotlines"),
    }
    return render(request, "guides/hotlines.html", context)


@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """What a browser without a network shows in place of a guide it never read; the worker keeps this page."""
    return render(request, "guides/offline.html", {"nav": "guides"})


def guide_context(view: GuideView, here: Place) -> dict[str, Any]:
    """Return what the body of a guide shows: the guide, where it leads, and each letter with names for facts."""
    letter_of = import_string(settings.GUIDE_LETTERS)
    language = page_language()
    codes = {step.paste for step in view.steps if step.paste}
    english = language.startswith("en")
    freshness = view.freshness(timezone.localdate())
    calls = any(step.hotline for step in view.steps)
    return {
        "guide": view,
        "place": here,
        "letters": {code: letter_of(code, "zh-hans") for code in codes},
        "translations": {code: letter_of(code, "en") for code in codes} if english else {},
        "spoken": {code: "yes" for code in codes if code in letters() and letters()[code].where == "phone"},
        "stale": freshness is not Freshness.FRESH,
        "calls": calls,
        # A guide for any platform cannot know whom to call: it lists each platform's numbers.
        "numbers_by_place": platform_hotlines() if calls and here.slug == ANYWHERE else (),
    }


def _place(slug: str) -> Place:
    found = place(slug)
    if found is None:
        raise Http404
    return found


def _fits(view: GuideView, chosen: Place | None, tier: str) -> bool:
    return (chosen is None or view.platform == chosen.slug) and (not tier or view.tier == tier)


def _row(view: GuideView, here: Place | None = None) -> dict[str, Any]:
    """Return a line of a list; a general guide leads to its page for the platform it is listed under."""
    own = place(view.platform)
    general = view.platform == ANYWHERE
    url = reverse("guide", args=[here.slug if here and general else view.platform, view.slug])
    return {"guide": view, "place": own, "url": url, "general": general and here is not None}
