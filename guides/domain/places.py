"""Where a guide leads: a platform, 12315, the local bureau, or any platform at all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from guides.domain.platforms import Hotline, Limit, PlaceWord, PlatformFacts
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
    # Times and sizes, what the place calls things, and by tier what was looked for and not found.
    limits: tuple[Limit, ...] = ()
    words: tuple[PlaceWord, ...] = ()
    unknown: Mapping[str, Words] = field(default_factory=dict)

    @classmethod
    def of(cls, facts: PlatformFacts) -> Place:
        return cls(
            slug=facts.slug,
            name=facts.name,
            chip=facts.chip,
            note=facts.note,
            tiers=TIERS if facts.kind == "platform" else ("regulator",),
            hotlines=facts.hotlines,
            no_hotline=facts.no_hotline,
            source=facts.source,
            limits=facts.limits,
            words=facts.words,
            unknown=facts.unknown,
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
