"""Migrations, static files and shipped knowledge, done only when something of it has changed."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from config import env

STEPS = (
    ("migrate", "--no-input", "--verbosity", "0"),
    ("collectstatic", "--no-input", "--verbosity", "0"),
    ("load_knowledge",),
)
# What the steps read. A second start compares these files' times and sizes and skips the rest.
WATCHED = ("cases/migrations", "guides/migrations", "guides/knowledge", "static", "locale", "requirements.txt")


class Failed(Exception):
    """A step failed; its own words are on the terminal."""


def prepare() -> None:
    """Bring database, static files and knowledge up to date. Raises Failed."""
    stamp = env.DATA_DIR / "prepared"
    wanted = fingerprint()
    if stamp.exists() and stamp.read_text() == wanted and _database_is_ours():
        return
    print("Preparing the database, the static files and the shipped knowledge", flush=True)
    if subprocess.run([sys.executable, "-m", "config.serve.prepare"], cwd=env.BASE_DIR, check=False).returncode:
        raise Failed("Preparing failed; see above. Nothing was started.")
    stamp.write_text(wanted)


def fingerprint() -> str:
    """Return a digest of every watched file's path, time and size, and of which database is meant."""
    digest = hashlib.sha256(env.DATABASE_URL.encode())
    for path in _files():
        state = path.stat()
        digest.update(f"{path}\0{state.st_mtime_ns}\0{state.st_size}\n".encode())
    return digest.hexdigest()


def _files() -> Iterator[Path]:
    for name in WATCHED:
        root = env.BASE_DIR / name
        yield from [root] if root.is_file() else sorted(path for path in root.rglob("*") if _counts(path))


def _counts(path: Path) -> bool:
    return path.is_file() and path.suffix != ".pyc"


def _database_is_ours() -> bool:
    """Return whether the prepared database is certainly still there: a file of ours. A server may be another by now."""
    name = env.database()
    return str(name["ENGINE"]).endswith("sqlite3") and Path(str(name["NAME"])).exists()


def run_steps() -> None:
    """Run every step in this process (it has Django; the one that supervises has not)."""
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    import django
    from django.core.management import call_command

    django.setup()
    for step in STEPS:
        call_command(*step)


if __name__ == "__main__":
    run_steps()
