"""What must be true of the advice we ship: refusal cards, pitfalls, ways to a person, letters, places."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any

from guides.domain.backed import parts_of
from guides.domain.cards import Card, card_faults
from guides.domain.faults import Fault
from guides.domain.humans import ANY, HumanRecipe, human_faults
from guides.domain.knowledge import Knowledge
from guides.domain.letters import WHERE, LetterFacts
from guides.domain.lint import LintRules
from guides.domain.pitfalls import PitfallFacts, pitfall_faults
from guides.domain.platforms import MEANINGS, PlatformFacts
from guides.domain.refusals import RefusalFacts, refusal_faults

Row = Mapping[str, Any]
CHAT_LENGTH = 200
TIERS = frozenset({"merchant", "platform", "regulator"})
REGULATORS = frozenset({"12315", "local"})
# The uses by which a guide leads through the tier; a hotline alone does not.
DRAWN = frozenset({"contact", "after_sale", "step_in", "file", "phone"})
EXHIBITS = frozenset(
    {
        *("chat", "order", "payment", "logistics", "goods", "video", "page", "licence"),
        *("report", "refusal", "notice", "call", "other"),
    }
)


def advice_faults(knowledge: Knowledge) -> Iterator[str]:
    """Return what is wrong with the advice, each rule and card tried on its own texts."""
    known = known_in(knowledge)
    for rows, row_faults in (
        (knowledge.refusals, refusal_row_faults),
        (knowledge.pitfalls, pitfall_row_faults),
        (knowledge.humans, human_row_faults),
        (knowledge.letters, letter_row_faults),
        (knowledge.cards["cards"], card_row_faults),
    ):
        for row in rows:
            yield from row_faults(row, known)
    yield from _places(knowledge)
    yield from _coverage(knowledge)


@dataclass(frozen=True, slots=True)
class Known:
    """What a card, a rule or a way may name."""

    platforms: frozenset[str]
    problems: frozenset[str]
    demands: frozenset[str]
    letters: frozenset[str]
    guides: frozenset[str]
    lint: LintRules


def known_in(knowledge: Knowledge) -> Known:
    """Return what the shipped files name."""
    return Known(
        platforms=frozenset(row["slug"] for row in knowledge.platforms),
        problems=frozenset(row["slug"] for row in knowledge.problem_types),
        demands=frozenset(row["slug"] for row in knowledge.demands),
        letters=frozenset(row["code"] for row in knowledge.letters),
        guides=frozenset(doc["slug"] for doc in knowledge.guides),
        lint=LintRules.of(knowledge.lint),
    )


def refusal_row_faults(content: Row, known: Known) -> Iterator[str]:
    """Return what is wrong with one refusal card, tried on its own texts."""
    card = RefusalFacts.of(content)
    name = f"refusal {card.slug}"
    yield from refusal_faults(card)
    kinds = {kind for part in (*card.reply_parts, *parts_of(card.reply.en)) for kind in part.kinds}
    exhibits = {kind for kind in kinds if ":" not in kind}
    problems, demands = (_named(kinds, about) for about in ("problem:", "demand:"))
    # A case has one problem and one demand.
    each = product(problems or {""}, demands or {""})
    if max(len(card.reply_with(exhibits, *one).zh) for one in each) > CHAT_LENGTH:
        yield Fault(
            name, f"its reply is longer than {CHAT_LENGTH} characters", f"回复超过 {CHAT_LENGTH} 个字，聊天框放不下"
        )
    yield from _letter_faults(name, card.letter, known)
    own = {platform for rule in card.own_rules for platform in rule.platforms}
    strange = {*card.platforms, *own} - known.platforms | {*card.problems, *problems} - known.problems
    strange |= demands - known.demands
    for unknown in sorted(strange | {*card.exhibits, *exhibits} - EXHIBITS):
        yield Fault(name, f"{unknown} is not known", f"没有 {unknown} 这一项")


def pitfall_row_faults(content: Row, known: Known) -> Iterator[str]:
    """Return what is wrong with one pitfall, tried on its own texts and situations."""
    rule = PitfallFacts.of(content, known.lint)
    name = f"pitfall {rule.slug}"
    yield from pitfall_faults(rule)
    yield from _letter_faults(name, rule.letter, known)
    if rule.guide not in known.guides:
        yield Fault(name, f"there is no guide {rule.guide}", f"没有指引 {rule.guide}")


def human_row_faults(content: Row, known: Known) -> Iterator[str]:
    """Return what is wrong with one way to a person."""
    recipe = HumanRecipe.of(content)
    yield from human_faults(recipe)
    if recipe.platform not in {*known.platforms, ANY}:
        name = f"human {recipe.slug}"
        yield Fault(name, f"there is no platform {recipe.platform}", f"没有平台 {recipe.platform}")


def card_row_faults(content: Row, known: Known) -> Iterator[str]:
    """Return what is wrong with one merchant's card."""
    yield from card_faults([Card.of(content)])


def letter_row_faults(content: Row, known: Known) -> Iterator[str]:
    """Return what is wrong with what is known of a letter besides its words."""
    letter = LetterFacts.of(content)
    if letter.tier not in TIERS or letter.where not in WHERE:
        said = f"{letter.tier!r}, {letter.where!r}"
        yield Fault(f"letter {letter.code}", f"for {letter.tier!r} by {letter.where!r}", f"没有这种去处：{said}")


def _named(kinds: Collection[str], about: str) -> set[str]:
    return {kind.removeprefix(about) for kind in kinds if kind.startswith(about)}


def _letter_faults(name: str, letter: str, known: Known) -> Iterator[str]:
    if letter and letter not in known.letters:
        yield Fault(name, f"there is no letter {letter}", f"没有信函 {letter}")


def _places(knowledge: Knowledge) -> Iterator[str]:
    for row in knowledge.platforms:
        place = PlatformFacts.of(row)
        for word in place.words:
            if word.means not in MEANINGS:
                yield f"platform {place.slug}: {word.word.zh} means {word.means!r}, which is nothing here"
        for limit in place.limits:
            if not limit.value.zh and not limit.note.zh:
                yield f"platform {place.slug} limit {limit.slug}: neither a value nor a note"
        for tier, words in place.unknown.items():
            if tier not in TIERS or not words.zh or not words.en:
                yield f"platform {place.slug} unknown {tier}: no such tier, or a language is missing"


def _coverage(knowledge: Knowledge) -> Iterator[str]:
    """Every platform has a guide at every tier or says what is not known; what is drawn is not called unknown too."""
    steps = [doc for doc in knowledge.guides if doc["kind"] == "steps"]
    for row in knowledge.platforms:
        if row["kind"] != "platform":
            continue
        for tier in sorted(TIERS):
            stand_ins = {ANY, *REGULATORS} if tier == "regulator" else {ANY}
            here = [doc for doc in steps if doc["tier"] == tier]
            if any(doc["platform"] == row["slug"] and doc["use"] in DRAWN for doc in here):
                if tier in row["unknown"]:
                    yield f"platform {row['slug']} {tier}: has a guide and is called unknown"
            elif tier not in row["unknown"] and not any(doc["platform"] in stand_ins for doc in here):
                yield f"platform {row['slug']} {tier}: neither a guide nor a word that nothing is known"
