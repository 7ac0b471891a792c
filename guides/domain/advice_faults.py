"""What must be true of the advice we ship: refusal cards, pitfalls, ways to a person, letters, places."""

from __future__ import annotations

from collections.abc import Iterator

from guides.domain.humans import ANY, HumanRecipe, human_faults
from guides.domain.knowledge import Knowledge
from guides.domain.letters import WHERE, LetterFacts
from guides.domain.lint import LintRules
from guides.domain.pitfalls import PitfallFacts, pitfall_faults
from guides.domain.platforms import MEANINGS, PlatformFacts
from guides.domain.refusals import RefusalFacts, refusal_faults

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
    yield from _refusals(knowledge)
    yield from _pitfalls(knowledge)
    yield from _humans(knowledge)
    yield from _letters(knowledge)
    yield from _places(knowledge)
    yield from _coverage(knowledge)


def _refusals(knowledge: Knowledge) -> Iterator[str]:
    platforms, problems, letters = _known(knowledge)
    for row in knowledge.refusals:
        card = RefusalFacts.of(row)
        name = f"refusal {card.slug}"
        yield from refusal_faults(card)
        if len(card.reply.zh) > CHAT_LENGTH:
            yield f"{name}: its reply is longer than {CHAT_LENGTH} characters"
        if card.letter and card.letter not in letters:
            yield f"{name}: there is no letter {card.letter}"
        own = {platform for rule in card.own_rules for platform in rule.platforms}
        for unknown in {*card.platforms, *own} - platforms | {*card.problems} - problems | {*card.exhibits} - EXHIBITS:
            yield f"{name}: {unknown} is not known"


def _pitfalls(knowledge: Knowledge) -> Iterator[str]:
    _platforms, _problems, letters = _known(knowledge)
    lint = LintRules.of(knowledge.lint)
    guides = {doc["slug"] for doc in knowledge.guides}
    for row in knowledge.pitfalls:
        rule = PitfallFacts.of(row, lint)
        yield from pitfall_faults(rule)
        if rule.letter and rule.letter not in letters:
            yield f"pitfall {rule.slug}: there is no letter {rule.letter}"
        if rule.guide not in guides:
            yield f"pitfall {rule.slug}: there is no guide {rule.guide}"


def _humans(knowledge: Knowledge) -> Iterator[str]:
    platforms, _problems, _letters = _known(knowledge)
    for row in knowledge.humans:
        recipe = HumanRecipe.of(row)
        yield from human_faults(recipe)
        if recipe.platform not in {*platforms, ANY}:
            yield f"human {recipe.slug}: there is no platform {recipe.platform}"


def _letters(knowledge: Knowledge) -> Iterator[str]:
    for row in knowledge.letters:
        letter = LetterFacts.of(row)
        if letter.tier not in TIERS or letter.where not in WHERE:
            yield f"letter {letter.code}: for {letter.tier!r} by {letter.where!r}"


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


def _known(knowledge: Knowledge) -> tuple[set[str], set[str], set[str]]:
    """Return the platforms, kinds of problem and letters there are."""
    return (
        {row["slug"] for row in knowledge.platforms},
        {row["slug"] for row in knowledge.problem_types},
        {row["code"] for row in knowledge.letters},
    )
