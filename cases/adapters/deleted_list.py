"""DATA_DIR/deleted_accounts.txt: which accounts are gone, by number and the moment they joined. A backup restored later
still holds them; with this list they go again. It names nobody."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

from django.conf import settings

Gone = tuple[int, str]


def deleted_list() -> Path:
    return Path(settings.DATA_DIR) / "deleted_accounts.txt"


def note_deleted(number: int, joined_at: datetime) -> None:
    """Add one line, on the disk before this returns."""
    deleted_list().parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(deleted_list(), os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600)
    try:
        os.write(handle, f"{number} {joined_at.isoformat()}\n".encode())
        os.fsync(handle)
    finally:
        os.close(handle)


def noted_deleted(path: Path) -> list[Gone]:
    """Return what the list says; a line cut off by a crash is none."""
    lines = path.read_text().splitlines() if path.is_file() else []
    parts = [line.split(" ") for line in lines]
    return [(int(one[0]), one[1]) for one in parts if len(one) == 2 and one[0].isdecimal()]
