"""The tables of phrases: phrase, moment of contact, expected due moment or NONE, note."""

from __future__ import annotations

import csv
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

DATA = Path(__file__).resolve().parents[2] / "data"
EXAMPLES = DATA / "promise_phrases.tsv"
HELD_OUT = DATA / "promise_heldout.tsv"


class Row(NamedTuple):
    phrase: str
    heard_at: datetime
    due: datetime | None
    note: str


def rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as lines:
        table = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        next(table)
        return [Row(phrase, datetime.fromisoformat(at), _due(due), note) for phrase, at, due, note in table]


def _due(words: str) -> datetime | None:
    return None if words == "NONE" else datetime.fromisoformat(words)
