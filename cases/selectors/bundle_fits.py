"""What no row of ours ever says, however well each column fits: values that live inside JSON, and a few that go
together."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from cases.domain.bundle import BundleRefused
from cases.domain.covers import boxes_of, covers_fit
from cases.domain.page_marks import pages_fit
from cases.domain.regions import region_fits
from cases.models import Case, CaseEvent, Mail
from cases.selectors.belongings import Table
from cases.selectors.marking import marked_svg


def row_fits(table: Table, row: dict[str, Any]) -> None:
    """Refuse a row that no page could show. BundleRefused names the row and the column."""
    where = f"{table.name}#{row['id']}"
    tier = row.get("tier", "")
    if tier not in (*Case.Tier.values, ""):
        raise BundleRefused("value", f"{where}.tier")
    if table.model is Mail and (
        row.get("kind") == Mail.Kind.ACCOUNT
        or (row.get("kind") == Mail.Kind.DIGEST and row.get("state") == Mail.State.PENDING)
    ):
        raise BundleRefused("value", f"{where}.kind")
    if table.model is CaseEvent and row.get("kind") == "owed_asked" and not _numbered(row.get("data")):
        raise BundleRefused("value", f"{where}.data")
    for column, check in CHECKS.items():
        if column in row:
            try:
                check(row[column])
            except (ValueError, TypeError, LookupError, AttributeError) as error:
                raise BundleRefused("value", f"{where}.{column}") from error


def _numbered(said: Any) -> bool:
    """Return whether what they asked for names the clocks and promises that waited by their numbers."""
    lists = [said.get(key, []) for key in ("clocks", "waiting")] if isinstance(said, dict) else [None]
    return all(isinstance(one, list) and all(type(number) is int for number in one) for one in lists)


def _marks(said: Any) -> None:
    pages_fit(said)
    marked_svg(said, size=(400, 400), href="", alt="", said="", name="m")


def _pairs(said: Any) -> None:
    for one in said:
        boxes_of([one["genuine"], one["suspect"]])
        _text(one["words"])


def _moments(said: Any) -> None:
    if any(datetime.fromisoformat(one).tzinfo is None for one in said.values()):
        raise ValueError("no moment")


def _texts(said: Any) -> None:
    for one in said.values() if isinstance(said, dict) else said:
        _text(one)


def _text(said: Any) -> None:
    if not isinstance(said, str):
        raise TypeError("a text")


def _ticks(said: Any) -> None:
    for one in said.values():
        if not isinstance(one, list):
            raise TypeError("a list of fields")
        _texts(one)


def _typed(said: Any) -> None:
    for one in said.values():
        _texts(one)
        if one.get("at") and datetime.fromisoformat(one["at"]).tzinfo is None:
            raise ValueError("no moment")


def _changes(said: Any) -> None:
    for one in said:
        if one["op"] not in ("added", "changed", "gone") or one["part"] not in PARTS:
            raise ValueError("no change")
        _text(one["text"])


PARTS = (
    *("cover", "summary", "demand", "promises", "reasons"),
    *("timeline", "filings", "exhibits", "comparisons"),
)
CHECKS: dict[str, Callable[[Any], None]] = {
    "covers": covers_fit,
    "region": region_fits,
    "marks": _marks,
    "pairs": _pairs,
    "moments": _moments,
    "worked": _texts,
    "grounds": _texts,
    "ticks": _ticks,
    "typed": _typed,
    "changes": _changes,
}
