"""Where a guide leads: a platform, 12315, the local bureau, or any platform at all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from guides.domain.platforms import Hotline, PlatformFacts
from guides.domain.sources import Source
from guides.domain.words import Words

ANYWHERE = "any"
TIERS = ("merchant", "platform", "regulator")


@dataclass(frozen=True, slots=True)
class Place:
    """`tiers` are the steps it has guides for; `no_hotline` is said where no number may ship."""

    slug: str
    name: Words
    chip: Words
    note: Words
    tiers: tuple[str, ...]
    hotlines: tuple[Hotline, ...]
    no_hotline: Words
    source: Source | None

    @classmethod
    def of_platform(cls, facts: PlatformFacts) -> Place:
        return cls(
            slug=facts.slug,
            name=facts.name,
            chip=facts.chip,
            note=facts.note,
            tiers=TIERS,
            hotlines=facts.hotlines,
            no_hotline=facts.no_hotline,
            source=facts.source,
        )

    @classmethod
    def of_regulator(cls, content: Mapping[str, Any]) -> Place:
        return cls(
            slug=content["slug"],
            name=Words(content["name_zh"], content["name_en"]),
            chip=Words(content["chip_zh"], content["chip_en"]),
            note=Words(content["note_zh"], content["note_en"]),
            tiers=("regulator",),
            hotlines=tuple(
                Hotline(line["number"], Words(line["what_zh"], line["what_en"]), line.get("hours", ""), Source.of(line))
                for line in content["hotlines"]
            ),
            no_hotline=Words(),
            source=Source.of(content),
        )


# Its guides stand in wherever a platform has none of its own.
EVERY_PLATFORM = Place(
    slug=ANYWHERE,
    name=Words("任何平台", "Any platform"),
    chip=Words("通用", "General"),
    note=Words(),
    tiers=TIERS,
    hotlines=(),
    no_hotline=Words(),
    source=None,
)
