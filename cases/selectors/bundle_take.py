"""The rows of a bundle as it says them, checked for shape: known tables, known columns, each row numbered once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import ForeignKey

from cases.domain.bundle import BundleRefused
from cases.selectors.belongings import TABLES, Table, table_of
from cases.selectors.bundle_fits import row_fits
from cases.selectors.bundle_values import value_of
from guides.selectors.revisions import Name, revision_ids

Said = dict[str, list[dict[str, Any]]]


def said_rows(data: dict[str, Any]) -> Said:
    """Return {table: rows}; a table the bundle does not have is empty. BundleRefused for what we do not know."""
    tables = data.get("tables")
    if not isinstance(tables, dict) or not isinstance(data.get("account"), dict):
        raise BundleRefused("json", "tables")
    names = {table.name for table in TABLES}
    if unknown := set(tables) - names:
        raise BundleRefused("table", ", ".join(sorted(unknown))[:80])
    return {table.name: _rows(table, tables.get(table.name, [])) for table in TABLES}


def _rows(table: Table, rows: Any) -> list[dict[str, Any]]:
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise BundleRefused("table", table.name)
    columns = {one.name for one in table.fields} | {"id"}
    seen = set()
    for row in rows:
        if unknown := set(row) - columns:
            raise BundleRefused("column", f"{table.name}.{min(unknown)}"[:80])
        if type(row.get("id")) is not int or row["id"] in seen:
            raise BundleRefused("id", table.name)
        seen.add(row["id"])
        row_fits(table, row)
    return rows


def plain_values(table: Table, row: dict[str, Any]) -> dict[str, Any]:
    """Return {attribute: value} of the columns that point nowhere. A column not said keeps the model's default."""
    where = f"{table.name}#{row['id']}"
    values = {}
    for one in table.fields:
        if isinstance(one, ForeignKey):
            continue
        if one.name in row:
            values[one.name] = value_of(one, row[one.name], where)
        elif not (one.has_default() or one.null or one.blank):
            raise BundleRefused("value", f"{where}.{one.name}")
    return values


def pointers(table: Table) -> list[tuple[ForeignKey[Any, Any], Table | None]]:
    """Return the columns that point to another row, with the table they point to; None for a guide's revision."""
    keys = [one for one in table.fields if isinstance(one, ForeignKey)]
    return [(one, table_of(one.related_model)) for one in keys]


def revisions_here(rows: list[dict[str, Any]], name: str) -> Callable[[Any], int | None]:
    """Return a look-up of the revisions these rows name in that column: what says the same here, else None."""
    known = revision_ids({found for row in rows if (found := _name(row.get(name)))})
    return lambda said: known.get(_name(said)) if _name(said) else None  # type: ignore[arg-type]


def _name(said: Any) -> Name | None:
    if not isinstance(said, dict):
        return None
    guide, number, content = said.get("guide"), said.get("number"), said.get("content_sha256")
    if isinstance(guide, str) and type(number) is int and isinstance(content, str):
        return guide, number, content
    return None
