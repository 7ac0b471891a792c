"""What is known of a letter besides its words: its code, whom it is for, where it is pasted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from guides.domain.sources import Source
from guides.domain.words import Words

WHERE = frozenset({"chat", "form", "phone", "picture"})


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """`where` is chat, form, phone or picture; `paste` says the place in words."""

    code: str
    name: Words
    tier: str
    where: str
    paste: Words
    source: Source
    # An editor's own words in the notation of letters; empty while those that ship hold.
    text: Words = field(default_factory=Words)

    @classmethod
    def of(cls, content: Mapping[str, Any]) -> LetterFacts:
        return cls(
            code=content["code"],
            name=Words(content["name_zh"], content["name_en"]),
            tier=content["tier"],
            where=content["where"],
            paste=Words(content["paste_zh"], content["paste_en"]),
            source=Source.of(content),
            text=Words(content.get("text_zh", ""), content.get("text_en", "")),
        )
