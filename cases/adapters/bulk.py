"""Rows written with as little Python per value as possible, for the two loops that must be fast: sweep and sender."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import CharField, DateTimeField, Field, JSONField, Model, TextField, UUIDField

Literal = str | int | bool | None


def rows_insert(
    model: type[Model],
    fields: Sequence[str],
    rows: Sequence[tuple[Any, ...]],
    *,
    constants: Mapping[str, Literal] | None = None,
    ignore_conflicts: bool = False,
) -> None:
    """Insert rows of values in the order of `fields`, and the `constants` of this program in each.

    With `ignore_conflicts` a row that breaks a unique key is left out.
    """
    if not rows:
        return
    constants = constants or {}
    columns = _columns(model, (*fields, *constants))
    values = [*["%s"] * len(fields), *(_literal(value) for value in constants.values())]
    sql = f"INSERT INTO {_quoted(model._meta.db_table)} ({', '.join(columns)}) VALUES ({', '.join(values)})"
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


def row_update(model: type[Model], values: Mapping[str, Any], where: str, parameters: Sequence[Any]) -> int:
    """Update the rows that fit `where` (SQL of this program) and return how many they were.

    A value may be `Sql`, an expression of this program; every other one is data.
    """
    sets, data = [], []
    for name, value in values.items():
        column = _quoted(model._meta.get_field(name).column)
        if isinstance(value, Sql):
            sets.append(f"{column} = {value}")
        else:
            sets.append(f"{column} = %s")
            data.append(as_stored(model, name, value))
    sql = f"UPDATE {_quoted(model._meta.db_table)} SET {', '.join(sets)} WHERE {where}"
    with connection.cursor() as cursor:
        cursor.execute(sql, [*data, *parameters])
        return int(cursor.rowcount)


class Sql(str):
    """An SQL expression written in this program, never made from data."""


def as_stored(model: type[Model], name: str, value: Any) -> Any:
    """Return the value as the driver wants it for that column; None stays None."""
    if value is None:
        return None
    change = _change(model._meta.get_field(name))
    return change(value) if change else value


def database_now(plus_seconds: float = 0.0) -> Sql:
    """Return the database's own clock as an expression, some seconds on; comparable with a stored moment."""
    if connection.vendor == "postgresql":
        return Sql(f"(STATEMENT_TIMESTAMP() + INTERVAL '{plus_seconds:.3f} seconds')")
    return Sql(f"STRFTIME('%%Y-%%m-%%d %%H:%%M:%%f', 'NOW', '{plus_seconds:+.3f} seconds')")


@contextmanager
def forgettable() -> Iterator[None]:
    """Commit what happens inside without waiting for the disk: for what a power cut may undo without harm."""
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic():
            _say("SET LOCAL synchronous_commit TO off")
            yield
    else:
        _say("PRAGMA synchronous = NORMAL")
        try:
            yield
        finally:
            _say("PRAGMA synchronous = FULL")


def _say(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


def _columns(model: type[Model], fields: Sequence[str]) -> list[str]:
    return [_quoted(model._meta.get_field(name).column) for name in fields]


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)


def _literal(value: Literal) -> str:
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int):
        return str(value)
    return "NULL" if value is None else "'" + value.replace("'", "''").replace("%", "%%") + "'"


def _prepared(model: type[Model], fields: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> Iterable[tuple[Any, ...]]:
    """Yield the rows as the driver wants them. Only columns that need a change are touched."""
    changes = [(index, change) for index, name in enumerate(fields) if (change := _change(model._meta.get_field(name)))]
    for row in rows:
        values = list(row)
        for index, change in changes:
            if values[index] is not None:
                values[index] = change(values[index])
        yield tuple(values)


def _change(field: Field[Any, Any]) -> Callable[[Any], Any] | None:
    """Return what Django's own field would do to a value of this column, None for nothing."""
    if isinstance(field, CharField | TextField):
        return str
    if isinstance(field, JSONField):
        return _json
    if connection.vendor == "sqlite":
        if isinstance(field, DateTimeField):
            return _utc_words
        if isinstance(field, UUIDField):
            return _hex
    return None


def _json(value: Any) -> str:
    return json.dumps(value)


def _utc_words(moment: datetime) -> str:
    return str(moment.astimezone(UTC).replace(tzinfo=None))


def _hex(value: UUID) -> str:
    return value.hex
