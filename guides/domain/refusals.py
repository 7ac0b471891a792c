"""What sellers say when they refuse, and what to answer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from guides.domain.sources import Source
from guides.domain.words import Words

TEXTS_EACH_WAY = 3
GAPS = re.compile(r"[\s\u200b]+")


@dataclass(frozen=True, slots=True)
class OwnRule:
    """What only the rules of these platforms say."""

    platforms: tuple[str, ...]
    words: Words
    source: Source

    @classmethod
    def of(cls, content: Mapping[str, Any]) -> OwnRule:
        return cls(tuple(content["platforms"]), Words(content["zh"], content["en"]), Source.of(content))


@dataclass(frozen=True, slots=True)
class RefusalFacts:
    """One card: `said` as sellers put it, what it means, what to look at, the dated rule (`source`), what to send.

    `rule` holds everywhere; `own_rules` are what single platforms' rules add.

    `reply.zh` is the text to send whatever the page's language, `reply.en` its meaning; `letter` asks for the reason
    in writing. `exhibits` are kinds of evidence to add. `platforms` and `problems` are where it counts most; empty
    means everywhere.
    """

    slug: str
    said: Words
    patterns: tuple[str, ...]
    means: Words
    look: tuple[Words, ...]
    rule: Words
    own_rules: tuple[OwnRule, ...]
    reply: Words
    letter: str
    exhibits: tuple[str, ...]
    platforms: tuple[str, ...]
    problems: tuple[str, ...]
    source: Source
    # Texts in which it must, and must not, be found.
    fires: tuple[str, ...] = field(default=(), compare=False)
    silent: tuple[str, ...] = field(default=(), compare=False)

    @classmethod
    def of(cls, content: Mapping[str, Any]) -> RefusalFacts:
        return cls(
            slug=content["slug"],
            said=Words(content["said_zh"], content["said_en"]),
            patterns=tuple(content["patterns"]),
            means=Words(content["means_zh"], content["means_en"]),
            look=tuple(Words(*pair) for pair in content["look"]),
            rule=Words(content["rule_zh"], content["rule_en"]),
            own_rules=tuple(OwnRule.of(each) for each in content["own_rules"]),
            reply=Words(content["reply_zh"], content["reply_en"]),
            letter=content["letter"],
            exhibits=tuple(content["exhibits"]),
            platforms=tuple(content["platforms"]),
            problems=tuple(content["problems"]),
            source=Source.of(content),
            fires=tuple(content["fires"]),
            silent=tuple(content["silent"]),
        )

    def own_rules_at(self, platform: str) -> tuple[OwnRule, ...]:
        """Return what the rules of that platform add, never those of another."""
        return tuple(rule for rule in self.own_rules if platform in rule.platforms)

    def found_at(self, text: str) -> int | None:
        """Return where the text says it, spaces and line breaks not counted, None when it does not."""
        bare = GAPS.sub("", text)
        starts = [match.start() for pattern in self.patterns if (match := _compiled(pattern).search(bare))]
        return min(starts, default=None)


def refusals_said(cards: Iterable[RefusalFacts], text: str) -> tuple[RefusalFacts, ...]:
    """Return the cards the text speaks of, in the order of the text; those at one place in the order of the cards."""
    found = [(at, place, card) for place, card in enumerate(cards) if (at := card.found_at(text)) is not None]
    return tuple(card for _at, _place, card in sorted(found, key=lambda one: one[:2]))


def refusal_faults(card: RefusalFacts) -> Iterator[str]:
    """Try the card on its own texts, and say what it lacks."""
    name = f"refusal {card.slug}"
    for pattern in card.patterns:
        try:
            re.compile(pattern)
        except re.error as problem:
            yield f"{name}: pattern {pattern!r}: {problem}"
            return
    for text in card.fires:
        if card.found_at(text) is None:
            yield f"{name}: must fire on {text!r}"
    for text in card.silent:
        if card.found_at(text) is not None:
            yield f"{name}: must not fire on {text!r}"
    if min(len(card.fires), len(card.silent)) < TEXTS_EACH_WAY:
        yield f"{name}: needs {TEXTS_EACH_WAY} texts that fire and {TEXTS_EACH_WAY} that do not"
    if not card.patterns or not card.look or not card.exhibits:
        yield f"{name}: needs patterns, something to check and an exhibit"
    if not all(words.zh and words.en for words in (card.said, card.means, card.rule, card.reply, *card.look)):
        yield f"{name}: something is missing in one language"
    if not all(rule.platforms and rule.words.zh and rule.words.en for rule in card.own_rules):
        yield f"{name}: a rule of one platform needs the platform and words in both languages"


@lru_cache(maxsize=512)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
