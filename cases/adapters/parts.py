"""Files that come in pieces, so that a broken connection costs a piece and not the file.

Each stands in `parts/` under its owner and a digest of the browser's key, grows at its end, and is taken over by the
form that names it. What nobody goes on with for a day is removed.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
from collections.abc import Callable
from pathlib import Path

from cases.adapters.storage import Intake, StorageFull, root

PARTS = "parts"
MOST = 40
PIECE = 256 * 1024


class Elsewhere(Exception):
    """The piece does not go on where the file ends, or another piece is being written: ask where it ends."""


def has_come(owner: int, key: str) -> int:
    """Return how many bytes of that file are here."""
    return _size(_path(owner, key)) or 0


def held(owner: int) -> tuple[int, int]:
    """Return how many unfinished files this shopper has here, and their bytes together."""
    found = [_size(path) for path in _folder().glob(f"{owner}-*")] if _folder().is_dir() else []
    sizes = [size for size in found if size is not None]
    return len(sizes), sum(sizes)


def _size(path: Path) -> int | None:
    """Return its bytes; None when there is none, also when a form has just taken it over."""
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return None


def append(owner: int, key: str, offset: int, read: Callable[[int], bytes], most: int) -> int:
    """Return how many bytes are here after this piece, of which at most `most` are taken. What came of a piece that was
    cut off stays. Elsewhere when `offset` is not where the file ends; StorageFull when the disk is."""
    path = _path(owner, key)
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(path, os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o600)
    except OSError as error:
        raise StorageFull(*error.args) from error
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        end = os.fstat(handle).st_size
        if end != offset:
            raise Elsewhere
        while end < most and (piece := read(min(PIECE, most - end))):
            end += _write(handle, piece)
        return end
    except BlockingIOError as error:
        raise Elsewhere from error
    finally:
        os.close(handle)


def _write(handle: int, piece: bytes) -> int:
    view = memoryview(piece)
    try:
        while view:
            view = view[os.write(handle, view) :]
    except OSError as error:
        raise StorageFull(*error.args) from error
    return len(piece)


def taken_over(owner: int, key: str) -> Intake | None:
    """Return the file as an intake to finish; None when nothing came under that key."""
    path = _path(owner, key)
    if not path.exists():
        return None
    return Intake(path)


def clear(before: float) -> int:
    """Return how many files were removed that nobody has gone on with since that moment (seconds since 1970)."""
    removed = 0
    for path in _folder().iterdir() if _folder().is_dir() else ():
        with contextlib.suppress(FileNotFoundError):
            if path.stat().st_mtime < before:
                path.unlink()
                removed += 1
    return removed


def forget(owner: int) -> None:
    """Remove every unfinished file of that shopper."""
    for path in _folder().glob(f"{owner}-*") if _folder().is_dir() else ():
        path.unlink(missing_ok=True)


def _folder() -> Path:
    return root() / PARTS


def _path(owner: int, key: str) -> Path:
    return _folder() / f"{owner}-{hashlib.sha256(key.encode()).hexdigest()[:32]}"
