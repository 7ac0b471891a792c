"""Originals and renditions under MEDIA_ROOT/<aa>/<32 hex digits>: written once, never changed.

While a file is on its way its content stands in `.part`, and an empty marker of its name in `open/` is locked by the
process that writes. The order is: stream and hash into `.part`, flush to disk, rename, write the row, remove the
marker. So after a kill at any point a marker that nobody locks says exactly what was left behind, and that may go at
once; a file with neither row nor marker is unexplained and is only removed after STRAY_SECONDS.

With a bucket (STORAGE_URL) the same holds: what is on its way stands here, with its marker, and instead of the rename
the whole file goes into the bucket and leaves the disk.
"""

from __future__ import annotations

import contextlib
import ctypes
import fcntl
import hashlib
import os
import re
import secrets
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from cases.adapters import bucket
from cases.domain.media import Found, Refused, media_type, sniff
from cases.domain.media.boxes import sound_alone
from cases.domain.media.sniff import HEAD, TAIL
from cases.domain.media.text_run import TextRun
from cases.domain.media.types import VIDEO

NAME = re.compile(r"[0-9a-f]{2}/[0-9a-f]{32}")
PART, NEW = ".part", ".new"
PIECE = 1024 * 1024
WORK = "work"
# Linux alone knows this; elsewhere the flush at the end does all of it.
SYNC_FILE_RANGE_WRITE = 2
_libc = ctypes.CDLL(None)


class StorageFull(OSError):
    """The disk took no more. Nothing half-written is left."""


def root() -> Path:
    return Path(settings.MEDIA_ROOT)


def path_of(name: str) -> Path:
    """Return where that file lies on the disk. ValueError for a name that is none of ours."""
    if not NAME.fullmatch(name):
        raise ValueError("no name of ours")
    return root() / name


class Intake:
    """One file on its way in. `write` pieces, `finish`, then `keep` once its row is committed, or `discard`."""

    def __init__(self, source: Path | None = None) -> None:
        """`source` is a file on the same disk that has come already: it is taken over, not copied."""
        digits = secrets.token_hex(16)
        self.name = f"{digits[:2]}/{digits}"
        self.size = 0
        self._flushing = 0
        self.head = b""
        self.tail = b""
        self._text = TextRun()
        self._found: Found | Refused | None = None
        self.kept = self.gone = self._stored = False
        self._hash = hashlib.sha256()
        self._final = path_of(self.name)
        self._part = self._final.with_name(digits + PART)
        self._marker = _markers() / digits
        self._lock = -1
        try:
            self._final.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._lock = _locked_marker(self._marker)
            if source is not None:
                os.replace(source, self._part)
            flags = os.O_RDWR if source is not None else os.O_CREAT | os.O_EXCL | os.O_RDWR
            # Unbuffered: what was written is on the file when the next error comes.
            self._file = open(os.open(self._part, flags, 0o600), "r+b", 0)  # noqa: SIM115
        except OSError as error:
            self._let_go()
            raise StorageFull(*error.args) from error
        if source is not None:
            while piece := self._file.read(PIECE):
                self._note(piece)

    @property
    def sha256(self) -> str:
        return self._hash.hexdigest()

    def write(self, piece: bytes) -> None:
        """Take the next bytes. StorageFull when the disk is: the file is gone then."""
        try:
            view = memoryview(piece)
            while view:
                view = view[self._file.write(view) :]
        except OSError as error:
            self.discard()
            raise StorageFull(*error.args) from error
        self._note(piece)

    def _note(self, piece: bytes) -> None:
        """Take the bytes into hash, size, head and tail."""
        self._hash.update(piece)
        self.size += len(piece)
        if self.size - self._flushing >= PIECE:
            _start_flushing(self._file.fileno(), self._flushing, self.size - self._flushing)
            self._flushing = self.size
        self._text.feed(piece)
        if len(self.head) < HEAD:
            self.head += piece[: HEAD - len(self.head)]
        self.tail = piece[-TAIL:] if len(piece) >= TAIL else (self.tail + piece)[-TAIL:]

    def sniffed(self) -> Found | Refused:
        """Return what came, by its bytes. Ask once all of it is written, the first time before `finish`."""
        if self._found is None:
            found = sniff(self.head, self.tail, self.size, self._text)
            if isinstance(found, Found) and found.type.family == VIDEO and sound_alone(self._file, self.size):
                found = Found(media_type("audio/mp4"))
            self._found = found
        return self._found

    def finish(self) -> None:
        """Put the whole file under its name, on the disk. StorageFull when that fails: the file is gone then."""
        try:
            self._stored = True
            if bucket.in_use():
                os.fsync(self._file.fileno())
                bucket.put(self.name, self._part, self.sha256)
                self._part.unlink()
            else:
                # Named first: flushing the file then takes the name along, and flushing the folder finds it done.
                # Until the row is committed the marker says that neither counts.
                os.replace(self._part, self._final)
                os.fsync(self._file.fileno())
                _flush_folder(self._final.parent)
            self._file.close()
        except OSError as error:
            self.discard()
            raise StorageFull(*error.args) from error

    def keep(self) -> None:
        """Say that the row is committed: from now on the row alone decides."""
        self.kept = True
        self._let_go()

    def discard(self) -> None:
        """Leave nothing behind. Harmless when it was kept or discarded before."""
        if self.kept or self.gone:
            return
        self.gone = True
        self._file.close()
        self._part.unlink(missing_ok=True)
        with contextlib.suppress(OSError):
            if self._stored:
                remove(self.name)
            self._let_go()
        # A bucket that does not answer: the marker stays, unlocked, and the next tick removes what it names.
        if self._lock >= 0:
            os.close(self._lock)
            self._lock = -1

    def _let_go(self) -> None:
        if self._lock >= 0:
            self._marker.unlink(missing_ok=True)
            os.close(self._lock)
            self._lock = -1


def take_in(source: Path) -> Intake:
    """Return a finished intake with the content of `source`."""
    intake = Intake()
    with source.open("rb") as file:
        while piece := file.read(PIECE):
            intake.write(piece)
    intake.finish()
    return intake


@contextlib.contextmanager
def work_folder() -> Iterator[Path]:
    """Yield an empty folder beside the files, gone afterwards."""
    work = root() / WORK
    work.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=work) as folder:
        yield Path(folder)


def clear_work(before: float) -> None:
    """Remove the work folders of killed workers, last changed before that moment (seconds since 1970)."""
    if (root() / WORK).is_dir():
        for folder in (root() / WORK).iterdir():
            with contextlib.suppress(FileNotFoundError):
                if folder.stat().st_mtime < before:
                    shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def on_disk(name: str, folder: Path) -> Iterator[Path]:
    """Yield where that file can be read on the disk: a copy in `folder` when it lies in a bucket."""
    if not bucket.in_use():
        yield path_of(name)
        return
    copy = folder / "original"
    with bucket.open_file(name) as source, copy.open("wb") as target:
        shutil.copyfileobj(source, target, PIECE)
    yield copy
    copy.unlink(missing_ok=True)


def remove(name: str) -> None:
    path = path_of(name)
    if bucket.in_use():
        bucket.remove(name)
    else:
        path.unlink(missing_ok=True)


def remove_all(names: Iterable[str]) -> None:
    for name in names:
        remove(name)


def size_of(name: str) -> int:
    """Return the bytes that lie there. FileNotFoundError when none do."""
    path = path_of(name)
    return bucket.size_of(name) if bucket.in_use() else path.stat().st_size


def open_file(name: str, start: int = 0, end: int | None = None) -> BinaryIO:
    """Return the file, open for reading at `start`; `end` is the last byte wanted. FileNotFoundError when gone."""
    path = path_of(name)
    if bucket.in_use():
        return bucket.open_file(name, start, end)
    file = path.open("rb")
    file.seek(start)
    return file


def digest(name: str) -> tuple[int, str]:
    """Return size and SHA-256 of what lies there now. FileNotFoundError when nothing does."""
    found, size = hashlib.sha256(), 0
    with open_file(name) as file:
        while piece := file.read(PIECE):
            found.update(piece)
            size += len(piece)
    return size, found.hexdigest()


@dataclass(frozen=True, slots=True)
class Lying:
    """A file found in the storage. `name` is its place below the root; `being_written` by a living process."""

    name: str
    changed_at: float
    being_written: bool = False


def lying() -> Iterator[Lying]:
    """Yield every file of ours, on the disk and in the bucket: whole ones, and what unfinished ones have left."""
    written = {name for name, locked in _marked() if locked}
    if bucket.in_use():
        for name, changed_at in bucket.lying():
            busy = name in written or _is_locked(_markers() / name.rpartition("/")[2])
            yield Lying(name, changed_at, busy)
    if not root().is_dir():
        return
    for folder in sorted(root().iterdir()):
        if folder.is_file():
            yield Lying(folder.name, folder.stat().st_mtime)
        elif re.fullmatch(r"[0-9a-f]{2}", folder.name):
            yield from _in_folder(folder, written)


def leftovers() -> list[str]:
    """Return the names a killed process was writing: what lies under them was never acknowledged, unless a row is."""
    return [name for name, locked in _marked() if not locked]


def clear_leftover(name: str, *, has_row: bool) -> None:
    """Remove what a killed process left of that name, the marker last; with a row the whole file stays."""
    path = path_of(name)
    path.with_name(path.name + PART).unlink(missing_ok=True)
    if not has_row:
        remove(name)
    (_markers() / path.name).unlink(missing_ok=True)


def sweep_away(name: str) -> None:
    """Remove a file that `lying` yielded, whatever it is called."""
    (root() / name).unlink(missing_ok=True)
    if bucket.in_use():
        bucket.remove(name)


def _in_folder(folder: Path, written: set[str]) -> Iterator[Lying]:
    for path in sorted(folder.iterdir()):
        name = f"{folder.name}/{path.name}"
        try:
            # Looked at again: it may have been begun after the markers were read.
            busy = name.removesuffix(PART) in written or _is_locked(_markers() / path.name.removesuffix(PART))
            yield Lying(name, path.stat().st_mtime, busy)
        except FileNotFoundError:
            continue  # finished or removed meanwhile


def _markers() -> Path:
    return root() / "open"


def _locked_marker(marker: Path) -> int:
    """Return a handle that holds the marker. It gets its name only once it is locked: nobody ever sees it free."""
    marker.parent.mkdir(mode=0o700, exist_ok=True)
    new = marker.with_name(marker.name + NEW)
    handle = os.open(new, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600)
    fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    os.replace(new, marker)
    return handle


def _marked() -> list[tuple[str, bool]]:
    """Return (name, is it locked) of every marker."""
    if not _markers().is_dir():
        return []
    found = []
    for marker in sorted(_markers().iterdir()):
        name = f"{marker.name[:2]}/{marker.name}"
        if NAME.fullmatch(name):
            with contextlib.suppress(FileNotFoundError):
                found.append((name, _is_locked(marker)))
    return found


def _is_locked(marker: Path) -> bool:
    """Return whether its writer lives. Shared: two who look at once must not take each other for the writer."""
    try:
        handle = os.open(marker, os.O_RDWR)
    except FileNotFoundError:
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(handle)
    return False


def _start_flushing(handle: int, start: int, length: int) -> None:
    """Let the disk begin with what was just written, so that the flush at the end finds little left to wait for."""
    call = getattr(_libc, "sync_file_range", None)
    if call is not None:
        call(handle, ctypes.c_int64(start), ctypes.c_int64(length), SYNC_FILE_RANGE_WRITE)


def _flush_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
