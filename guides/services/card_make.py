"""Make a merchant's card. Nothing is kept: what comes in goes out as a file."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import replace
from time import monotonic
from typing import Any, Literal, NamedTuple
from xml.sax.saxutils import escape

from guides.adapters.pictures import as_webp
from guides.adapters.typeset import CannotSet, Sheet, missing_glyphs, typeset
from guides.domain.cards import Card, Shop, sheet_data
from guides.selectors.cards import small_print

__all__ = ["FORMS", "CannotSet", "Form", "Look", "card_look", "card_make", "cards_pack", "lacking"]

Form = Literal["png", "long", "pdf", "svg"]
FORMS: tuple[Form, ...] = ("png", "long", "pdf", "svg")
SHEET = "card.typ"
# All cards in all forms take five seconds on a busy machine.
PACK_SECONDS = 40
# A page is 360 pt wide and a picture 1080 px: 216 pixels per inch.
PAGE_WIDTH, PPI, LOOK_WIDTH = 360, 216, 720
SVG_OPEN = re.compile(r"<svg [^>]*>")


class Look(NamedTuple):
    """A WebP and its size, so that a page can leave room for it."""

    content: bytes
    width: int
    height: int


def card_make(*, card: Card, shop: Shop, form: Form, picture: bytes = b"") -> bytes:
    """Return the card as a file; "long" is a PNG with one step under the other. CannotSet when it fails."""
    data = sheet_data(card, shop, small_print(), long=form == "long")
    kind: Literal["pdf", "png", "svg"] = "png" if form == "long" else form
    made = _page(data, shop, picture, kind, PPI)
    return _described(made, card, data["summary"]) if kind == "svg" else made


def card_look(*, card: Card, shop: Shop, picture: bytes = b"", width: int = LOOK_WIDTH) -> Look:
    """Return the compact card, light enough to look at on the page. CannotSet when it fails."""
    data = sheet_data(card, shop, small_print(), long=False)
    # One point is a pixel at 72 to the inch.
    return Look(*as_webp(_page(data, shop, picture, "png", 72 * width / PAGE_WIDTH)))


def cards_pack(
    *, cards: Iterable[Card], own_on: str, shop: Shop, texts: Mapping[str, str], picture: bytes = b""
) -> bytes:
    """Return a zip with every form of every card and the texts by file name. The own picture goes on one card.

    CannotSet when one fails, or all of them together take too long.
    """
    without, begun = replace(shop, own=None), monotonic()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in texts.items():
            archive.writestr(zipfile.ZipInfo(name), text)
        for card in cards:
            for form in FORMS:
                if monotonic() - begun > PACK_SECONDS:
                    raise CannotSet(f"the package is not ready after {PACK_SECONDS} s")
                archive.writestr(
                    zipfile.ZipInfo(file_name(card, form)),
                    card_make(card=card, shop=shop if card.slug == own_on else without, form=form, picture=picture),
                )
    return packed.getvalue()


def file_name(card: Card, form: str) -> str:
    """Return how the file is called: 换货流程.png, 换货流程-长图.png."""
    return f"{card.name.zh}-长图.png" if form == "long" else f"{card.name.zh}.{form}"


def lacking(text: str) -> str:
    """Return the characters of a text that a card cannot show."""
    return missing_glyphs(text)


def _page(data: Mapping[str, Any], shop: Shop, picture: bytes, kind: Literal["pdf", "png", "svg"], ppi: float) -> bytes:
    pictures = {shop.own.name: picture} if shop.own else {}
    (made,) = typeset(Sheet(SHEET, data, pictures), kind, ppi=ppi)
    return made


def _described(svg: bytes, card: Card, summary: str) -> bytes:
    """Return the SVG with a title and what its pictures show, for a reader that cannot see it."""
    text = svg.decode()
    opened = SVG_OPEN.search(text)
    if opened is None:
        raise CannotSet("the SVG has no beginning")
    tag = opened[0].replace("<svg ", '<svg role="img" ', 1)
    words = f"<title>{escape(card.title)}</title><desc>{escape(summary)}</desc>"
    return (text[: opened.start()] + tag + words + text[opened.end() :]).encode()
