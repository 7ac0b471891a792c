"""How to find a seller's customer service."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from guides.domain.sources import Source
from guides.domain.words import Words


@dataclass(frozen=True, slots=True)
class EntranceFacts:
    """One way in: its steps in order, and whether it is the one to try first."""

    slug: str
    name: Words
    recommended: bool
    steps: tuple[Words, ...]
    source: Source

    @classmethod
    def of(cls, content: Mapping[str, Any]) -> EntranceFacts:
        return cls(
            slug=content["slug"],
            name=Words(content["name_zh"], content["name_en"]),
            recommended=content["recommended"],
            steps=tuple(Words(zh, en) for zh, en in content["steps"]),
            source=Source.of(content),
        )
