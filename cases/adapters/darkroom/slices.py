"""Cuts a long screenshot for print where nothing is written: at rows that look like the ones beside them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PIL import Image, ImageChops

# Higher than this many times its width, a picture does not fit a page and stay readable.
LONG = 2.5
# A slice is as high as a printed page is, against its width; the last two thirds of it may hold the cut.
HIGHEST, LOWEST = 1.4, 0.9
MOST = 60
COLUMNS, STEP = 180, 14
# So many rows on either side of a cut must be quiet too: no letter is shaved.
CALM = 4


def is_long(width: int, height: int) -> bool:
    return height > LONG * width


def cuts(image: Image.Image) -> list[tuple[int, int]]:
    """Return (top, bottom) of every slice, from the top to the end of the picture without gap or overlap."""
    noise = _noise(image)
    high, low = round(image.width * HIGHEST), round(image.width * LOWEST)
    spans: list[tuple[int, int]] = []
    top = 0
    while image.height - top > high and len(spans) < MOST - 1:
        # Never a last slice of a few rows: what is left is shared.
        furthest = min(top + high, image.height - low // 3)
        bottom = min(range(top + low, furthest + 1), key=lambda row: (noise[row], furthest - row), default=furthest)
        spans.append((top, bottom))
        top = bottom
    return [*spans, (top, image.height)]


def sliced(image: Image.Image, out: Path, write: Any) -> dict[str, Any]:
    """Return {slice-1: {path, …, top}} of a long picture, written into `out` by `write`; {} for any other."""
    if not is_long(*image.size):
        return {}
    made = {}
    for n, (top, bottom) in enumerate(cuts(image), 1):
        name = f"slice-{n}"
        made[name] = write(image.crop((0, top, image.width, bottom)), out / name, quality=86) | {"top": top}
    return made


def _noise(image: Image.Image) -> list[int]:
    """Return for every row how much is written in it and in the rows beside it: 0 for an even one."""
    small = image.convert("L").resize((COLUMNS, image.height), Image.Resampling.BOX)
    across = _steps(small, 1, 0)
    # A line drawn across has no steps along it, but the rows above and below differ from it.
    down = _steps(small, 0, 1)
    both = [max(one, other) for one, other in zip(across, down, strict=True)]
    return [max(both[max(at - CALM, 0) : at + CALM + 1]) for at in range(len(both))]


def _steps(small: Image.Image, right: int, below: int) -> bytes:
    """Return for every row how many of its points differ from the one to the left or above, 0 to 255."""
    width, height = small.size
    moved = Image.new("L", small.size)
    moved.paste(small, (right, below))
    # What came in at the edge is compared with itself.
    moved.paste(small.crop((0, 0, right or width, below or height)), (0, 0))
    steps = ImageChops.difference(small, moved).point([255 * (value > STEP) for value in range(256)])
    return steps.resize((1, height), Image.Resampling.BOX).tobytes()
