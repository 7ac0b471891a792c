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
# After so many no further page of the file is begun: a long page alone may have as many.
MOST_PLATES = 60
QUALITY = 84


def plates(job: dict[str, Any]) -> dict[str, Any]:
    """Return {"copy": {…}, "plates": [{…}]}: the whole picture as a clean file, and what stands on each page.

    A PDF has its pages on plates, `drawn` of them, and no copy; a TIFF with several pages has so too, and as its copy a
    PDF of them, which holds the pages `held`. What is no picture has neither. Marks are drawn on the plates alone, at
    the size the page shows, each on its page.
    """
    kind, path, out = media_type(job["media_type"]), Path(job["path"]), Path(job["out"])
    marks, careful = job.get("marks", []), bool(job.get("careful"))
    if kind.family == PICTURE:
        with opened(kind.decoder, path, careful=careful) as image:
            count = frames(kind.decoder, image)
            if count > 1 and image.width * image.height <= PREVIEW_PIXELS:
                return _sheets(image, count, marks, out)
            turn, target = turn_of(kind.decoder, image), _size(*image.size)
            image.draft("RGB", target)
            whole = turned(shrunk(image, target), turn)
        copy = _write(whole, out / "copy.jpg")
        return {"copy": copy, "plates": _plates_of(whole, marks_on(marks, 1), out, 0)}
    if kind.family == PAPER:
        return _paper(path, marks, out, forms=not careful)
    return {"copy": None, "plates": []}


def _sheets(image: Image.Image, count: int, marks: list[dict[str, Any]], out: Path) -> dict[str, Any]:
    began = time.process_time()
    pages: dict[int, Image.Image] = {1: frame(image, 1, side=LONG_SIDE)}
    for number in range(2, min(count, MOST_PAPER) + 1):
        if time.process_time() - began > PAGES_SECONDS:
            break
        with contextlib.suppress(Damaged):  # one bad page does not take the others with it
            pages[number] = frame(image, number, side=LONG_SIDE)
    copy = bound(list(pages.values()), out / "copy.pdf")
    made: list[dict[str, Any]] = []
    for number, page in pages.items():
        made += _plates_of(page, marks_on(marks, number), out, len(made))
    return {"copy": copy, "plates": made, "held": list(pages), "drawn": len(pages)}


def _plates_of(page: Image.Image, marks: list[dict[str, Any]], out: Path, before: int) -> list[dict[str, Any]]:
    """Return what a page each holds of it, written into `out`, numbered on from those `before`."""
    return [_write(one, out / f"plate-{at}.jpg") for at, one in enumerate(_pieces(page, marks), before + 1)]


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


def _paper(path: Path, marks: list[dict[str, Any]], out: Path, *, forms: bool) -> dict[str, Any]:
    began = time.process_time()
    document = papers.opened(path, forms=forms)
    made: list[dict[str, Any]] = []
    drawn = 0
    for number in range(1, min(len(document), MOST_PAPER) + 1):
        if drawn and (time.process_time() - began > PAGES_SECONDS or len(made) >= MOST_PLATES):
            break
        page = papers.page(document, number, side=PAPER_SIDE)
        made += _plates_of(page, marks_on(marks, number), out, len(made))
        drawn = number
    return {"copy": None, "plates": made, "drawn": drawn}
