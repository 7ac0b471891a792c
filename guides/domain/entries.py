"""The shipped files, entry by entry, in the shape of the tables: every column there, sources written out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from guides.domain.sources import with_source

Doc = Mapping[str, Any]
Contents = list[dict[str, Any]]

PLATFORM = {
    "kind": "platform",
    "note_zh": "",
    "note_en": "",
    "hotlines": [],
    "no_hotline_zh": "",
    "no_hotline_en": "",
    "limits": [],
    "words": [],
    "unknown": {},
}
LIMIT = {"value_zh": "", "value_en": "", "note_zh": "", "note_en": ""}
HUMAN = {"tested_on": None}
CARD: dict[str, Any] = {
    "lead": "",
    "example": {},
    "from_guide": {},
    "caption": "",
    "path": [],
    "say_title": "",
    "not_title": "",
    "not_text": "",
}
PROBLEM_TYPE = {"chip_zh": "", "chip_en": "", "simple": False, "helps": [], "note_zh": "", "note_en": ""}
CLOCK_RULE = {
    "kind": "fixed",
    "steps": [],
    "categories": [],
    "platforms": [],
    "next_day_counts": True,
    "extends_over_holiday": False,
    "reaches_back": False,
    "note_zh": "",
    "note_en": "",
    "examples": [],
}


def platform_contents(doc: Doc, sources: Doc) -> Contents:
    """Return the rows of platforms.yaml in its order, the regulators after the platforms."""
    rows = _rows(doc, "platforms", sources, PLATFORM)
    rows += _rows(doc, "regulators", sources, PLATFORM | {"kind": "regulator"})
    for position, row in enumerate(rows):
        row["position"] = position
        row["limits"] = [plain(with_source(LIMIT | limit, sources)) for limit in row["limits"]]
        row["tier_two"] = plain(with_source(row["tier_two"], sources))
        row["hotlines"] = [plain(with_source(line, sources)) for line in row["hotlines"]]
        row["order_number"] = plain(with_source(row["order_number"], sources))
    return rows


def entrance_contents(doc: Doc, sources: Doc) -> Contents:
    """Return the ways to a seller's customer service, best first; they stand in platforms.yaml too."""
    return _rows(doc, "entrances", sources, {})


def problem_contents(doc: Doc, sources: Doc) -> Contents:
    return _rows(doc, "problem_types", sources, PROBLEM_TYPE)


def demand_contents(doc: Doc, sources: Doc) -> Contents:
    return _rows(doc, "demands", sources, {})


def rule_contents(doc: Doc, sources: Doc) -> Contents:
    rows = _rows(doc, "clock_rules", sources, CLOCK_RULE)
    for row in rows:
        row["examples"] = plain(row["examples"])
    return rows


def calendar_contents(docs: Iterable[Doc], sources: Doc) -> Contents:
    """Return a row per year: the days off and the working weekends as {ISO date: [is working, name]}."""
    rows = []
    for doc in docs:
        row = with_source({key: doc[key] for key in doc if key not in ("days_off", "working_weekends")}, sources)
        days = {str(day): [False, name] for day, name in doc["days_off"].items()}
        days |= {str(day): [True, name] for day, name in doc["working_weekends"].items()}
        rows.append(row | {"days": days})
    return rows


def refusal_contents(doc: Doc, sources: Doc) -> Contents:
    rows = _rows(doc, "refusals", sources, {})
    for row in rows:
        row["own_rules"] = [plain(with_source(rule, sources)) for rule in row["own_rules"]]
    return rows


def pitfall_contents(doc: Doc, sources: Doc) -> Contents:
    return _rows(doc, "pitfalls", sources, {})


def human_contents(doc: Doc, sources: Doc) -> Contents:
    return _rows(doc, "humans", sources, HUMAN)


def letter_contents(doc: Doc, sources: Doc) -> Contents:
    return _rows(doc, "letters", sources, {})


def ground_contents(doc: Doc, sources: Doc) -> Contents:
    return _rows(doc, "grounds", sources, {})


def form_contents(doc: Doc, sources: Doc) -> Contents:
    return _rows(doc, "forms", sources, {})


def jurisdiction_contents(doc: Doc, sources: Doc) -> Contents:
    return _rows(doc, "jurisdictions", sources, {})


def afterward_contents(doc: Doc, sources: Doc) -> Contents:
    return _rows(doc, "afterwards", sources, {})


def _rows(doc: Doc, name: str, sources: Doc, blanks: Mapping[str, Any]) -> Contents:
    defaults = doc.get("defaults", {})
    return [
        with_source({**blanks, **defaults, **entry, "position": position}, sources)
        for position, entry in enumerate(doc[name])
    ]


def plain(value: Any) -> Any:
    """Return the value with dates as ISO text, as a JSON column gives it back."""
    if isinstance(value, Mapping):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    return value.isoformat() if hasattr(value, "isoformat") else value


def card_contents(doc: Mapping[str, Any], sources: Mapping[str, Any]) -> dict[str, Any]:
    """Return cards.yaml with the sources written out: {"cards", "reply", "apps", "small": the note below each}."""
    return {
        "small": doc["small"],
        "apps": doc["apps"],
        "cards": _rows(doc, "cards", sources, CARD),
        "reply": with_source({"slug": "reply", **doc["reply"]}, sources),
    }
