"""What sellers say when they refuse, and what to answer."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from guides.domain.backed import Part, parts_of, said_with, strange_signs
from guides.domain.claims import CLAIM, OF_DEMAND, OF_PROBLEM
from guides.domain.faults import Fault
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

    def reply_with(self, kinds: Collection[str], problem: str = "", demand: str = "") -> Words:
        """Return what somebody with these exhibits, this problem and demand can send: no claim that none backs."""
        held = {*kinds, f"problem:{problem}", f"demand:{demand}"}
        return Words(said_with(self.reply.zh, held), said_with(self.reply.en, held))

    @property
    def bare_reply(self) -> Words:
        """What anybody can send."""
        return self.reply_with(())

    @property
    def reply_parts(self) -> tuple[Part, ...]:
        """What may be added with an exhibit, or in a case of some kind, in Chinese."""
        return parts_of(self.reply.zh)

    def found_at(self, text: str) -> int | None:
        """Return where the text says it, spaces and line breaks not counted, None when it does not."""
        bare = GAPS.sub("", text)
        starts = [match.start() for pattern in self.patterns if (match := _compiled(pattern).search(bare))]
        return min(starts, default=None)


def refusals_said(cards: Iterable[RefusalFacts], text: str) -> tuple[RefusalFacts, ...]:
    """Return the cards the text speaks of, in the order of the text; those at one place in the order of the cards."""
    found = [(at, place, card) for place, card in enumerate(cards) if (at := card.found_at(text)) is not None]
    return tuple(card for _at, _place, card in sorted(found, key=lambda one: one[:2]))


def refusal_faults(card: RefusalFacts) -> Iterator[Fault]:
    """Try the card on its own texts, and say what it lacks."""
    name = f"refusal {card.slug}"
    for pattern in card.patterns:
        try:
            re.compile(pattern)
        except re.error as problem:
            yield Fault(name, f"pattern {pattern!r}: {problem}", f"匹配式 {pattern!r} 读不懂：{problem}")
            return
    yield from _reply_faults(card, name)
    for text in card.fires:
        if card.found_at(text) is None:
            yield Fault(name, f"must fire on {text!r}", f"应该匹配，却没有匹配：“{text}”")
    for text in card.silent:
        if card.found_at(text) is not None:
            yield Fault(name, f"must not fire on {text!r}", f"不应匹配，却匹配了：“{text}”")
    if min(len(card.fires), len(card.silent)) < TEXTS_EACH_WAY:
        yield Fault(
            name,
            f"needs {TEXTS_EACH_WAY} texts that fire and {TEXTS_EACH_WAY} that do not",
            f"应匹配和不应匹配的例句，各要至少 {TEXTS_EACH_WAY} 句",
        )
    if not card.patterns or not card.look or not card.exhibits:
        yield Fault(name, "needs patterns, something to check and an exhibit", "要有匹配式、要核对的事和要附的证据")
    if not all(words.zh and words.en for words in (card.said, card.means, card.rule, card.reply, *card.look)):
        yield Fault(name, "something is missing in one language", "有内容缺一种语言")
    if not all(rule.platforms and rule.words.zh and rule.words.en for rule in card.own_rules):
        yield Fault(
            name,
            "a rule of one platform needs the platform and words in both languages",
            "平台自己的规则要写明平台和中英文内容",
        )


def _reply_faults(card: RefusalFacts, name: str) -> Iterator[Fault]:
    for text in card.reply:
        for sign in strange_signs(text):
            yield Fault(
                name,
                f"{sign!r} in its reply is no part [?kind …]",
                f"回复里的 {sign!r} 不成对：有证据才说的话写成 [?goods/video …]",
            )
    if {kinds for kinds, _words in card.reply_parts} != {kinds for kinds, _words in parts_of(card.reply.en)}:
        yield Fault(name, "its reply asks for other exhibits in English", "回复的中英文要求的证据不一样")
    if claim := CLAIM.search(card.bare_reply.zh):
        yield Fault(
            name,
            f"{claim[0]!r} in its reply is said without any exhibit: write [?goods/video …]",
            f"回复里的“{claim[0]}”没有证据也会说：请写成 [?goods/video …]",
        )
    yield from _case_faults(card, name)


def _case_faults(card: RefusalFacts, name: str) -> Iterator[Fault]:
    """What is true of some cases only is said in those: an exhibit does not tell what the problem is."""
    kinds = {kind for part in card.reply_parts for kind in part.kinds}
    for about, claims, example in (
        ("problem", OF_PROBLEM, "[?problem:defect/damaged …]"),
        ("demand", OF_DEMAND, "[?demand:refund …]"),
    ):
        elsewhere = {kind for kind in kinds if not kind.startswith(f"{about}:")}
        if claim := claims.search(said_with(card.reply.zh, elsewhere)):
            yield Fault(
                name,
                f"{claim[0]!r} in its reply is said whatever the {about} is: write {example}",
                f"回复里的“{claim[0]}”不是每件事都符合：请写成 {example}",
            )


@lru_cache(maxsize=512)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
