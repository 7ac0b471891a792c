"""Pictures of steps as files: the SVG of the page, its PNG, and the card people see when a guide is shared."""

from __future__ import annotations

import base64
import hashlib

from guides.adapters import media
from guides.adapters.typeset import Sheet, typeset
from guides.domain.guide import GuideView, PictureView
from guides.domain.places import Place
from guides.domain.svg import picture_svg
from guides.models import Screenshot

# 360 units at 3 pixels each.
PPI = 216
FONTS = "Noto Sans SC"


def screenshot_content(pk: int) -> bytes | None:
    """Return the bytes of a screenshot that somebody confirmed to show nobody's data, None for any other."""
    row = Screenshot.objects.filter(pk=pk, confirmed_no_personal_data_at__isnull=False).first()
    return media.read(row.name) if row else None


def picture_file(picture: PictureView, language: str) -> str:
    """Return the picture as an SVG file that needs nothing else; a screenshot is inside it."""
    content = screenshot_content(picture.screenshot) if picture.screenshot else None
    href = f"data:image/png;base64,{base64.b64encode(content).decode()}" if content else ""
    return picture_svg(picture, language, name="picture", href=href, fonts=FONTS)


def picture_png(picture: PictureView, language: str) -> bytes:
    """Return the picture as a PNG 1080 pixels wide, drawn once."""
    svg = picture_file(picture, language)
    return _once(svg, Sheet("picture.typ", {}, {"picture.svg": svg.encode()}), PPI)


def share_png(view: GuideView, place: Place, language: str) -> bytes:
    """Return the card of a guide, 1200 by 630 pixels: its title, where it leads, its first picture."""
    first = next((step.picture for step in view.steps if step.picture), None)
    svg = picture_file(first, language) if first else ""
    data = {
        "title": view.title.said(language),
        "place": place.name.said(language),
        "brand": "有据" if not language.startswith("en") else "Youju 有据",
        "steps": [step.title.said(language) for step in view.steps][:5],
        "picture": bool(svg),
    }
    return _once(f"share {data} {svg}", Sheet("share.typ", data, {"picture.svg": svg.encode()} if svg else {}), 72)


def _once(key: str, sheet: Sheet, ppi: float) -> bytes:
    """Return the sheet's picture, from the store if these words were drawn before."""
    name = f"guides/drawn/{hashlib.sha256(key.encode()).hexdigest()}.png"
    content = media.read(name)
    if content is None:
        content = typeset(sheet, "png", ppi=ppi)[0]
        media.keep(name, content)
    return content
