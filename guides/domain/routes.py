"""The routes that remain when a window has closed, each with the rule that gives its last day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from guides.domain.sources import Source, with_source
from guides.domain.words import Words


@dataclass(frozen=True, slots=True)
class RouteFacts:
    """`rule` is "" where no time is fixed; `after` says that something is left past its last day, `own` that only the
    date is the rule's: what meets the rule asks nobody on this route."""

    slug: str
    rule: str
    platforms: tuple[str, ...]
    after: bool
    own: bool
    name: Words
    text: Words
    source: Source
    # What holds once the route was gone to its end; None where that changes nothing.
    handled: Words | None = None

    @classmethod
    def of(cls, content: Mapping[str, Any]) -> RouteFacts:
        return cls(
            slug=content["slug"],
            rule=content.get("rule", ""),
            platforms=tuple(content.get("platforms", ())),
            after=content.get("after", False),
            own=content.get("own", False),
            name=Words(content["name_zh"], content["name_en"]),
            text=Words(content["text_zh"], content["text_en"]),
            source=Source.of(content),
            handled=Words(content["handled_zh"], content["handled_en"]) if "handled_zh" in content else None,
        )


def route_contents(doc: Mapping[str, Any], sources: Mapping[str, Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return the routes with their sources written out. UnknownSource for one that is not listed."""
    return [with_source(one, sources) for one in doc["routes"]]
