"""The covered variant: what in the texts must not be read by others is struck, everywhere it stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from cases.domain.one_sentence import named_numbers
from cases.domain.order_number import STRUCK, number_finder, number_struck

# Kept as they are: fingerprints would be taken for card numbers, and nothing of a person is in them.
PLAIN = frozenset({"sha256", "media_type", "id", "format"})
PERSONAL = (
    # Identity card, bank card, mobile, landline with its area, mail: longest first.
    re.compile(r"(?<![0-9A-Za-z])\d{17}[\dXx](?![0-9A-Za-z])"),
    re.compile(r"(?<![0-9A-Za-z])\d{4}(?:[ -]?\d{4}){3}(?:[ -]?\d{1,3})?(?![0-9A-Za-z])"),
    re.compile(r"(?<![0-9A-Za-z])(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?![0-9A-Za-z])"),
    re.compile(r"(?<!\d)0\d{2,3}[- ]\d{7,8}(?!\d)"),
    re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
)
PUBLIC = frozenset({"报告编号", "统一社会信用代码"})
# Private code points: nothing that is typed and shown holds one.
ASIDE = 0xF0000


def covered(content: dict[str, Any], *, whole_number: bool) -> dict[str, Any]:
    """Return the content with personal numbers struck and, unless `whole_number`, the order number down to its tail."""
    strike = striker(
        str(content.get("order_no", "")),
        whole_number=whole_number,
        kept=public_numbers(content),
        named=set(_named_in(content)),
    )
    found = _walk(content, strike)
    assert isinstance(found, dict)
    return found


def public_numbers(content: Mapping[str, Any]) -> list[str]:
    """Return the numbers that stay: those an office or a laboratory gave, and the seller's published one."""
    found = [number for _kind, number in content.get("numbers", [])]
    rows = [row for one in content.get("exhibits", []) for row in one.get("details", [])]
    rows += [row for one in content.get("parties", []) for row in one["rows"]]
    return [*found, *(value for name, value in rows if name in PUBLIC)]


def striker(
    order_no: str, *, whole_number: bool, kept: Iterable[str] = (), named: Iterable[str] = ()
) -> Callable[[str], str]:
    """Return the function that strikes one text.

    `kept` are numbers to leave: those a platform or an office gave. `named` are order numbers besides the case's own.
    """
    own = [(order_no, order_no if whole_number else number_struck(order_no))]
    public = [(one, one) for one in kept]
    # The longest first: 1234567 holds no 12345, but 12345-67 may.
    rest = [] if whole_number else sorted(named, key=lambda one: (-len(one), one))
    others = [(one, number_struck(one)) for one in rest]
    aside = [(found, shown) for one, shown in own + public + others if (found := number_finder(one)) is not None]

    def strike(text: str) -> str:
        # Set aside first, each under a sign of its own, so that a long one is not struck as a card.
        for at, (pattern, _) in enumerate(aside):
            text = pattern.sub(chr(ASIDE + at), text)
        if not whole_number:
            for one in named_numbers(text):
                found = number_finder(one)
                text = found.sub(number_struck(one), text) if found else text
        for pattern in PERSONAL:
            text = pattern.sub(STRUCK, text)
        for at, (_, shown) in enumerate(aside):
            text = text.replace(chr(ASIDE + at), shown)
        return text

    return strike


def _named_in(value: Any) -> Iterator[str]:
    """Yield the order numbers that texts call so: typed into a sentence, they may be in no field."""
    if isinstance(value, str):
        yield from named_numbers(value)
    elif isinstance(value, list | dict):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _named_in(one)


def _walk(value: Any, strike: Callable[[str], str], name: str = "") -> Any:
    if isinstance(value, str):
        return value if name in PLAIN else strike(value)
    if isinstance(value, list):
        return [_walk(one, strike, name) for one in value]
    if isinstance(value, dict):
        return {key: _walk(one, strike, key) for key, one in value.items()}
    return value
