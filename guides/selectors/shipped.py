"""What ships, in the shape of the tables, beside what the tables say."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import Any

from django.conf import settings

from guides.adapters.knowledge_files import FOLDER, files_fingerprint, read_knowledge
from guides.domain.fingerprint import fingerprint
from guides.domain.knowledge import Knowledge
from guides.models import (
    CalendarYear,
    ClockRule,
    Demand,
    HumanWay,
    KitCard,
    KitReply,
    LetterText,
    Pitfall,
    Platform,
    ProblemType,
    Refusal,
    Sourced,
)

Rows = list[dict[str, Any]]
KEYS: dict[type[Sourced], tuple[str, ...]] = {
    Platform: ("slug",),
    ProblemType: ("slug",),
    Demand: ("slug",),
    ClockRule: ("code", "effective_from"),
    CalendarYear: ("year",),
    Refusal: ("slug",),
    Pitfall: ("slug",),
    HumanWay: ("slug",),
    KitCard: ("slug",),
    KitReply: ("slug",),
    LetterText: ("code",),
}


def shipped_tables(shipped: Knowledge) -> Iterable[tuple[type[Sourced], tuple[str, ...], Rows]]:
    """Yield (model, its key columns, the rows that ship)."""
    rows: dict[type[Sourced], Rows] = {
        Platform: shipped.platforms,
        ProblemType: shipped.problem_types,
        Demand: shipped.demands,
        ClockRule: shipped.clock_rules,
        CalendarYear: shipped.calendars,
        Refusal: shipped.refusals,
        Pitfall: shipped.pitfalls,
        HumanWay: shipped.humans,
        KitCard: shipped.cards["cards"],
        KitReply: [shipped.cards["reply"]],
        LetterText: [_with_text(row) for row in shipped.letters],
    }
    return ((model, KEYS[model], rows[model]) for model in KEYS)


def shipped_fingerprint(folder: Path = FOLDER) -> str:
    """Return 64 hex digits for the files and the letters' words, which are code."""
    return fingerprint([files_fingerprint(folder), _letter_texts()])


def shipped_content(row: Sourced) -> dict[str, Any] | None:
    """Return what ships for this row, None for one that somebody here made."""
    model, knowledge = type(row), read_knowledge()
    contents = next(contents for table, _keys, contents in shipped_tables(knowledge) if table is model)
    wanted = [getattr(row, key) for key in KEYS[model]]
    return next((each for each in contents if [each[key] for key in KEYS[model]] == wanted), None)


def differing(ours: dict[str, Any], shipped: dict[str, Any]) -> dict[str, tuple[Any, Any]]:
    """Return {column: (shipped, ours)} where they differ."""
    # Whatever the order of keys a database gives back.
    changed = (name for name in ours if fingerprint(shipped[name]) != fingerprint(ours[name]))
    return {name: (shipped[name], ours[name]) for name in changed}


def _with_text(row: dict[str, Any]) -> dict[str, Any]:
    zh, en = _letter_texts().get(row["code"], ("", ""))
    return {**row, "text_zh": zh, "text_en": en}


def _letter_texts() -> dict[str, tuple[str, str]]:
    """Return {code: (Chinese, English)}. Who writes letters is named in the settings: guides knows no cases."""
    texts: dict[str, tuple[str, str]] = import_module(settings.LETTER_WORKSHOP).shipped_texts()
    return texts
