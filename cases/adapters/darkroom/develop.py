"""What is done to a file inside the bounded process: decode it, say what it is, draw what pages show of it.

Runs without Django, with no way to the database and nothing secret in its memory. It raises Damaged, or whatever a
decoder raises, and its limits may end it at any point.
"""

from __future__ import annotations

import contextlib
import io
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw

from cases.adapters.darkroom import papers
from cases.adapters.darkroom.pixels import (
    PREVIEW_PIXELS,
    Damaged,
    frame,
    frames,
    is_too_large,
    opened,
    plain,
    shrunk,
    turn_of,
    turned,
)
from cases.adapters.darkroom.slices import LONG, sliced
from cases.adapters.darkroom.sound import length_of
from cases.domain.covers import Box, Covers, of_first_alone, on_page
from cases.domain.media.boxes import believable, movie
from cases.domain.media.types import AUDIO, PAPER, PICTURE, VIDEO, media_type

# A covered copy of a photo larger than this is half as wide and high, or a quarter: no page or print shows more.
COVERED_PIXELS = 25_000_000
# What a covered screenshot may take without loss; what is larger is as good as a photo.
LOSSLESS_BYTES = 4_000_000
PHOTOS = ("JPEG", "HEIF")
LONG_SIDE, LONG_SHORT_SIDE, LONGEST_SIDE = 1600, 1080, 16_000
# What would be narrower than this goes on further down; no WebP is so high.
NARROWEST, HIGHEST_SIDE = 400, 32_000
THUMB = (360, 480)
PAPER_SIDE, STILL_SIDE = 1600, 960
A4_HEIGHT = 842  # in points
# After so much of its processor time a job draws no further pages: the first is worth more than all of them.
PAGES_SECONDS = 5.0
# Nor when the pages of a covered copy, which are held until it is bound, have so many pixels together.
HELD_PIXELS = 60_000_000


def develop(job: dict[str, Any]) -> dict[str, Any]:
    """Return what was found, with the pictures made as {variant: {path, width, height}}."""
    kind, path, out = media_type(job["media_type"]), Path(job["path"]), Path(job["out"])
    if kind.family == PICTURE:
        covers, pages = job.get("covers") or [], int(job.get("pages") or 1)
        return _picture(kind.decoder, path, out, covers, pages, careful=bool(job.get("careful")))
    if kind.family == PAPER:
        careful = bool(job.get("careful"))
        return _paper(path, out, job.get("covers") or [], int(job.get("pages") or 1), forms=not careful)
    if kind.family == VIDEO:
        return _video(kind.name, path, out, job.get("ffmpeg") or "", int(job.get("stills") or 0))
    if kind.family == AUDIO:
        return {"milliseconds": length_of(kind.name, path)}
    return {}


def _picture(decoder: str, path: Path, out: Path, covers: Covers, most: int, *, careful: bool) -> dict[str, Any]:
    with opened(decoder, path, careful=careful) as image:
        turn, pages = turn_of(decoder, image), frames(decoder, image)
        found: dict[str, Any] = {"width": image.width, "height": image.height, **_taken(image.getexif())}
        if turn in (5, 6, 7, 8):
            found["width"], found["height"] = image.height, image.width
        if pages > 1:
            found["pages"] = pages
        if is_too_large(decoder, image):
            return found | {"note": "pixels"}
        if pages > 1:
            return found | _leaves(pages, partial(frame, image, side=PAPER_SIDE), out, covers, most)
        if covers and not careful:
            # The covered copy keeps every pixel that is not covered, as far as that is of use.
            whole = plain(turned(_bounded(image), turn))
        else:
            # Where that failed before, what a page shows is still better than no covered copy.
            target = _screen_size(*image.size)
            image.draft("RGB", target)  # a JPEG is decoded no larger than needed
            whole = turned(shrunk(image, target), turn)
        found["made"] = draw(whole, out, slices=not covers)
        if covers:
            found["made"] |= _covered(whole, on_page(covers, 1), out, slices=True, photo=decoder in PHOTOS)
        return found


def _bounded(image: Image.Image) -> Image.Image:
    """Return the picture, a huge photo at half or a quarter of its width and height.

    A long screenshot would not be readable then: it stays whole as long as there is room for it.
    """
    width, height = image.size
    most, by = PREVIEW_PIXELS if max(width, height) > LONG * min(width, height) else COVERED_PIXELS, 1
    while width * height > most * by * by:
        by *= 2
    if by == 1:
        return image
    image.draft("RGB", (width // by, height // by))
    if image.size != (width, height):
        return image
    # Each pixel comes of those that lie in it: nothing from under a rectangle gets beside it.
    return (image if image.mode in ("RGB", "L") else plain(image)).reduce(by)


def _taken(data: Image.Exif) -> dict[str, str]:
    """Return when the camera says it was taken. What it says is shown as proposed and nothing else."""
    try:
        more = data.get_ifd(0x8769)
        taken = more.get(0x9003) or more.get(0x9004) or ""
        return {"taken": str(taken)[:19], "offset": str(more.get(0x9011) or "")[:6]} if taken else {}
    except Exception:
        return {}  # a broken note in a whole picture


def _screen_size(width: int, height: int) -> tuple[int, int]:
    """Return the largest size shown on a page: a long screenshot stays readable, a photo fits a screen."""
    short, long = min(width, height), max(width, height)
    share = min(1.0, LONG_SIDE / long)
    if long > LONG * short:
        highest = max(LONGEST_SIDE / long, min(NARROWEST / short, HIGHEST_SIDE / long))
        share = min(1.0, LONG_SHORT_SIDE / short, highest)
    return max(1, round(width * share)), max(1, round(height * share))


def draw(image: Image.Image, out: Path, prefix: str = "", *, slices: bool = False) -> dict[str, Any]:
    """Return the screen size and the thumbnail of a plain picture, and its slices for print, written into `out`."""
    screen = _on_screen(image)
    made = {} if prefix else {"screen": _write(screen, out / "screen", quality=82)}
    if slices:
        # A page of a PDF is no wider than print needs it; of a picture the original may be.
        made |= sliced(image if image.width <= LONG_SHORT_SIDE else screen, out, _write)
    name = f"{prefix}thumb"
    return made | {name: _write(_thumb(screen), out / name, quality=75)}


def _on_screen(image: Image.Image) -> Image.Image:
    size = _screen_size(*image.size)
    return image if image.size == size else image.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)


def _thumb(screen: Image.Image) -> Image.Image:
    """Return the top of the picture in the proportion of a tile: a chat is told by its head."""
    width, height = screen.size
    top = screen.crop((0, 0, width, min(height, round(width * THUMB[1] / THUMB[0]))))
    top.thumbnail(THUMB, Image.Resampling.LANCZOS)
    return top


def _write(image: Image.Image, place: Path, *, quality: int) -> dict[str, Any]:
    if max(image.size) > LONGEST_SIDE:
        path, kind = place.with_suffix(".jpg"), "image/jpeg"
        image.save(path, "JPEG", quality=quality)
    else:
        path, kind = place.with_suffix(".webp"), "image/webp"
        image.save(path, "WEBP", quality=quality, method=1)
    return {"path": str(path), "media_type": kind, "width": image.width, "height": image.height}


def _covered(
    whole: Image.Image, boxes: Sequence[Box], out: Path, *, slices: bool = False, photo: bool = False
) -> dict[str, Any]:
    """Return the covered copy and its thumbnail, drawn on `whole`: pixels under a rectangle are gone, not hidden."""
    copy = whole
    _blacken(copy, boxes)
    lossless = None if photo else _png(copy)
    if lossless is not None:
        path, kind = out / "covered.png", "image/png"
        path.write_bytes(lossless)
    else:
        path, kind = out / "covered.jpg", "image/jpeg"
        copy.save(path, "JPEG", quality=92, subsampling=0)
    full = {"path": str(path), "media_type": kind, "width": copy.width, "height": copy.height}
    return {"covered": full} | draw(copy, out, "covered-", slices=slices)


class _Short(io.BytesIO):
    """Takes no more than LOSSLESS_BYTES: what would be thrown away is not compressed to its end."""

    def write(self, content: Any) -> int:
        if self.tell() + len(content) > LOSSLESS_BYTES:
            raise OverflowError
        return super().write(content)


def _png(image: Image.Image) -> bytes | None:
    """Return it as a PNG; None when that is too large."""
    made = _Short()
    try:
        image.save(made, "PNG", compress_level=3)
    except OverflowError:
        return None
    return made.getvalue()


def _blacken(copy: Image.Image, boxes: Sequence[Box]) -> None:
    pen = ImageDraw.Draw(copy)
    for x, y, width, height in boxes:
        left, top = int(x * copy.width / 1000), int(y * copy.height / 1000)
        # Up to and with the pixel the rectangle touches: nothing of what it was drawn over shows at an edge.
        right, bottom = -int(-(x + width) * copy.width // 1000), -int(-(y + height) * copy.height // 1000)
        pen.rectangle((left, top, max(left, right), max(top, bottom)), fill=(24, 22, 16))


def _paper(path: Path, out: Path, covers: Covers, most: int, *, forms: bool) -> dict[str, Any]:
    document = papers.opened(path, forms=forms)
    return _leaves(len(document), partial(papers.page, document, side=PAPER_SIDE), out, covers, most)


def _leaves(pages: int, page_fn: Callable[[int], Image.Image], out: Path, covers: Covers, most: int) -> dict[str, Any]:
    """Return what was found of what has pages: the first with its thumbnail, and the further ones, up to `most`."""
    began = time.process_time()
    first = page_fn(1)
    found = {"pages": pages, "width": first.width, "height": first.height, "made": draw(first, out, slices=not covers)}
    held = [first]
    if covers:
        found["made"] |= _covered(first, on_page(covers, 1), out, slices=True)
    for number in range(2, min(pages, most) + 1):
        spent = time.process_time() - began
        if spent > PAGES_SECONDS or sum(one.width * one.height for one in held) > HELD_PIXELS:
            break
        # One bad page does not take the others with it.
        with contextlib.suppress(Damaged):
            page = page_fn(number)
            made = _further(page, number, covers, out)
            found["made"] |= made
            if f"page-{number}" in made:
                held += [page] if covers else []
    if covers:
        found["made"]["covered-pdf"] = bound(held, out / "covered.pdf")
    return found


def _further(page: Image.Image, number: int, covers: Covers, out: Path) -> dict[str, Any]:
    """Return the pictures of a further page, and blacken it: what pages show, and what to draw over where they differ.

    Where the covers are from when a copy held the first page alone, there is nothing of the others but to draw over.
    """
    made, boxes, bare = {}, on_page(covers, number), f"screen-{number}"
    if boxes or of_first_alone(covers):
        made[bare] = _write(_on_screen(page), out / bare, quality=82)
    if not of_first_alone(covers):
        _blacken(page, boxes)
        made[f"page-{number}"] = _write(_on_screen(page), out / f"page-{number}", quality=82)
    return made


def bound(pages: Sequence[Image.Image], path: Path) -> dict[str, Any]:
    """Return a new PDF of the pictures, written to `path`: no text, no name, no moment is in it."""
    first, *others = pages
    # Without these Pillow writes the name of the file and the hour into it.
    nothing = {"title": "", "creationDate": "", "modDate": ""}
    size = {"resolution": PAPER_SIDE / A4_HEIGHT * 72, "quality": 88}
    first.save(path, "PDF", save_all=True, append_images=others, **size, **nothing)
    return {"path": str(path), "media_type": "application/pdf", "width": first.width, "height": first.height}


def _video(name: str, path: Path, out: Path, ffmpeg: str, count: int) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if name != "video/webm":
        try:
            with path.open("rb") as file:
                film = movie(file, path.stat().st_size)
        except ValueError as error:
            raise Damaged from error
        found = {"milliseconds": film.milliseconds, "made_1904": film.made}
    if ffmpeg:
        found |= _stills(ffmpeg, name, path, out, found.get("milliseconds"), count)
    return found


def _stills(ffmpeg: str, name: str, path: Path, out: Path, milliseconds: int | None, count: int) -> dict[str, Any]:
    """Return poster and stills, and the length of a film that does not say it in its boxes; {} for no picture."""
    from cases.adapters.darkroom import poster

    first = poster.poster(ffmpeg, name, path, out)
    if first is None:
        return {}
    found = {"width": first.width, "height": first.height, "made": draw(plain(first), out)}
    milliseconds = milliseconds or believable(poster.length(ffmpeg, name, path) or 0, path.stat().st_size)
    if milliseconds:
        found["milliseconds"] = milliseconds
        for n, image in poster.stills(ffmpeg, name, path, out, milliseconds, count):
            small = plain(image)
            small.thumbnail((STILL_SIDE, STILL_SIDE), Image.Resampling.LANCZOS)
            found["made"][f"still-{n}"] = _write(small, out / f"shown-{n}", quality=80)
    return found
