"""On which grounds a place refuses to take a dispute up, each as a question to answer before filing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from guides.domain.sources import Source
from guides.domain.words import Words

ASKS = frozenset({"", "elsewhere"})
ANSWERS = frozenset({"is", "has"})
YES = frozenset({"met", "clear"})


@dataclass(frozen=True, slots=True)
class GroundFacts:
    """A ground as a question: `yes` says what a yes means (the ground is "met", or the way is "clear").

    `answers` are the words for it. `means` says what follows where the ground is met, `do` what can be done.
    """

    slug: str
    to: tuple[str, ...]
    name: Words
    question: Words
    means: Words
    do: Words
    asks: str
    answers: str
    yes: str
    source: Source

    @classmethod
    def of(cls, content: Mapping[str, Any]) -> GroundFacts:
        return cls(
            slug=content["slug"],
            to=tuple(content["to"]),
            name=_words(content, "name"),
            question=_words(content, "question"),
            means=_words(content, "means"),
            do=_words(content, "do"),
            asks=content["asks"],
            answers=content.get("answers", "is"),
            yes=content.get("yes", "met"),
            source=Source.of(content),
        )


@dataclass(frozen=True, slots=True)
class JurisdictionFacts:
    """Which `offices` may act, by what is known of the shop."""

    slug: str
    offices: tuple[str, ...]
    text: Words
    source: Source

    @classmethod
    def of(cls, content: Mapping[str, Any]) -> JurisdictionFacts:
        return cls(content["slug"], tuple(content["offices"]), _words(content, "text"), Source.of(content))


@dataclass(frozen=True, slots=True)
class AfterwardFacts:
    """A step that is open after a result, but not after one of `except_grounds`; empty `platforms` and `grounds` mean
    any."""

    slug: str
    tier: str
    kinds: tuple[str, ...]
    platforms: tuple[str, ...]
    grounds: tuple[str, ...]
    except_grounds: tuple[str, ...]
    text: Words
    act: str
    letter: str
    source: Source

    @classmethod
    def of(cls, content: Mapping[str, Any]) -> AfterwardFacts:
        return cls(
            slug=content["slug"],
            tier=content["tier"],
            kinds=tuple(content["kinds"]),
            platforms=tuple(content["platforms"]),
            grounds=tuple(content["grounds"]),
            except_grounds=tuple(content["except_grounds"]),
            text=_words(content, "text"),
            act=content["act"],
            letter=content["letter"],
            source=Source.of(content),
        )

    def follows(self, tier: str, kind: str, platform: str, ground: str) -> bool:
        """True after that result."""
        return (
            self.tier in (tier, "any")
            and kind in self.kinds
            and (not self.platforms or platform in self.platforms)
            and (not self.grounds or ground in self.grounds)
            and ground not in self.except_grounds
        )


def _words(content: Mapping[str, Any], name: str) -> Words:
    return Words(content[f"{name}_zh"], content[f"{name}_en"])
