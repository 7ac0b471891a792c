"""What a dossier shows of one file, drawn inside the bounded process: a copy of its pixels, cut into pages if long.

Runs as `develop` does: without Django, within limits, and for one file at a time.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from PIL import Image

from cases.adapters.darkroom import papers
from cases.adapters.darkroom.burn import burn
from cases.adapters.darkroom.develop import PAGES_SECONDS, bound
from cases.adapters.darkroom.pixels import PREVIEW_PIXELS, Damaged, frame, frames, opened, shrunk, turn_of, turned
from cases.adapters.darkroom.slices import cuts, is_long
from cases.domain.media.types import PAPER, PICTURE, media_type
from cases.domain.page_marks import marks_on

# The copy for whoever looks closely; a long screenshot keeps what a telephone shows in its width.
LONG_SIDE, LONG_WIDTH, LONGEST_SIDE = 1900, 1080, 24_000
# A page of A4 at about 150 dots to the inch: whoever typesets holds the pixels of all pages at once.
PLATE_SIDE = 1280
PAPER_SIDE, MOST_PAPER = 1280, 20
QUALITY = 84


def plates(job: dict[str, Any]) -> dict[str, Any]:
    """Return {"copy": {…}, "plates": [{…}]}: the whole picture as a clean file, and what stands on each page.

    A PDF has a plate a page and no copy; a TIFF with several pages has a plate for each too, and as its copy a PDF of
    them, which holds the pages `held`. What is no picture has neither. Marks are drawn on the plates alone, at the
    size the page shows, each on its page.
    """
    kind, path, out = media_type(job["media_type"]), Path(job["path"]), Path(job["out"])
    marks, careful = job.get("marks", []), bool(job.get("careful"))
    if kind.family == PICTURE:
        with opened(kind.decoder, path) as image:
            count = frames(kind.decoder, image)
            if count > 1 and image.width * image.height <= PREVIEW_PIXELS:
                return _sheets(image, count, marks, out)
            turn, target = turn_of(kind.decoder, image), _size(*image.size)
            image.draft("RGB", target)
            whole = turned(shrunk(image, target), turn)
        copy = _write(whole, out / "copy.jpg")
        made = [_write(one, out / f"plate-{at}.jpg") for at, one in enumerate(_pieces(whole, marks_on(marks, 1)), 1)]
        return {"copy": copy, "plates": made}
    if kind.family == PAPER:
        pages = _paper(path, marks, forms=not careful)
        return {"copy": None, "plates": [_write(one, out / f"plate-{at}.jpg") for at, one in enumerate(pages, 1)]}
    return {"copy": None, "plates": []}


def _sheets(image: Image.Image, count: int, marks: list[dict[str, Any]], out: Path) -> dict[str, Any]:
    pages: dict[int, Image.Image] = {1: frame(image, 1, side=LONG_SIDE)}
    for number in range(2, min(count, MOST_PAPER) + 1):
        if time.process_time() > PAGES_SECONDS:
            break
        with contextlib.suppress(Damaged):  # one bad page does not take the others with it
            pages[number] = frame(image, number, side=LONG_SIDE)
    copy = bound(list(pages.values()), out / "copy.pdf")
    made = []
    for at, (number, page) in enumerate(pages.items(), 1):
        here = marks_on(marks, number)
        plate = burn(_on_page(page), here) if here else _on_page(page)
        made.append(_write(plate, out / f"plate-{at}.jpg"))
    return {"copy": copy, "plates": made, "held": list(pages)}


def _pieces(image: Image.Image, marks: list[dict[str, Any]]) -> Iterator[Image.Image]:
    """Yield what a page each holds: a long picture in slices, the marks of each where they fall."""
    spans = cuts(image) if is_long(*image.size) else [(0, image.height)]
    for top, bottom in spans:
        piece = _on_page(image.crop((0, top, image.width, bottom)))
        if marks:
            share = piece.width / image.width
            piece = burn(piece, marks, top=round(top * share), whole=round(image.height * share))
        yield piece


def _on_page(image: Image.Image) -> Image.Image:
    """Return the piece no larger than a page shows it; the given one changes its size."""
    image.thumbnail((PLATE_SIDE, PLATE_SIDE), Image.Resampling.LANCZOS, reducing_gap=2.0)
    return image


def _size(width: int, height: int) -> tuple[int, int]:
    short, long = min(width, height), max(width, height)
    if is_long(short, long):
        share = min(1.0, LONG_WIDTH / short, LONGEST_SIDE / long)
    else:
        share = min(1.0, LONG_SIDE / long)
    return max(1, round(width * share)), max(1, round(height * share))


def _write(image: Image.Image, path: Path) -> dict[str, Any]:
    image.save(path, "JPEG", quality=QUALITY, subsampling=0)
    return {"path": str(path), "width": image.width, "height": image.height}


def _paper(path: Path, marks: list[dict[str, Any]], *, forms: bool) -> Iterator[Image.Image]:
    document = papers.opened(path, forms=forms)
    for number in range(1, min(len(document), MOST_PAPER) + 1):
        page, here = papers.page(document, number, side=PAPER_SIDE), marks_on(marks, number)
        yield burn(page, here) if here else page
