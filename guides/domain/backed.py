"""Sentences with parts that only a record backs.

`[?goods/video ，照片附上]` is said when there is one of those exhibits; `[?goods A|B]` says B where there is none.
`[?problem:defect/damaged …]` and `[?demand:refund …]` are said in a case of such a kind, with such a demand.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

PART = re.compile(r"\[\?((?:(?:problem|demand):)?[a-z_]+(?:/[a-z_]+)*) ([^\[\]|]*)(?:\|([^\[\]|]*))?\]")
SIGNS = re.compile(r"[\[\]|]")
EDGES = "，。；、：,.;: "


class Part(NamedTuple):
    """Words that any one of the kinds backs: of exhibit, or `problem:…` and `demand:…` of the case."""

    kinds: tuple[str, ...]
    words: str


def said_with(text: str, kinds: Collection[str]) -> str:
    """Return the text as somebody of whom these kinds hold may send it."""

    def chosen(part: re.Match[str]) -> str:
        return part[2] if set(_kinds(part[1])) & set(kinds) else part[3] or ""

    return PART.sub(chosen, text)


def parts_of(text: str) -> tuple[Part, ...]:
    """Return what is said only where something backs it, without the marks at its edges."""
    return tuple(Part(_kinds(part[1]), part[2].strip(EDGES)) for part in PART.finditer(text))


def strange_signs(text: str) -> Iterator[str]:
    """Yield what is left of brackets that are no part."""
    yield from SIGNS.findall(PART.sub("", text))


def _kinds(condition: str) -> tuple[str, ...]:
    about, colon, slugs = condition.rpartition(":")
    return tuple(f"{about}{colon}{slug}" for slug in slugs.split("/"))
