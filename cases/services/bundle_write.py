"""Writes a shopper's bundle: data.json, every original, and last the manifest with the hash of each."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from datetime import datetime
from typing import Any, Protocol
from uuid import uuid4

from django.db import connection, transaction

from cases.adapters import storage
from cases.domain.bundle import DATA, FORMAT, MANIFEST, VERSION, file_path
from cases.models import Case, Evidence, User
from cases.selectors.bundle_rows import bundle_data, bundle_files, plain

PIECE = 1024 * 1024


class Sink(Protocol):
    def write(self, piece: bytes) -> Any: ...


def bundle_write(
    *,
    owner: User,
    to: Sink,
    now: datetime,
    case: Case | None = None,
    told: Callable[[int, int], None] = lambda done, total: None,
) -> dict[str, Any]:
    """Return the manifest of the archive written into `to`, which need not be able to seek; of one `case` or of all.

    Originals that are lost or changed here are named under `missing`: no other bytes take their place. `told` hears
    how many parts of how many are done.
    """
    data, files = _read(owner, case)
    held = {row.sha256: row for row in files}
    listed, missing = [], []
    with zipfile.ZipFile(_Stream(to), "w", zipfile.ZIP_DEFLATED) as archive:
        raw = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
        archive.writestr(DATA, raw)
        listed.append({"path": DATA, "size": len(raw), "sha256": hashlib.sha256(raw).hexdigest()})
        for place, row in enumerate(held.values(), 1):
            told(place, len(held) + 1)
            if _store(archive, row):
                listed.append({"path": file_path(row.sha256), "size": row.size, "sha256": row.sha256})
            else:
                missing.append(row.sha256)
        manifest = {
            "format": FORMAT,
            "version": VERSION,
            "id": str(uuid4()),
            "made_at": plain(now),
            "counts": {name: len(rows) for name, rows in data["tables"].items()},
            "files": listed,
            "missing": missing,
        }
        archive.writestr(MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1))
    told(len(held) + 1, len(held) + 1)
    return manifest


def _read(owner: User, case: Case | None) -> tuple[dict[str, Any], list[Evidence]]:
    """Return the rows and the exhibits as they stood at one moment."""
    with transaction.atomic():
        if connection.vendor == "postgresql" and connection.savepoint_ids == []:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        return bundle_data(owner, case), bundle_files(owner, case)


def _store(archive: zipfile.ZipFile, row: Evidence) -> bool:
    """Write the original as it is; return False when it is not there or not what was received."""
    try:
        if storage.digest(row.name) != (row.size, row.sha256):
            return False
        with storage.open_file(row.name) as file:
            entry = zipfile.ZipInfo(file_path(row.sha256), date_time=row.received_at.timetuple()[:6])
            with archive.open(entry, "w", force_zip64=row.size > 2**31 - 1) as out:
                while piece := file.read(PIECE):
                    out.write(piece)
    except FileNotFoundError:
        return False
    return True


class _Stream(io.RawIOBase):
    """A sink as zipfile wants it: something to write to, once and forwards."""

    def __init__(self, to: Sink) -> None:
        self._to = to

    def writable(self) -> bool:
        return True

    def write(self, piece: Any) -> int:
        view = bytes(piece)
        self._to.write(view)
        return len(view)
