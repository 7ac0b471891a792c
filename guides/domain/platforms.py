"""What is known of a platform: its names, how to ask it to step in, the numbers that may be called."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from guides.domain.sources import Source
from guides.domain.words import Words


@dataclass(frozen=True, slots=True)
class TierTwo:
    """Asking the platform to step in: `verb` as the platform calls it, `path` through the app where one was seen."""

    verb: Words
    alias: Words
    path: Words
    note: Words
    source: Source


@dataclass(frozen=True, slots=True)
class Hotline:
    number: str
    what: Words
    # "" where the hours are not known.
    hours: str
    source: Source


@dataclass(frozen=True, slots=True)
class OrderNumber:
    """How an order number looks, as a hint of our own: it warns and never blocks."""

    pattern: str
    hint: Words
    source: Source

    def looks_right(self, number: str) -> bool:
        """True for a number of the expected shape, spaces aside, and for none at all (it is optional)."""
        bare = "".join(number.split())
        return not bare or re.fullmatch(self.pattern, bare) is not None


@dataclass(frozen=True, slots=True)
class Limit:
    """A time or a size at that place. `value` is empty where it is not known: that is said as 未知, with the note."""

    slug: str
    name: Words
    value: Words
    note: Words
    source: Source

    @classmethod
    def of(cls, content: Mapping[str, Any]) -> Limit:
        return cls(
            slug=content["slug"],
            name=Words(content["name_zh"], content["name_en"]),
            value=Words(content["value_zh"], content["value_en"]),
            note=Words(content["note_zh"], content["note_en"]),
            source=Source.of(content),
        )


@dataclass(frozen=True, slots=True)
class PlaceWord:
    """What the place calls something, and what that means here (step_in, refused, …)."""

    word: Words
    means: str


MEANINGS = frozenset(
    {
        *("contact", "after_sale", "refused", "step_in", "evidence", "ruling"),
        *("appeal", "complain", "hotline", "file", "report"),
    }
)


@dataclass(frozen=True, slots=True)
class PlatformFacts:
    """A platform, or a regulator: `kind` tells. `unknown` says by tier what was looked for and not found."""

    slug: str
    kind: str
    name: Words
    chip: Words
    common: bool
    note: Words
    tier_two: TierTwo
    hotlines: tuple[Hotline, ...]
    # Said in place of a number where none may ship.
    no_hotline: Words
    order_number: OrderNumber
    limits: tuple[Limit, ...]
    words: tuple[PlaceWord, ...]
    unknown: Mapping[str, Words]
    source: Source

    @classmethod
    def of(cls, content: Mapping[str, Any]) -> PlatformFacts:
        two, number = content["tier_two"], content["order_number"]
        return cls(
            slug=content["slug"],
            kind=content["kind"],
            name=Words(content["name_zh"], content["name_en"]),
            chip=Words(content["chip_zh"], content["chip_en"]),
            common=content["common"],
            note=Words(content["note_zh"], content["note_en"]),
            tier_two=TierTwo(
                verb=Words(two["zh"], two["en"]),
                alias=Words(two.get("alias_zh", ""), two.get("alias_en", "")),
                path=Words(two.get("path_zh", ""), two.get("path_en", "")),
                note=Words(two.get("note_zh", ""), two.get("note_en", "")),
                source=Source.of(two),
            ),
            hotlines=tuple(
                Hotline(line["number"], Words(line["what_zh"], line["what_en"]), line.get("hours", ""), Source.of(line))
                for line in content["hotlines"]
            ),
            no_hotline=Words(content["no_hotline_zh"], content["no_hotline_en"]),
            order_number=OrderNumber(number["pattern"], Words(number["hint_zh"], number["hint_en"]), Source.of(number)),
            limits=tuple(Limit.of(each) for each in content["limits"]),
            words=tuple(PlaceWord(Words(each["zh"], each["en"]), each["means"]) for each in content["words"]),
            unknown={tier: Words(each["zh"], each["en"]) for tier, each in content["unknown"].items()},
            source=Source.of(content),
        )
