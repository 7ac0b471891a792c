"""What a dossier has that the one before had not, and the other way round."""

from __future__ import annotations

from typing import Any

from cases.domain.dossier.said import proof

# The parts that are compared row by row, with what names a row and what is read out of it.
PARTS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("promises", "id", ("words", "result")),
    ("reasons", "id", ("words", "answer")),
    ("timeline", "id", ("at", "who", "title", "words")),
    ("filings", "id", ("at", "head")),
    ("exhibits", "number", ("name", "proves")),
    ("comparisons", "id", ("caption",)),
)
# Moves by itself from one making to the next: a promise that is later by an hour is no change.
# So does the place of a comparison among the others, when one before it goes.
UNCOUNTED = frozenset({"result", "number"})
LONGEST = 120


def changes(before: dict[str, Any], after: dict[str, Any]) -> list[dict[str, str]]:
    """Return the differences as {"op": added | changed | gone, "part", "text"}, in the order of the sections."""
    found = [*_pairs("cover", before["cover"], after["cover"])]
    kept = {row.get("id") for row in after.get("summary", [])}
    # What became of a sentence that stays is told where its record stands.
    left = [row for row in before.get("summary", []) if row.get("id") not in kept]
    found += [_said("gone", "summary", " ".join(str(row["text"]).split())) for row in left]
    found += _pairs("demand", before["demand"]["rows"], after["demand"]["rows"])
    for part, key, told in PARTS:
        old: dict[Any, Any] = {row[key]: row for row in before.get(part, [])}
        new: dict[Any, Any] = {row[key]: row for row in after.get(part, [])}
        for name, row in new.items():
            if name not in old:
                found.append(_said("added", part, _words(part, row, told)))
            elif _counted(old[name]) != _counted(row):
                found.append(_said("changed", part, _words(part, row, told)))
        found += [_said("gone", part, _words(part, row, told)) for name, row in old.items() if name not in new]
    return found


def _pairs(part: str, before: list[list[str]], after: list[list[str]]) -> list[dict[str, str]]:
    old, new = dict(_two(before)), dict(_two(after))
    found = [_said("gone", part, f"{name}：{value}") for name, value in old.items() if name not in new]
    for name, value in new.items():
        if name not in old:
            found.append(_said("added", part, f"{name}：{value}"))
        elif old[name] != value:
            found.append(_said("changed", part, f"{name}：{old[name]} → {value}"))
    return found


def _said(op: str, part: str, text: str) -> dict[str, str]:
    return {"op": op, "part": part, "text": text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"}


def _counted(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in UNCOUNTED}


def _words(part: str, row: dict[str, Any], told: tuple[str, ...]) -> str:
    words = " · ".join(" ".join(str(row[name]).split()) for name in told if row[name])
    if part == "comparisons":
        return f"{proof([row['genuine'], row['suspect']])} {words}".strip()
    return f"{proof([row['number']])} {words}" if part == "exhibits" else words


def _two(rows: list[list[str]]) -> list[tuple[str, str]]:
    return [(name, value) for name, value in rows]
