"""Millions of rows into an empty installation: COPY on PostgreSQL, executemany on SQLite. For seeding only."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import AutoField, Field, Model

Row = tuple[Any, ...]


def is_postgres() -> bool:
    return connection.vendor == "postgresql"


def moment_writer() -> Callable[[datetime], Any]:
    """Return what turns a moment in UTC into the database's own form, exactly as Django would write it."""
    if is_postgres():
        return lambda moment: moment
    # One case writes the same few moments many times; turning a moment into text costs more than a row.
    return lru_cache(maxsize=64)(lambda moment: str(moment)[: -len("+00:00")])


def uuid_writer() -> Callable[[UUID], str]:
    return str if is_postgres() else lambda value: value.hex


class BulkTable:
    """Rows for one model. `given` names the columns each row brings; every other column takes the field's default."""

    def __init__(self, model: type[Model], *given: str) -> None:
        self.table = model._meta.db_table
        fields: dict[str, Field[Any, Any]] = {field.attname: field for field in model._meta.concrete_fields}
        unknown = set(given) - set(fields)
        if unknown:
            raise ValueError(f"{model.__name__} has no {sorted(unknown)}")
        rest = [field for name, field in fields.items() if name not in given and not isinstance(field, AutoField)]
        self.columns = [fields[name].column for name in given] + [field.column for field in rest]
        self.constants = tuple(field.get_db_prep_save(field.get_default(), connection) for field in rest)
        if is_postgres():
            # COPY takes text: Django's wrapped JSON has to be one.
            self.constants = tuple(getattr(value, "obj", value) for value in self.constants)
            self.constants = tuple(str(v) if isinstance(v, dict | list) else v for v in self.constants)

    def write(self, rows: Sequence[Row]) -> None:
        if not rows:
            return
        quote = connection.ops.quote_name
        columns = ", ".join(quote(column) for column in self.columns)
        constants = self.constants
        with connection.cursor() as cursor:
            if is_postgres():
                with cursor.copy(f"COPY {quote(self.table)} ({columns}) FROM STDIN") as copy:
                    for row in rows:
                        copy.write_row(row + constants)
            else:
                marks = ", ".join(["?"] * len(self.columns))
                statement = f"INSERT INTO {quote(self.table)} ({columns}) VALUES ({marks})"
                # The driver's own cursor: Django's would rewrite every parameter.
                cursor.cursor.connection.executemany(statement, (row + constants for row in rows))


@contextmanager
def bulk_load(models: Sequence[type[Model]]) -> Iterator[None]:
    """Load inside: foreign keys unchecked where the database allows it, sequences and statistics right afterwards."""
    connection.ensure_connection()
    if is_postgres():
        with connection.cursor() as cursor:
            cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
            if cursor.fetchone()[0]:
                cursor.execute("SET session_replication_role = replica")
    else:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA foreign_keys=OFF")
            cursor.execute("PRAGMA synchronous=OFF")
    try:
        yield
    finally:
        # Closing gives the next user a connection with the settings of the project again.
        connection.close()
    with connection.cursor() as cursor, transaction.atomic():
        for statement in connection.ops.sequence_reset_sql(_no_style(), list(models)):
            cursor.execute(statement)
    with connection.cursor() as cursor:
        if not is_postgres():
            cursor.execute("PRAGMA analysis_limit=2000")
        cursor.execute("ANALYZE")


def _no_style() -> Any:
    from django.core.management.color import no_style

    return no_style()
