"""A whole installation as one file, and back: the database first, then the files, which are written once and never
changed, so that every row of the copy finds its file."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO

from django.db import connection
from django.db.migrations.loader import MigrationLoader

from cases.adapters import dump, storage
from cases.adapters.storage import PART, WORK

FORMAT, VERSION = "youju-backup", 1
MANIFEST, MEDIA = "backup.json", "media/"
PIECE = 1024 * 1024
# What a backup of ours may hold below media/: our own names, the editors' pictures; never a way out of the folder.
PATH = re.compile(r"[A-Za-z0-9_-]{1,100}(?:/[A-Za-z0-9_-][A-Za-z0-9_.-]{0,120}){1,4}")
DAY_SECONDS = 24 * 3600


class BackupRefused(ValueError):
    """Nothing was changed; the sentence says why."""


@dataclass(frozen=True)
class Done:
    files: int
    size: int
    made_at: str


def backup_write(*, to: BinaryIO, now: datetime) -> Done:
    """Return what was written. What is uploaded while it is made may or may not be in it."""
    listed: list[dict[str, Any]] = []
    with zipfile.ZipFile(to, "w", zipfile.ZIP_STORED, allowZip64=True) as archive:
        with storage.work_folder() as folder:
            copy = folder / dump.name_in_backup()
            dump.dump_to(copy)
            _add(archive, copy, dump.name_in_backup(), listed)
        for path in _lying():
            try:
                _add(archive, path, MEDIA + path.relative_to(storage.root()).as_posix(), listed)
            except FileNotFoundError:
                continue  # deleted since the database was copied, by its owner
        manifest = {
            "format": FORMAT,
            "version": VERSION,
            "made_at": now.isoformat(),
            "database": dump.kind(),
            "migrations": {app: sorted(names) for app, names in _migrations_done().items()},
            "files": listed,
        }
        archive.writestr(MANIFEST, json.dumps(manifest))
    return Done(len(listed) - 1, sum(one["size"] for one in listed), now.isoformat())


def _lying() -> Iterator[Path]:
    """Yield every whole file of the storage: not what is being written, nor a worker's own folder."""
    root = storage.root()
    for path in sorted(root.rglob("*")) if root.is_dir() else []:
        inside = path.relative_to(root)
        if path.is_file() and inside.parts[0] not in (WORK, "open") and path.suffix != PART:
            yield path


def _add(archive: zipfile.ZipFile, path: Path, name: str, listed: list[dict[str, Any]]) -> None:
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as file, archive.open(zipfile.ZipInfo(name), "w", force_zip64=True) as out:
        while piece := file.read(PIECE):
            digest.update(piece)
            size += len(piece)
            out.write(piece)
    listed.append({"path": name, "size": size, "sha256": digest.hexdigest()})


def backup_restore(*, file: BinaryIO) -> Done:
    """Return what was put back, into an empty database and an empty storage alone. BackupRefused changes nothing.

    Everything is checked against its hash before the database is touched. The caller migrates and verifies.
    """
    if not dump.is_empty():
        raise BackupRefused("The database is not empty. Restore into a fresh one: nothing is ever overwritten.")
    if storage.root().is_dir() and any(_lying()):
        raise BackupRefused(f"There are files in {storage.root()}. Restore into an empty folder.")
    with zipfile.ZipFile(file) as archive:
        manifest = _manifest(archive)
        _fits(manifest)
        with storage.work_folder() as folder:
            for one in manifest["files"]:
                _take_out(archive, one, folder)
            copy = folder / dump.name_in_backup()
            dump.restore_from(copy)
            for path in sorted((folder / MEDIA.rstrip("/")).rglob("*")):
                if path.is_file():
                    target = storage.root() / path.relative_to(folder / MEDIA.rstrip("/"))
                    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                    shutil.move(path, target)
    return Done(len(manifest["files"]) - 1, sum(one["size"] for one in manifest["files"]), manifest["made_at"])


def _manifest(archive: zipfile.ZipFile) -> dict[str, Any]:
    try:
        found = json.loads(archive.read(MANIFEST))
        if found["format"] != FORMAT or found["version"] != VERSION:
            raise BackupRefused("This is no backup of ours, or one of a newer version.")
        names = [one["path"] for one in found["files"]]
    except (KeyError, ValueError, TypeError) as error:
        if isinstance(error, BackupRefused):
            raise
        raise BackupRefused("This is no backup of ours.") from error
    if sorted([*names, MANIFEST]) != sorted(archive.namelist()):
        raise BackupRefused("The backup is not whole: its list and its files differ.")
    return dict(found)


def _fits(manifest: dict[str, Any]) -> None:
    if manifest["database"] != dump.kind():
        raise BackupRefused(f"It was made of {manifest['database']}, this installation uses {dump.kind()}.")
    known = set(MigrationLoader(None).disk_migrations)
    for app, names in manifest["migrations"].items():
        if app in ("cases", "guides") and (newer := {name for name in names if (app, name) not in known}):
            raise BackupRefused(f"It was made by a newer version ({app} {min(newer)}). Install that one first.")


def _take_out(archive: zipfile.ZipFile, one: dict[str, Any], folder: Path) -> None:
    """Write one file into the work folder, checked. BackupRefused for a name that is none of ours or other bytes."""
    name = one["path"]
    if name != dump.name_in_backup() and not (name.startswith(MEDIA) and PATH.fullmatch(name.removeprefix(MEDIA))):
        raise BackupRefused("The backup holds a file that is none of ours.")
    if ".." in PurePosixPath(name).parts:
        raise BackupRefused("The backup holds a file that is none of ours.")
    target = folder / name
    target.parent.mkdir(parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    try:
        with archive.open(name) as file, target.open("xb") as out:
            while piece := file.read(PIECE):
                digest.update(piece)
                size += len(piece)
                out.write(piece)
    except zipfile.BadZipFile as error:
        raise BackupRefused(f"{name} is damaged in the backup.") from error
    if (size, digest.hexdigest()) != (one["size"], one["sha256"]):
        raise BackupRefused(f"{name} is damaged in the backup.")


def _migrations_done() -> dict[str, list[str]]:
    done: dict[str, list[str]] = {}
    for app, name in MigrationLoader(connection).applied_migrations:
        done.setdefault(app, []).append(name)
    return done


def backups_forget(*, folder: Path, days: int, now: datetime) -> list[str]:
    """Return the names of the older backups beside a new one that were removed. Only files that are ours."""
    gone = []
    for path in sorted(folder.iterdir()):
        old = path.is_file() and now.timestamp() - path.stat().st_mtime > days * DAY_SECONDS
        if old and _is_ours(path):
            path.unlink()
            gone.append(path.name)
    return gone


def _is_ours(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as archive:
            return MANIFEST in archive.namelist()
    except (zipfile.BadZipFile, OSError):
        return False
