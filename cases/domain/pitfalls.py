"""Checks a text before it is sent: vague words, missing elements, private deals, threats. It advises, never blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from cases.domain.concrete import says_something

# A run of six digits, spaces and dashes allowed inside, or whatever follows the word: lengths differ by platform.
ORDER_NUMBER = re.compile(r"\d(?:[\s-]?\d){5,}|订单(?:编?号)?\s*[:：#]?\s*(?=[A-Za-z0-9-]*\d)[A-Za-z0-9-]{3,}")
PHONE_NUMBER = re.compile(r"(?:电话|手机|联系方式)(?:号码?)?[是为:：\s]*1[3-9]\d(?:[\s-]?\d){8}")


class Word(Protocol):
    """One wording rule. `unless_explained`: it is about the problem, so a concrete detail anywhere excuses it."""

    @property
    def pattern(self) -> str: ...
    @property
    def word(self) -> str: ...
    @property
    def suggest_zh(self) -> str: ...
    @property
    def suggest_en(self) -> str: ...
    @property
    def unless_explained(self) -> bool: ...


class Rules(Protocol):
    """The wording rules; `demands` are words by which a text says what is wanted."""

    @property
    def vague(self) -> Sequence[Word]: ...
    @property
    def private_deal(self) -> Sequence[Word]: ...
    @property
    def threat(self) -> Sequence[Word]: ...
    @property
    def demands(self) -> Sequence[str]: ...


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule's name, the words of the text that set it off (`said`, at start..end), and what to write instead."""

    word: str
    said: str
    start: int
    end: int
    suggest_zh: str
    suggest_en: str


@dataclass(frozen=True, slots=True)
class LintResult:
    """What was found, each kind in the order of the text; `missing` holds order, problem, demand."""

    vague: tuple[Hit, ...] = ()
    missing: tuple[str, ...] = ()
    private_deal: tuple[Hit, ...] = ()
    threat: tuple[Hit, ...] = ()

    @property
    def is_clean(self) -> bool:
        return not (self.vague or self.missing or self.private_deal or self.threat)


def lint(text: str, rules: Rules) -> LintResult:
    """Return what should be changed before the text is sent. Never raises for any text."""
    concrete = _is_concrete(text, rules)
    vague = (word for word in rules.vague if not (concrete and word.unless_explained))
    return LintResult(
        vague=_hits(text, vague),
        missing=tuple(_missing(text, rules, concrete)),
        private_deal=_hits(text, rules.private_deal),
        threat=_hits(text, rules.threat),
    )


def _missing(text: str, rules: Rules, concrete: bool) -> Iterator[str]:
    if not ORDER_NUMBER.search(PHONE_NUMBER.sub("", text)):
        yield "order"
    if not concrete:
        yield "problem"
    if not any(demand in text for demand in rules.demands):
        yield "demand"


def _is_concrete(text: str, rules: Rules) -> bool:
    empty_words = [_compiled(word.pattern) for word in (*rules.vague, *rules.private_deal, *rules.threat)]
    demands = _compiled("|".join(map(re.escape, sorted(rules.demands, key=len, reverse=True))) or "(?!)")
    return says_something(text, (ORDER_NUMBER, *empty_words, demands))


def _hits(text: str, words: Iterator[Word] | Sequence[Word]) -> tuple[Hit, ...]:
    found = [
        Hit(word.word, match[0], match.start(), match.end(), word.suggest_zh, word.suggest_en)
        for word in words
        for match in _compiled(word.pattern).finditer(text)
        if match.end() > match.start()
    ]
    found.sort(key=lambda hit: (hit.start, -hit.end))
    kept: list[Hit] = []
    for hit in found:
        # "质量太差了" is one remark, not one about 质量差 and another about 太差了.
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
    return tuple(kept)


@lru_cache(maxsize=512)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
