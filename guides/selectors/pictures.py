"""Pictures of steps as files: the SVG of the page, its PNG, and the card people see when a guide is shared."""

from __future__ import annotations

import base64
import hashlib

from guides.adapters import media
from guides.adapters.pictures import reading_webp
from guides.adapters.typeset import Sheet, typeset
from guides.domain.guide import GuideView, PictureView
from guides.domain.places import Place
from guides.domain.svg import picture_svg
from guides.models import Screenshot

# 360 units at 3 pixels each.
PPI = 216
FONTS = "Noto Sans SC"
# What a card has room for: steps, and pictures of so many times their width.
STEPS_SHARED, FULL_SIDE = 4, 1.45


def screenshot_content(pk: int) -> bytes | None:
    """Return the bytes of a screenshot that somebody confirmed to show nobody's data, None for any other."""
    row = _confirmed(pk)
    return media.read(row.name) if row else None


def screenshot_to_read(pk: int) -> bytes | None:
    """Return a confirmed screenshot as pages show it, light, made once; None for any other."""
    row = _confirmed(pk)
    if row is None:
        return None
    found = media.read(row.light_name)
    if found is None and (content := media.read(row.name)) is not None:
        found = reading_webp(content)
        media.keep(row.light_name, found)
    return found


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
    """Return the card of a guide, 1200 by 630 pixels: its title, where it leads, its first pictures."""
    pictures = _first_pictures(view)
    files = {f"picture{at}.svg": picture_file(one, language) for at, one in enumerate(pictures)}
    data = {
        "title": view.title.said(language),
        "place": place.name.said(language),
        "brand": "有据" if not language.startswith("en") else "Youju 有据",
        "steps": [step.title.said(language) for step in view.steps][:STEPS_SHARED],
        "pictures": [
            {"file": name, "ratio": round(one.height / one.width, 4)} for name, one in zip(files, pictures, strict=True)
        ],
    }
    sheet = Sheet("share.typ", data, {name: svg.encode() for name, svg in files.items()})
    return _once(f"share 2 {data} {list(files.values())}", sheet, 72)


def shared_screenshots(view: GuideView) -> bool:
    """True when a screenshot is among the pictures on the guide's card."""
    return any(one.screenshot for one in _first_pictures(view))


def _confirmed(pk: int) -> Screenshot | None:
    return Screenshot.objects.filter(pk=pk, confirmed_no_personal_data_at__isnull=False).first()


def _first_pictures(view: GuideView) -> list[PictureView]:
    """Return the pictures that fill the side of the card: one that is long, else as many as it takes."""
    found: list[PictureView] = []
    for step in view.steps:
        if step.picture and sum(one.height / one.width for one in found) < FULL_SIDE:
            found.append(step.picture)
    return found


def _once(key: str, sheet: Sheet, ppi: float) -> bytes:
    """Return the sheet's picture, from the store if these words were drawn before."""
    name = f"guides/drawn/{hashlib.sha256(key.encode()).hexdigest()}.png"
    content = media.read(name)
    if content is None:
        content = typeset(sheet, "png", ppi=ppi)[0]
        media.keep(name, content)
    return content
