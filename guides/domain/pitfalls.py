"""Where shoppers lose their case: rules over what was said and what is about to happen. They advise, never block."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import lru_cache
from typing import Any

from guides.domain.faults import Fault
from guides.domain.lint import LintRules
from guides.domain.sources import Source
from guides.domain.words import Words

SECTIONS = ("vague", "private_deal", "threat")


@dataclass(frozen=True, slots=True)
class Situation:
    """A moment of a case in plain values. None, "" and () mean not known, and what is not known meets no condition."""

    text: str = ""
    # Who wrote the text: them or me.
    said_by: str = ""
    # What the shopper is about to do: contact, withdraw, confirm_receipt, close, escalate, file, return_goods.
    about_to: str = ""
    # Where the case stands: merchant, platform, regulator.
    tier: str = ""
    # With whom it is about to be filed, and with whom it already is: platform, 12315, local, association, court,
    # arbitration, authority, regulator.
    to: str = ""
    filed_with: tuple[str, ...] = ()
    platform: str = ""
    problem: str = ""
    # The merchant settles these fastest.
    simple: bool | None = None
    # Contacts with the seller so far, and asks for a person in a row.
    contacts: int | None = None
    tries: int | None = None
    # pre_sales or after_sales.
    agent: str = ""
    # What was offered: private, review, none.
    offer: str = ""
    # stranger: somebody who called and claims to be the platform.
    caller: str = ""
    platform_asked: bool | None = None
    settled: bool | None = None
    money_arrived: bool | None = None
    # Whether every promise has its screenshot.
    promise_proof: bool | None = None
    # The platform's window: open, closing, missed.
    window: str = ""
    silent_days: int | None = None
    # Sending goods back: filmed before; to the system's address or another; freight paid or to be collected.
    filmed: bool | None = None
    address: str = ""
    freight: str = ""


FIELDS = frozenset(each.name for each in fields(Situation))


@dataclass(frozen=True, slots=True)
class PitfallFacts:
    """One rule: `what` may follow, what to `do` instead, the letter and the guide that help.

    `patterns` are searched in texts of `said_by` (anybody when ""); `when` are sets of conditions, any one is enough.
    """

    slug: str
    name: Words
    said_by: str
    patterns: tuple[str, ...]
    when: tuple[Mapping[str, Any], ...]
    what: Words
    do: Words
    letter: str
    guide: str
    source: Source
    # Texts and situations in which it must, and must not, fire.
    fires: tuple[Situation, ...] = field(default=(), compare=False)
    silent: tuple[Situation, ...] = field(default=(), compare=False)

    @classmethod
    def of(cls, content: Mapping[str, Any], lint: LintRules) -> PitfallFacts:
        return cls(
            slug=content["slug"],
            name=Words(content["name_zh"], content["name_en"]),
            said_by=content["said_by"],
            patterns=(*_lint_patterns(content["lint"], lint), *content["patterns"]),
            when=tuple(content["when"]),
            what=Words(content["what_zh"], content["what_en"]),
            do=Words(content["do_zh"], content["do_en"]),
            letter=content["letter"],
            guide=content["guide"],
            source=Source.of(content),
            fires=tuple(_situation(each, content["said_by"]) for each in content["fires"]),
            silent=tuple(_situation(each, content["said_by"]) for each in content["silent"]),
        )

    def fires_on(self, situation: Situation) -> bool:
        """True when the text says it or the situation meets one set of conditions."""
        theirs = not self.said_by or not situation.said_by or self.said_by == situation.said_by
        said = theirs and any(_compiled(pattern).search(situation.text) for pattern in self.patterns)
        return said or any(_meets(situation, conditions) for conditions in self.when)


def pitfalls_met(rules: Iterable[PitfallFacts], situation: Situation) -> tuple[PitfallFacts, ...]:
    """Return the rules that fire, in the order they ship."""
    return tuple(rule for rule in rules if rule.fires_on(situation))


def pitfall_faults(rule: PitfallFacts) -> Iterator[str]:
    """Try the rule on its own texts and situations, and say what it lacks."""
    name = f"pitfall {rule.slug}"
    for conditions in rule.when:
        for unknown in set(conditions) - FIELDS:
            yield Fault(name, f"{unknown} is no field of a situation", f"情形里没有 {unknown} 这一项")
            return
    for pattern in rule.patterns:
        try:
            re.compile(pattern)
        except re.error as problem:
            yield Fault(name, f"pattern {pattern!r}: {problem}", f"匹配式 {pattern!r} 读不懂：{problem}")
            return
    for situation in rule.fires:
        if not rule.fires_on(situation):
            yield Fault(name, f"must fire on {_told(situation)}", f"应该提示，却没有提示：{_told(situation)}")
    for situation in rule.silent:
        if rule.fires_on(situation):
            yield Fault(name, f"must not fire on {_told(situation)}", f"不应提示，却提示了：{_told(situation)}")
    if not rule.fires or not rule.silent:
        yield Fault(
            name,
            "needs something that fires and something that does not",
            "要有应提示和不应提示的例子",
        )
    if not rule.patterns and not rule.when:
        yield Fault(name, "can never fire", "没有匹配式，也没有情形，永远不会提示")
    if not rule.guide:
        yield Fault(name, "names no guide", "没有写明是哪篇指引")


def _meets(situation: Situation, conditions: Mapping[str, Any]) -> bool:
    return all(_matches(getattr(situation, name), wanted) for name, wanted in conditions.items())


def _matches(value: Any, wanted: Any) -> bool:
    if value is None or value == "" or value == ():
        return False
    if isinstance(wanted, Mapping):
        if "has" in wanted:
            return isinstance(value, Collection) and wanted["has"] in value
        return bool(wanted.get("least", value) <= value < wanted.get("below", value + 1))
    if isinstance(wanted, Sequence) and not isinstance(wanted, str):
        return value in wanted
    return bool(value == wanted)


def _lint_patterns(wanted: Mapping[str, Sequence[str]], lint: LintRules) -> Iterator[str]:
    """Yield the patterns of the named words of lint.yaml. ValueError for a section or a word it does not have."""
    for section, names in wanted.items():
        if section not in SECTIONS:
            raise ValueError(f"lint has no section {section!r}")
        words = {word.word: word for word in getattr(lint, section)}
        for missing in set(names) - set(words):
            raise ValueError(f"lint {section} has no word {missing!r}")
        for word in words.values():
            if not names or word.word in names:
                yield word.pattern + word.excuse


def _situation(example: str | Mapping[str, Any], said_by: str) -> Situation:
    if isinstance(example, str):
        return Situation(text=example, said_by=said_by)
    known: dict[str, Any] = {name: tuple(each) if isinstance(each, list) else each for name, each in example.items()}
    return Situation(**known)


def _told(situation: Situation) -> str:
    known = {each.name: getattr(situation, each.name) for each in fields(Situation)}
    return repr({name: value for name, value in known.items() if value not in (None, "", ())})


@lru_cache(maxsize=512)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
