"""The kinds of problem with what to gather for each, and what a shopper can ask for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from guides.domain.sources import Source
from guides.domain.words import Words


@dataclass(frozen=True, slots=True)
class ProblemFacts:
    slug: str
    name: Words
    # The short words of the form; the name where there is no shorter one.
    chip: Words
    common: bool
    # The merchant settles these fastest: skipping the first tier warns more firmly.
    simple: bool
    # What to have before going up a tier, and what helps besides.
    must: tuple[Words, ...]
    helps: tuple[Words, ...]
    note: Words
    source: Source

    @classmethod
    def of(cls, content: Mapping[str, Any]) -> ProblemFacts:
        name = Words(content["name_zh"], content["name_en"])
        return cls(
            slug=content["slug"],
            name=name,
            chip=Words(content["chip_zh"] or name.zh, content["chip_en"] or name.en),
            common=content["common"],
            simple=content["simple"],
            must=tuple(Words(*pair) for pair in content["must"]),
            helps=tuple(Words(*pair) for pair in content["helps"]),
            note=Words(content["note_zh"], content["note_en"]),
            source=Source.of(content),
        )


@dataclass(frozen=True, slots=True)
class DemandFacts:
    slug: str
    # name.zh is the word of the letter, whatever the page's language.
    name: Words
    common: bool
    source: Source

    @classmethod
    def of(cls, content: Mapping[str, Any]) -> DemandFacts:
        return cls(
            slug=content["slug"],
            name=Words(content["name_zh"], content["name_en"]),
            common=content["common"],
            source=Source.of(content),
        )
