"""Marks over an exhibit, page by page: `page` says on which page of a PDF a mark lies, and without it on the first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

Marks = Sequence[Mapping[str, Any]]


def page_of(mark: Mapping[str, Any]) -> int:
    return int(mark.get("page", 1))


def marks_on(marks: Marks, page: int) -> list[dict[str, Any]]:
    """Return the marks on that page, as they lie over its picture; a picture is its own first page."""
    return [_bare(mark) for mark in marks if page_of(mark) == page]


def marked_pages(marks: Marks) -> list[int]:
    """Return the pages that have marks, in order."""
    return sorted({page_of(mark) for mark in marks})


def with_marks(marks: Marks, page: int, fresh: Marks) -> list[dict[str, Any]]:
    """Return the marks with those of one page replaced, in the order of the pages."""
    there = [_bare(mark) if page == 1 else {**_bare(mark), "page": page} for mark in fresh]
    return sorted([*(dict(mark) for mark in marks if page_of(mark) != page), *there], key=page_of)


def marks_in(marks: Marks, held: Sequence[int]) -> list[dict[str, Any]]:
    """Return the marks of a copy that holds those pages alone, each on the page it is there."""
    found: list[dict[str, Any]] = []
    for at, page in enumerate(held, 1):
        found = with_marks(found, at, marks_on(marks, page))
    return found


def pages_fit(marks: Iterable[Mapping[str, Any]]) -> None:
    """Return nothing. ValueError for a page that is none."""
    for mark in marks:
        page = mark.get("page", 2)
        if type(page) is not int or page < 2:
            raise ValueError("no page")


def _bare(mark: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in mark.items() if name != "page"}
