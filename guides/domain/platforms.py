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
class PlatformFacts:
    slug: str
    name: Words
    chip: Words
    common: bool
    note: Words
    tier_two: TierTwo
    hotlines: tuple[Hotline, ...]
    # Said in place of a number where none may ship.
    no_hotline: Words
    order_number: OrderNumber
    source: Source

    @classmethod
    def of(cls, content: Mapping[str, Any]) -> PlatformFacts:
        two, number = content["tier_two"], content["order_number"]
        return cls(
            slug=content["slug"],
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
            source=Source.of(content),
        )
