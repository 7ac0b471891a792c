"""Numbers as people write them: 3, 三, 两, 十五, 廿四, 一百二十, and the loose pairs 两三, 三五, 十七八."""

from __future__ import annotations

import re
from functools import lru_cache

DIGITS = {
    **dict(zip("零一二三四五六七八九", range(10), strict=True)),
    "〇": 0,
    "两": 2,
    "俩": 2,
    "仨": 3,
}
NUMERAL = "零〇一二两俩三仨四五六七八九十百廿卅"

_WHOLE = re.compile(
    r"(?:(?P<hundreds>[一二两三四五六七八九])百)?(?P<gap>零)?"
    r"(?:(?P<tens>[一二三四五六七八九]?)(?P<ten>十)|(?P<score>[廿卅]))?"
    r"(?P<ones>[零〇一二两俩三仨四五六七八九])?"
)
_PAIR = re.compile(
    r"(?P<head>(?:[二三四五六七八九]?十)?)(?P<low>[一二两三四五六七八九])"
    r"(?P<high>[二两三四五六七八九])(?P<tail>十?)"
)
# Pairs are neighbours (两三, 七八); 三五 and 三两 are the two idioms that are not.
_IDIOMS = {(3, 5): (3, 5), (3, 2): (2, 3)}


@lru_cache(maxsize=1024)
def number(text: str) -> tuple[int, int] | None:
    """Return (low, high) of a whole number or a loose pair, equal for an exact one; None when it is neither."""
    if text.isdigit() and text.isascii():
        value = int(text)
        return (value, value)
    exact = _whole(text)
    return (exact, exact) if exact is not None else _pair(text)


def _whole(text: str) -> int | None:
    found = _WHOLE.fullmatch(text)
    if found is None or not text:
        return None
    hundreds, tens, ones = found["hundreds"], found["tens"], found["ones"]
    has_ten = found["ten"] is not None or found["score"] is not None
    if hundreds and ones and not has_ten and not found["gap"]:
        return None  # 一百二 is 120 to some and 102 to others
    if found["gap"] and not hundreds:
        return 0 if text in "零〇" else None
    value = DIGITS[hundreds] * 100 if hundreds else 0
    if found["ten"]:
        value += (DIGITS[tens] if tens else 1) * 10
    elif found["score"]:
        value += 20 if found["score"] == "廿" else 30
    return value + (DIGITS[ones] if ones else 0)


def _pair(text: str) -> tuple[int, int] | None:
    found = _PAIR.fullmatch(text)
    if found is None or (found["head"] and found["tail"]):
        return None
    low, high = DIGITS[found["low"]], DIGITS[found["high"]]
    low, high = _IDIOMS.get((low, high), (low, high))
    if high != low + 1 and (low, high) != (3, 5):
        return None
    head = found["head"]
    base = (DIGITS[head[0]] * 10 if head[0] != "十" else 10) if head else 0
    scale = 10 if found["tail"] else 1
    return (base + low * scale, base + high * scale)
