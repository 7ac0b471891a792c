"""A merchant's card: three steps on one page, a look at it beside them, and the files. Nothing is kept."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, urlencode

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from guides.adapters.budget import seconds_to_wait
from guides.domain.cards import MAIN, PAPER, Card, Shop
from guides.domain.colours import is_colour
from guides.forms.kit import KitForm
from guides.selectors import cards as known
from guides.selectors.platforms import platform, platforms
from guides.services.card_make import FORMS, CannotSet, card_make, cards_pack, file_name
from guides.views.kit_answers import as_file, refusal, unwell
from guides.views.kit_look import look_context, sample_look

SALT = "kit"
# What a link may carry of a setting: all but the picture.
LINKED = ("platform", "shop_name", "hours", "reply", "review", "main", "paper")
LOOK, FILE, PACKAGE = 1, 3, 30
SAMPLE_WIDTHS = (320, 720)


@require_GET
def gallery(request: HttpRequest) -> HttpResponse:
    """What there is, as small pictures."""
    rows = [
        {"slug": each.slug, "name": each.name.said(_lang()), "about": each.about.said(_lang())}
        for each in known.cards()
    ]
    return render(request, "guides/kit.html", {"cards": rows})


@require_http_methods(["GET", "POST"])
def card(request: HttpRequest, card: str) -> HttpResponse:
    """The form with a look at the card; a POST answers with what was typed, drawn. Nothing is lost, nothing is kept."""
    chosen = _chosen(request, card)
    if request.method == "GET":
        setting, broken = _setting(request)
        chosen = known.card_on(chosen, setting.get("platform", ""))
        form = _form(chosen, initial=_blank(chosen) | setting)
        shop = Shop(**_shop_words(setting)) if setting else None
        return _page(request, chosen, form, shop, broken=broken)
    wait = seconds_to_wait(request, cost=LOOK, now=timezone.now().timestamp())
    if wait:
        return refusal(request, wait)
    form = _form(chosen, data=request.POST, files=request.FILES)
    valid = form.is_valid()
    # Looking is not handing out: while somebody types, what is still missing is no fault.
    status = 200 if valid or request.htmx else 422  # type: ignore[attr-defined]
    if request.htmx:  # type: ignore[attr-defined]
        context = look_context(chosen, form.shop(), form.own_picture, form) | _links(chosen, form)
        return render(request, "guides/partials/kit_look.html", context, status=status)
    return _page(request, chosen, form, form.shop(), status=status)


@require_POST
def download(request: HttpRequest, card: str, form: str) -> HttpResponse:
    """One file of the card."""
    kind = next((each for each in FORMS if each == form), None)
    if kind is None:
        raise Http404
    chosen = _chosen(request, card)
    wait = seconds_to_wait(request, cost=FILE, now=timezone.now().timestamp())
    if wait:
        return refusal(request, wait)
    filled = _form(chosen, data=request.POST, files=request.FILES)
    if not filled.is_valid():
        return _page(request, chosen, filled, filled.shop(), status=422)
    try:
        made = card_make(card=chosen, shop=filled.shop(), form=kind, picture=filled.own_picture)
    except CannotSet:
        return unwell(request)
    return as_file(made, file_name(chosen, kind))


@require_POST
def package(request: HttpRequest, card: str) -> HttpResponse:
    """Everything chosen as one zip: each card in four forms, the automatic answer, the alternative texts."""
    chosen = _chosen(request, card)
    wait = seconds_to_wait(request, cost=PACKAGE, now=timezone.now().timestamp())
    if wait:
        return refusal(request, wait)
    filled = _form(chosen, data=request.POST, files=request.FILES)
    if not filled.is_valid():
        return _page(request, chosen, filled, filled.shop(), status=422)
    packed = set(filled.cleaned_data["packed"]) or {chosen.slug}
    place = filled.cleaned_data["platform"]
    wanted = [known.card_on(each, place) for each in known.cards() if each.slug in packed]
    shop = filled.shop()
    try:
        made = cards_pack(
            cards=wanted, own_on=chosen.slug, shop=shop, texts=_texts(wanted, shop), picture=filled.own_picture
        )
    except CannotSet:
        return unwell(request)
    return as_file(made, "售后指引素材.zip")


@require_GET
def sample(request: HttpRequest, card: str, width: int) -> HttpResponse:
    """The card of a shop that does not exist, for the gallery and the first look; it changes with a release only."""
    if width not in SAMPLE_WIDTHS:
        raise Http404
    response = HttpResponse(sample_look(_card_or_404(card).slug, width).content, content_type="image/webp")
    response["Cache-Control"] = "public, max-age=86400"
    return response


def _lang() -> str:
    return get_language() or "zh-hans"


def _card_or_404(*slugs: str) -> Card:
    """Return the first card there is one of."""
    for slug in slugs:
        found = known.card(slug)
        if found is not None:
            return found
    raise Http404


def _chosen(request: HttpRequest, slug: str) -> Card:
    """Return the card chosen in the form, else the address's, with the picture of the chosen platform's guide."""
    found = _card_or_404(request.POST.get("card", ""), slug)
    return known.card_on(found, request.POST.get("platform", "")) if request.method == "POST" else found


def _form(chosen: Card, **kwargs: Any) -> KitForm:
    rows = platforms()
    return KitForm(
        platforms=[(each.slug, each.chip.said(_lang())) for each in rows],
        cards=[(each.slug, each.name.said(_lang())) for each in known.cards()],
        apps={each.slug: known.app_name(each) for each in rows},
        chosen=chosen,
        **kwargs,
    )


def _blank(chosen: Card) -> dict[str, Any]:
    every = [each.slug for each in known.cards()]
    return {"card": chosen.slug, "main": MAIN, "paper": PAPER, "packed": every, "frame": 1}


def _setting(request: HttpRequest) -> tuple[dict[str, str], bool]:
    """Return what a kept link or the address asks for, and whether the link was broken."""
    asked = {name: request.GET[name][:60] for name in LINKED if request.GET.get(name)}
    if "k" not in request.GET:
        return asked, False
    try:
        kept = signing.loads(request.GET["k"], salt=SALT)
    except signing.BadSignature:
        return asked, True
    return {name: str(kept[name]) for name in LINKED if kept.get(name)} | asked, False


def _shop_words(setting: dict[str, str]) -> dict[str, str]:
    words = {name: setting[name] for name in ("hours", "reply", "review") if setting.get(name)}
    words |= {name: setting[name] for name in ("main", "paper") if is_colour(setting.get(name, ""))}
    row = platform(setting.get("platform", ""))
    return words | {"name": setting.get("shop_name", ""), "app": known.app_name(row) if row else ""}


def _links(chosen: Card, form: KitForm) -> dict[str, str]:
    """Return the address that brings this setting back: signed, so that nobody else can write one for us."""
    setting = {name: form.data.get(name, "") for name in LINKED if form.data.get(name)}
    if not form.is_bound or form.errors:
        return {}
    token = signing.dumps(setting, salt=SALT, compress=True)
    return {"keep_url": reverse("kit-card", args=[chosen.slug]) + "?" + urlencode({"k": token}, quote_via=quote)}


def _texts(wanted: list[Card], shop: Shop) -> dict[str, str]:
    """Return the texts of the package by file name. They are for shoppers, hence Chinese."""
    long, short = known.reply().written(service_hours=shop.hours, reply_sla=shop.reply)
    alts = [f"{each.name.zh}\n" + "\n".join(frame.alt.zh for frame in each.pictures) for each in wanted]
    return {
        "自动回复.txt": f"{long}\n\n{short}\n",
        "图片替代文字.txt": "\n\n".join(alts) + "\n",
    }


def _page(
    request: HttpRequest, chosen: Card, form: KitForm, shop: Shop | None, *, status: int = 200, broken: bool = False
) -> HttpResponse:
    context = look_context(chosen, shop, form.own_picture, form) | _links(chosen, form)
    context |= {
        "form": form,
        "slug": chosen.slug,
        "common": {each.slug for each in platforms() if each.common} | {""},
        "broken": broken,
        "back_url": reverse("kit"),
        "back_label": _("For sellers"),
        "no_new": True,
    }
    return render(request, "guides/kit_card.html", context, status=status)
