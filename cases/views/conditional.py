"""What a request says of the copy its sender has, and of the part it wants (RFC 9110, 13 and 14)."""

from __future__ import annotations

import re

from django.http import HttpRequest
from django.utils.http import parse_etags

_SET = re.compile(r"bytes=(.*)", re.I)
_SPEC = re.compile(r"([0-9]*)-([0-9]*)")
# Longer than any file: as good as the number itself, and never slow to read.
_DIGITS = 18


def has_it(request: HttpRequest, etag: str) -> bool:
    """Return whether the sender has this already: compared weakly, as a copy is as good as the bytes."""
    tags = parse_etags(request.headers.get("If-None-Match", ""))
    return "*" in tags or etag in {tag.removeprefix("W/") for tag in tags}


def asked_span(request: HttpRequest, etag: str, size: int) -> tuple[int, int] | None:
    """Return the first and last byte of the part that is asked for, None for the whole: so also for what says no range,
    for several parts, and for a part of a file that has changed since. ValueError when none of it is in the file.
    """
    said = request.headers.get("Range", "").strip()
    if request.method != "GET" or request.headers.get("If-Range", etag).strip() != etag:
        return None
    spans = _spans(said, size)
    if not spans:
        return None
    met = [span for span in spans if span is not None]
    if not met:
        raise ValueError(said)
    return met[0] if len(spans) == 1 else None


def _spans(said: str, size: int) -> list[tuple[int, int] | None]:
    """Return the parts, None for one that is not in the file; an empty list when it does not say parts of bytes."""
    found = _SET.fullmatch(said)
    if found is None:
        return []
    specs = [_SPEC.fullmatch(one.strip(" \t")) for one in found[1].split(",")]
    read = [None if spec is None else _span(spec[1], spec[2], size) for spec in specs]
    return [] if None in read else [one[0] for one in read if one is not None]


def _span(first: str, last: str, size: int) -> tuple[tuple[int, int] | None] | None:
    """Return (the part,), (None,) when it is not in the file, None when this is no part at all."""
    if not first and not last:
        return None
    if not first:
        count = min(_number(last), size)
        return ((size - count, size - 1) if count else None,)
    start = _number(first)
    if last and _number(last) < start:
        return None
    end = min(_number(last), size - 1) if last else size - 1
    return ((start, end) if start <= end else None,)


def _number(digits: str) -> int:
    digits = digits.lstrip("0") or "0"
    return int(digits) if len(digits) <= _DIGITS else 10**_DIGITS
