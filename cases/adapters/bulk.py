"""Many rows in one go, for the sweep: the same statement for every row, values prepared once per column."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection
from django.db.models import Model


def rows_insert(
    model: type[Model], fields: Sequence[str], rows: Sequence[tuple[Any, ...]], *, ignore_conflicts: bool = False
) -> None:
    """Insert rows of values in the order of `fields`; with `ignore_conflicts` one that breaks a unique key is left
    out."""
    if not rows:
        return
    columns = _columns(model, fields)
    marks = ", ".join(["%s"] * len(columns))
    sql = f"INSERT INTO {_quoted(model._meta.db_table)} ({', '.join(columns)}) VALUES ({marks})"
    if ignore_conflicts:
        sql += " ON CONFLICT DO NOTHING"
    with connection.cursor() as cursor:
        cursor.executemany(sql, list(_prepared(model, fields, rows)))


def rows_update(model: type[Model], fields: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
    """Update rows by primary key; each tuple starts with the key, the values follow in the order of `fields`."""
    if not rows:
        return
    sets = ", ".join(f"{column} = %s" for column in _columns(model, fields))
    key = _quoted(model._meta.pk.column)
    sql = f"UPDATE {_quoted(model._meta.db_table)} SET {sets} WHERE {key} = %s"
    prepared = _prepared(model, (model._meta.pk.name, *fields), rows)
    with connection.cursor() as cursor:
        cursor.executemany(sql, [(*values[1:], values[0]) for values in prepared])


def _columns(model: type[Model], fields: Sequence[str]) -> list[str]:
    return [_quoted(model._meta.get_field(name).column) for name in fields]


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)


def _prepared(model: type[Model], fields: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> Iterable[tuple[Any, ...]]:
    preparers = [model._meta.get_field(name).get_db_prep_save for name in fields]
    for row in rows:
        yield tuple(prepare(value, connection) for prepare, value in zip(preparers, row, strict=True))
