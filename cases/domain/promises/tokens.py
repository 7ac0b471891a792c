"""Words to letters: every word of time in a normalised text, with what lies between them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from cases.domain.promises.numerals import NUMERAL, number
from cases.domain.promises.rules import RULES
from cases.domain.promises.words import ENGLISH, EVENING, HOLIDAYS, MORNING, WORDS

HARD_GAP, SOFT_GAP, COMMA = "_", " ", ","
# What may stand inside one time: 明天(周二)下午, 明天的下午, 明天，下午3点.
_GAPS = {
    **dict.fromkeys((" ", ":", "的", "呢", "(", ")", ")的"), SOFT_GAP),
    **dict.fromkeys((",", "的,", "呢,", "啊,", "吧,"), COMMA),
}
_WEEKDAY = {**{c: i for i, c in enumerate("一二三四五六日")}, "天": 6, **{str(i + 1): i for i in range(7)}}
_HOLIDAY_OF = {"五一": "劳动", "十一": "国庆", "新年": "元旦", "过年": "春节"}
_PLAIN = {
    "date": "A",
    "clock": "c",
    "neutral": "_",
    "gone": "Z",
    "few": "v",
    "more": "L",
    "vague": "V",
    "point": "p",
    "day_no": "o",
    "to": "s",
}
_VALUED = {"before": ("f", 0), "day0": ("D", 0), "day1": ("D", 1), "early": ("P", MORNING), "late": ("P", EVENING)}


class Token(NamedTuple):
    """One word: its letter, what it is worth, its own text, and where it stands."""

    code: str
    value: int
    text: str
    start: int
    end: int


def _trie(words: Iterable[str]) -> str:
    """Return a pattern that matches the longest of the words and fails at the first wrong letter."""
    by_first: dict[str, list[str]] = {}
    for word in words:
        by_first.setdefault(word[0], []).append(word[1:])
    branches = []
    for first, rests in by_first.items():
        longer = [rest for rest in rests if rest]
        tail = f"(?:{_trie(longer)})" if longer else ""
        branches.append(re.escape(first) + tail + ("?" if tail and "" in rests else ""))
    return "|".join(branches)


def _readers() -> dict[str, re.Pattern[str]]:
    """Return for each character that can start a word of time the pattern of all such words."""
    words: dict[str, list[str]] = {}
    for word in WORDS:
        words.setdefault(word[0], []).append(word)
    starts = {c for rule in RULES for c in rule.starts} | set(words) | set(NUMERAL)
    readers = {}
    for first in starts:
        rules = [rule for rule in RULES if first in rule.starts]
        branches = [f"(?P<r{i}_{rule.name}>{rule.pattern})" for i, rule in enumerate(rules)]
        if first in words:
            branches.append(_trie(words[first]))
        if first in NUMERAL:
            branches.append(f"(?P<r99_number>[{NUMERAL}]+)")
        readers[first] = re.compile("|".join(branches))
    return readers


_READERS = _readers()
_START = re.compile("[" + re.escape("".join(sorted(_READERS))) + "]")
# "24 hours" and "3 days": a space between a number and its unit is no gap.
_JOINED_BEFORE, _JOINED_AFTER = frozenset("nxs"), frozenset("MHdkwmns")


def tokens(text: str) -> tuple[str, list[Token]]:
    """Return the letters of the text and the tokens they stand for, gaps included, one letter each."""
    found: list[Token] = []
    at = end = 0
    while start := _START.search(text, at):
        at = start.start()
        match = _READERS[text[at]].match(text, at)
        if match is None:
            at += 1
            continue
        token = _token(match)
        if end < at:
            between = text[end:at]
            gap = _GAPS.get(between, HARD_GAP) if found else HARD_GAP
            if not (between == " " and found and found[-1].code in _JOINED_BEFORE and token.code in _JOINED_AFTER):
                found.append(Token(gap, 0, between, end, at))
        found.append(token)
        at = end = token.end
    if end < len(text):
        found.append(Token(HARD_GAP, 0, text[end:], end, len(text)))
    return "".join([token.code for token in found]), found


def _token(match: re.Match[str]) -> Token:
    text = match.group()
    group = match.lastgroup
    if group is None:
        word = WORDS[text]
        return Token(word.code, word.value, text, match.start(), match.end())
    code, value = _worth(group.partition("_")[2], text, match)
    return Token(code, value, text, match.start(), match.end())


def _worth(rule: str, text: str, match: re.Match[str]) -> tuple[str, int]:
    """Return the letter and the value of what a rule matched."""
    if rule == "number":
        return _number(text), 0
    if rule in _PLAIN:
        return _PLAIN[rule], 0
    if rule in _VALUED:
        return _VALUED[rule]
    if rule in ("weekday", "weekdays"):
        return "W", _WEEKDAY[text[-1]]
    if rule == "next":
        return "q", text.count("下") + text.count("次")
    if rule == "tplus":
        return "T", int(text[2:])
    if rule == "english":
        return ENGLISH[text]
    if rule == "ordinal":
        ordinal = number(text[1:]) if text[0] == "第" else (1, 1)
        return ("O", ordinal[0]) if ordinal and ordinal[0] == ordinal[1] else ("?", 0)
    named = match.groupdict().get("holiday") or ""
    return "N", HOLIDAYS.index(_HOLIDAY_OF.get(named, named))


def _number(text: str) -> str:
    if "." in text:
        return "x" if text.endswith(".5") and len(text) <= 4 else "v"
    return "n" if number(text) else "v"
