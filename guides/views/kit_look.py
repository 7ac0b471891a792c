"""The look at a card beside its form: the picture in the page itself, so that there is nothing to keep."""

from __future__ import annotations

import base64
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language

from guides.domain.cards import Card, Shop, frame_words
from guides.forms.kit import KitForm
from guides.services.card_make import FORMS, CannotSet, card_look


def look_context(card: Card, shop: Shop | None, picture: bytes, form: KitForm) -> dict[str, Any]:
    """Return what the look needs; without `look` the card did not come out this time. No shop yet: the sample."""
    lang = get_language() or "zh-hans"
    look = reverse("kit-sample", args=[card.slug, 720])
    if shop is not None:
        try:
            made = base64.b64encode(card_look(card=card, shop=shop, picture=picture)).decode()
            look = f"data:image/webp;base64,{made}"
        except CannotSet:
            look = ""
    return {
        "look": look,
        "title": card.name.said(lang),
        "form": form,
        "slug": card.slug,
        "forms": FORMS,
        "alts": [frame.alt.said(lang) for frame in card.pictures],
        "steps": frame_words(card, shop or Shop()),
        "label": card.source.label.said(lang),
        "own": form.kept_value if form.is_bound else "",
        # A new picture brings its own part of the form along.
        "fresh": bool(form.is_bound and form.files.get("picture")) or bool(form.is_bound and form.data.get("remove")),
    }
