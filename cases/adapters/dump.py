"""The database as one file and back, while others go on writing: SQLite's own backup, pg_dump and pg_restore."""

from __future__ import annotations

import contextlib
import glob
import os
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from django.db import connection

BINARIES = "/usr/lib/postgresql/*/bin"
# Pages copied before other writers get a turn. A WAL reader blocks nobody, so all of them at once.
ALL_PAGES = -1


class DumpFailed(RuntimeError):
    """It cannot be done here; the sentence says why."""


def kind() -> str:
    """Return "sqlite" or "postgresql"."""
    return connection.vendor


def name_in_backup() -> str:
    return "database.sqlite3" if kind() == "sqlite" else "database.dump"


def is_empty() -> bool:
    """Return whether there is no table yet: the only database a backup is restored into."""
    with connection.cursor() as cursor:
        return not connection.introspection.table_names(cursor)


def dump_to(path: Path) -> None:
    """Write the database as it stood at one moment. DumpFailed when the program for it is missing or fails."""
    if kind() == "sqlite":
        _copy(Path(str(connection.settings_dict["NAME"])), path)
    else:
        _run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={path}")


def restore_from(path: Path) -> None:
    """Fill the empty database. DumpFailed leaves a half-filled one only where the server itself broke off."""
    if kind() == "sqlite":
        target = Path(str(connection.settings_dict["NAME"]))
        connection.close()
        _copy(path, target)
    else:
        connection.close()
        _run("pg_restore", "--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction", str(path))


def _copy(source: Path, target: Path) -> None:
    with contextlib.closing(sqlite3.connect(f"file:{quote(str(source))}?mode=ro", uri=True, timeout=25)) as old:
        target.parent.mkdir(parents=True, exist_ok=True)
        with contextlib.closing(sqlite3.connect(target, timeout=25)) as new:
            old.backup(new, pages=ALL_PAGES)
            if new.execute("PRAGMA integrity_check").fetchone() != ("ok",):
                raise DumpFailed("SQLite says that the copy is not sound.")


def _run(program: str, *arguments: str) -> None:
    path = _program(program)
    to = ["--dbname" if program == "pg_restore" else "-d", str(connection.settings_dict["NAME"])]
    with _password_file() as password:
        # env keeps the password out of the list of processes, and everything else as it is.
        command = ["env", f"PGPASSFILE={password}", path, *_server(), *to, "--no-password", *arguments]
        done = subprocess.run(command, capture_output=True, check=False, text=True)
    if done.returncode:
        raise DumpFailed(f"{program} failed: {done.stderr.strip()[-500:]}")


def _server() -> list[str]:
    settings: dict[str, Any] = connection.settings_dict
    host = settings["HOST"] or settings.get("OPTIONS", {}).get("host", "")
    said = {"-h": host, "-p": settings["PORT"], "-U": settings["USER"]}
    return [part for flag, value in said.items() if value for part in (flag, str(value))]


@contextlib.contextmanager
def _password_file() -> Iterator[str]:
    """Yield a file with the password, readable by us alone, gone afterwards."""
    secret = str(connection.settings_dict["PASSWORD"] or "").replace("\\", "\\\\").replace(":", "\\:")
    with tempfile.NamedTemporaryFile("w", prefix="youju-") as file:
        os.chmod(file.name, 0o600)
        file.write(f"*:*:*:*:{secret}\n")
        file.flush()
        yield file.name


def _program(name: str) -> str:
    """Return the newest installed program of that name."""
    found = sorted(glob.glob(f"{BINARIES}/{name}"), key=lambda path: float(path.split("/")[-3]))
    path = found[-1] if found else shutil.which(name)
    if path is None:
        raise DumpFailed(f"{name} is not installed here. Install PostgreSQL's client programs.")
    return path
