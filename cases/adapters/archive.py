"""Archives as strangers send them: read where they lie, never unpacked, and refused before anything large is read."""

from __future__ import annotations

import hashlib
import json
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO

from cases.domain.bundle import (
    DATA,
    DATA_MOST,
    ENTRIES_MOST,
    FORMAT,
    MANIFEST,
    MANIFEST_MOST,
    VERSION,
    BundleRefused,
    may_lie,
)

PIECE = 1024 * 1024
ENCRYPTED = 0x1
PLAIN = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
# What reading a ZIP that is none, or is broken or of another kind, raises.
BROKEN = (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError)
DEEPEST = 40


class Bundle:
    """An opened bundle whose table of contents is sound. Raises BundleRefused for anything else.

    `room` is how many bytes its files may have together. Contents are checked against their hashes while they are read.
    """

    def __init__(self, file: BinaryIO, *, room: int) -> None:
        try:
            self._zip = zipfile.ZipFile(file)
            entries = self._zip.infolist()
        except BROKEN as error:
            raise BundleRefused("no_bundle") from error
        if len(entries) > ENTRIES_MOST:
            raise BundleRefused("large")
        self._entries = {one.filename: one for one in entries}
        if len(self._entries) != len(entries):
            raise BundleRefused("names", "twice")
        for one in entries:
            if not may_lie(one.filename) or one.flag_bits & ENCRYPTED or one.compress_type not in PLAIN:
                raise BundleRefused("names")
        if MANIFEST not in self._entries or DATA not in self._entries:
            raise BundleRefused("no_bundle")
        if sum(one.file_size for one in entries) > room + DATA_MOST + MANIFEST_MOST:
            raise BundleRefused("large")
        self.manifest = _object(self._bytes(MANIFEST, MANIFEST_MOST), MANIFEST)
        self.digest = hashlib.sha256(self._bytes(MANIFEST, MANIFEST_MOST)).hexdigest()
        self._listed = _listed(self.manifest)
        if set(self._listed) != set(self._entries) - {MANIFEST}:
            raise BundleRefused("manifest", "not the files that are there")

    def data(self) -> dict[str, Any]:
        """Return data.json, its hash checked."""
        raw = b"".join(self.pieces(DATA, DATA_MOST))
        return _object(raw, DATA)

    def size_of(self, path: str) -> int | None:
        """Return the size the manifest gives; None for a file that is not there."""
        found = self._listed.get(path)
        return found[0] if found else None

    def pieces(self, path: str, most: int) -> Iterator[bytes]:
        """Yield the content. BundleRefused at its end when size or hash are not what the manifest says."""
        size, sha256 = self._listed[path]
        if size > most:
            raise BundleRefused("large", path)
        seen, digest = 0, hashlib.sha256()
        try:
            with self._zip.open(self._entries[path]) as file:
                while piece := file.read(PIECE):
                    seen += len(piece)
                    digest.update(piece)
                    if seen > size:
                        break
                    yield piece
        except BundleRefused:
            raise
        except BROKEN as error:
            raise BundleRefused("damaged", path) from error
        if (seen, digest.hexdigest()) != (size, sha256):
            raise BundleRefused("hash", path)

    def _bytes(self, path: str, most: int) -> bytes:
        entry = self._entries[path]
        if entry.file_size > most:
            raise BundleRefused("large", path)
        try:
            with self._zip.open(entry) as file:
                return file.read(most + 1)[:most]
        except BROKEN as error:
            raise BundleRefused("damaged", path) from error


def _listed(manifest: dict[str, Any]) -> dict[str, tuple[int, str]]:
    """Return {path: (size, sha256)}. BundleRefused for a manifest of another format or version."""
    if manifest.get("format") != FORMAT:
        raise BundleRefused("no_bundle")
    if manifest.get("version") != VERSION:
        raise BundleRefused("version", str(manifest.get("version"))[:20])
    listed = {}
    files = manifest.get("files")
    for one in files if isinstance(files, list) else [None]:
        if not isinstance(one, dict) or not isinstance(one.get("path"), str) or one["path"] in listed:
            raise BundleRefused("manifest", "files")
        if type(one.get("size")) is not int or not isinstance(one.get("sha256"), str):
            raise BundleRefused("manifest", one["path"][:80])
        listed[one["path"]] = (one["size"], one["sha256"])
    return listed


def _object(raw: bytes, name: str) -> dict[str, Any]:
    try:
        found = json.loads(raw.decode("utf-8"), parse_constant=_no_number)
        _shallow(found, DEEPEST)
    except (ValueError, RecursionError) as error:
        raise BundleRefused("json", name) from error
    if not isinstance(found, dict):
        raise BundleRefused("json", name)
    return found


def _no_number(word: str) -> None:
    raise ValueError(word)


def _shallow(value: Any, left: int) -> None:
    """Raise ValueError for what is nested too deep, or holds a character no database keeps."""
    if left == 0:
        raise ValueError("too deep")
    if isinstance(value, str) and ("\x00" in value or any("\ud800" <= sign <= "\udfff" for sign in value)):
        raise ValueError("no text")
    if isinstance(value, dict):
        for key, inner in value.items():
            _shallow(key, left)
            _shallow(inner, left - 1)
    elif isinstance(value, list):
        for inner in value:
            _shallow(inner, left - 1)
