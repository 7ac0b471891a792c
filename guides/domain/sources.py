"""Where a fact comes from, since when it holds, who checked it, how sure we are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from guides.domain.words import Words

SOURCE_KEYS = (
    "source",
    "source_name",
    "source_url",
    "source_article",
    "also_sources",
    "effective_from",
    "effective_to",
    "checked_on",
    "confidence",
    "label_zh",
    "label_en",
)


class UnknownSource(KeyError):
    """An entry names a source that sources.yaml does not have."""


@dataclass(frozen=True, slots=True)
class Source:
    """`confidence` is A, B or C; C always has a `label` that must be shown with the fact. None: not known."""

    id: str
    name: str
    url: str
    article: str
    effective_from: date | None
    effective_to: date | None
    checked_on: date
    confidence: str
    label: Words
    # (name, address, article) of the other sources that say so.
    also: tuple[tuple[str, str, str], ...] = ()

    @classmethod
    def of(cls, content: Mapping[str, Any]) -> Source:
        return cls(
            id=content["source"],
            name=content["source_name"],
            url=content["source_url"],
            article=content["source_article"],
            effective_from=as_date(content["effective_from"]),
            effective_to=as_date(content["effective_to"]),
            checked_on=date.fromisoformat(str(content["checked_on"])),
            confidence=content["confidence"],
            label=Words(content["label_zh"], content["label_en"]),
            also=tuple((each["name"], each["url"], each["article"]) for each in content["also_sources"]),
        )


def as_date(value: Any) -> date | None:
    """Return the date of an ISO text or a date, None for None or ""."""
    return date.fromisoformat(str(value)) if value else None


def with_source(entry: Mapping[str, Any], sources: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """Return the entry with its source written out (SOURCE_KEYS); what the entry says itself wins.

    UnknownSource when it, or one of its `also`, is not in `sources`.
    """
    name = entry.get("source", "")
    if name not in sources:
        raise UnknownSource(name)
    source = sources[name]
    rest = {key: value for key, value in entry.items() if key not in ("article", "also")}
    return rest | {
        "source_name": source["name"],
        "source_url": source["url"],
        "source_article": str(entry.get("article", "")),
        "also_sources": list(_also(entry.get("also", ()), sources)),
        "effective_from": entry.get("effective_from", source.get("effective_from")),
        "effective_to": entry.get("effective_to", source.get("effective_to")),
        "checked_on": entry.get("checked_on", source.get("checked_on")),
        "confidence": entry.get("confidence", source.get("confidence", "")),
        "label_zh": entry.get("label_zh", ""),
        "label_en": entry.get("label_en", ""),
    }


def _also(entries: Iterable[Mapping[str, Any]], sources: Mapping[str, Mapping[str, Any]]) -> Iterable[dict[str, str]]:
    for entry in entries:
        if entry["source"] not in sources:
            raise UnknownSource(entry["source"])
        source = sources[entry["source"]]
        yield {"name": source["name"], "url": source["url"], "article": str(entry.get("article", ""))}
