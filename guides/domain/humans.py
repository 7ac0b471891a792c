"""How to reach a person instead of a robot."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from guides.domain.faults import Fault
from guides.domain.sources import Source, as_date
from guides.domain.words import Words

ANY = "any"
WAYS = frozenset({"chat", "voice"})


@dataclass(frozen=True, slots=True)
class HumanRecipe:
    """`way` is chat or voice; `say` is sent word for word; after `tries` in a row another way is better.

    `tries` is None where no number is known.
    `tested_on` is the day somebody tried it, None where no day is known.
    """

    slug: str
    platform: str
    way: str
    name: Words
    say: tuple[str, ...]
    tries: int | None
    steps: tuple[Words, ...]
    note: Words
    tested_on: date | None
    source: Source

    @classmethod
    def of(cls, content: Mapping[str, Any]) -> HumanRecipe:
        return cls(
            slug=content["slug"],
            platform=content["platform"],
            way=content["way"],
            name=Words(content["name_zh"], content["name_en"]),
            say=tuple(content["say"]),
            tries=content["tries"],
            steps=tuple(Words(*pair) for pair in content["steps"]),
            note=Words(content["note_zh"], content["note_en"]),
            tested_on=as_date(content["tested_on"]),
            source=Source.of(content),
        )


def recipes_for(recipes: Iterable[HumanRecipe], platform: str) -> tuple[HumanRecipe, ...]:
    """Return the platform's own recipes, then the ones that hold everywhere."""
    listed = tuple(recipes)
    own = tuple(one for one in listed if one.platform == platform != ANY)
    return own + tuple(one for one in listed if one.platform == ANY)


def human_faults(recipe: HumanRecipe) -> Iterator[str]:
    name = f"human {recipe.slug}"
    if recipe.way not in WAYS:
        yield Fault(name, f"way {recipe.way!r}", f"没有 {recipe.way!r} 这种途径")
    if not recipe.steps or not all(step.zh and step.en for step in recipe.steps):
        yield Fault(name, "a step is missing or lacks a language", "没有步骤，或步骤缺一种语言")
    if recipe.way == "chat" and not recipe.say:
        yield Fault(name, "says nothing to send", "没有写要发的话")
    if recipe.tries is not None and recipe.tries < 1:
        yield Fault(name, f"{recipe.tries} tries", f"次数不能是 {recipe.tries}")
