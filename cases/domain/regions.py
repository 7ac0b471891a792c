"""Where an exhibit shows the words of a promise: [x, y, width, height] in thousandths of its picture, [] for all of it.

On a further page of a PDF the number of that page follows; without one it is the first, or the picture itself.
"""

from __future__ import annotations

from collections.abc import Sequence

from cases.domain.covers import SIDES, boxes_of


def box_of(region: Sequence[float]) -> list[float]:
    """Return the box as it lies over the picture of its page; [] for none."""
    return list(region[: len(SIDES)])


def region_page(region: Sequence[float]) -> int:
    """Return which page it is on; 1 for none."""
    return int(region[len(SIDES)]) if len(region) > len(SIDES) else 1


def pointed(there: Sequence[float], box: Sequence[float], page: int) -> list[float]:
    """Return the region once a page was saved with that box, or without: then one on another page stays."""
    if box:
        return [*box, page] if page > 1 else list(box)
    return list(there) if there and region_page(there) != page else []


def region_fits(region: Sequence[float]) -> None:
    """Return nothing. ValueError or TypeError for what was never kept as one."""
    boxes_of([box_of(region)] if region else [])
    page = region[len(SIDES) :]
    if page and (len(page) > 1 or type(page[0]) is not int or page[0] < 2):
        raise ValueError("no page")
