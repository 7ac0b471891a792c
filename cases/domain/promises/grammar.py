"""Which runs of letters are a time: patterns over the letters of `words`, the strictest first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from cases.domain.promises.tokens import Token

# Amounts: 三 三个 三个半 半个 1.5个, a range of them, 左右 allowed before the unit (3个左右工作日).
_QUANTITY = "(?:ngb|ng?|xg?|(?<![gnvx])bg?)"
_UNIT = "(?:[MKHdkw]|(?<=g)m|r(?= ?[jz]?e))"
_AMOUNT = f"{_QUANTITY}z?{_UNIT}b?"
_AMOUNTS = f"ng?HngM|ng?HnM|{_AMOUNT}s{_AMOUNT}|{_QUANTITY}s{_QUANTITY}z?{_UNIT}|{_AMOUNT}"
_TAIL = "(?: ?[jz])*(?: ?[efazL])*"

# Days, by name: the reader of each is in `days`.
_DAYS = {
    "word": "D",
    "written": "A",
    "year_month_day": "nynmn[or]?",
    "month_days": "nmn[or]?sn[or]",
    "month_day": "nmn(?:[or]|(?![gbvxsMHdkwm]))",
    "next_month_day": "qmn[or]",
    "days_of_month": "n[or]?sn[or]",
    "day_of_month": "n[or]",
    "month_end": "[nq]?F",
    "year_end": "G",
    "week_working_day": "qwOg?k",
    "after_holiday": "N ?(?:Og?k|Od|ng?k)",
    "weekend": "qw ?E|q?E",
    "weekday": "qw ?W|q?W",
    "week": "qw",
    "month": "qm",
    "next_working_day": "qk|Og?k",
    "tplus": "T(?:sT|sn)?g?[kd]?",
}
_CLOCK = "(?:cp?|np(?:b|nM|nK|n(?![gbvxsMHdkwmrpo]))?)"
_TIME = f"(?:(?:P ?)?(?:ns(?=np))?{_CLOCK}(?: ?s ?(?:P ?)?{_CLOCK})?|P(?:sP)?)"
_DAY = "(?:" + "|".join(_DAYS.values()) + ")"
_POINT = f"{_DAY}(?: ?{_DAY})*(?:[ ,]?{_TIME})?"

DAY = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _DAYS.items()))
CLOCK = re.compile(_CLOCK)
_SPAN = re.compile(
    f"(?P<work_hours>k ?(?:nsn|n)g?H(?P<t1>{_TAIL}))"
    f"|(?P<amount>(?:{_AMOUNTS})(?P<t2>{_TAIL}))"
    f"|(?P<point>{_POINT}(?: ?s ?{_POINT})*(?P<t3>{_TAIL}))"
    f"|(?P<time>{_TIME}(?P<t4>{_TAIL}))"
    "|(?P<vague>V|n?v+g?[MKHdrkwmy][efazL]*)"
    "|(?P<unsure>[?NOk]|[nxbqg]*[nxb]g?z?[MKHdrkwmy]|[wm](?=e))"
)


_EVERY_BEFORE = re.compile("i[dwmkrH]? ?$")


class Span(NamedTuple):
    """A time: its sort, its tokens without the tail, their letters, the tail's letters, and where it stands."""

    sort: str
    tokens: list[Token]
    codes: str
    tail: str
    start: int
    end: int
    loose: bool


def spans(codes: str, tokens: list[Token]) -> Iterator[Span]:
    """Yield the times in reading order; what names no settled time is among them as `vague` or `unsure`."""
    for match in _SPAN.finditer(codes):
        sort = match.lastgroup or ""
        first, last = match.span()
        tail = next((match[name] for name in ("t1", "t2", "t3", "t4") if match[name]), "")
        body = last - len(tail)
        loose = _is_loose(codes, tokens, first, last)
        yield Span(sort, tokens[first:body], codes[first:body], tail, tokens[first].start, tokens[last - 1].end, loose)


def _is_loose(codes: str, tokens: list[Token], first: int, last: int) -> bool:
    """Return whether the run is a part of something longer: 每周五, 11/25~27, 3天后面."""
    if _EVERY_BEFORE.search(codes, max(first - 3, 0), first):
        return True
    if codes[last - 1] == "W" and codes[last : last + 1] == "n":
        return True
    if codes[last : last + 1] == "s" and codes[last + 1 : last + 2] in ("n", "x", "v"):
        return True
    if first > 1 and codes[first - 1] == "s" and codes[first - 2] in "nxv" and tokens[first - 1].text != "、":
        return True
    return codes[last : last + 1] == "_" and codes[last - 1] in "MKHdkwm" and tokens[last].text[0] == "后"
