"""The look at a card beside its form: the picture in the page itself, so that there is nothing to keep."""

from __future__ import annotations

import base64
from functools import lru_cache
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import get_language

from guides.domain.cards import Card, Shop, frame_words
from guides.forms.kit import KitForm
from guides.selectors import cards as known
from guides.services.card_make import FORMS, LOOK_WIDTH, CannotSet, Look, card_look

# A shop that does not exist.
SAMPLE = Shop(name="声野数码旗舰店", hours="每天 9:00–21:00", reply="2 小时", review="24 小时")


@lru_cache(maxsize=16)
def sample_look(slug: str, width: int) -> Look:
    """Return the sample of a card; it changes with a release only. CannotSet when it fails."""
    chosen = known.card(slug)
    if chosen is None:
        raise Http404
    return card_look(card=chosen, shop=SAMPLE, width=width)


def look_context(card: Card, shop: Shop | None, picture: bytes, form: KitForm) -> dict[str, Any]:
    """Return what the look needs; without `look` the card did not come out this time. No shop yet: the sample."""
    lang = get_language() or "zh-hans"
    alts = [frame.alt.said(lang) for frame in card.pictures]
    address = reverse("kit-sample", args=[card.slug, LOOK_WIDTH])
    try:
        if shop is None:
            look = sample_look(card.slug, LOOK_WIDTH)
        else:
            look = card_look(card=card, shop=shop, picture=picture)
            address = f"data:image/webp;base64,{base64.b64encode(look.content).decode()}"
    except CannotSet:
        look = None
    return {
        "look": {"src": address, "width": look.width, "height": look.height} if look else None,
        "title": card.name.said(lang),
        "form": form,
        "slug": card.slug,
        "forms": FORMS,
        "alts": alts,
        "alt": ("; " if lang.startswith("en") else "；").join(alts),
        "steps": frame_words(card, shop or Shop()),
        "label": card.source.label.said(lang),
        "own": form.kept_value if form.is_bound else "",
        # A new picture brings its own part of the form along.
        "fresh": bool(form.is_bound and form.files.get("picture")) or bool(form.is_bound and form.data.get("remove")),
    }
