"""The YAML files we ship."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from guides.domain.knowledge import Knowledge

FOLDER = Path(__file__).resolve().parent.parent / "knowledge"
# The parser in C is ten times faster; a wheel without it still works.
Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def files_fingerprint(folder: Path = FOLDER) -> str:
    """Return 64 hex digits for names and bytes of all files, without parsing any."""
    digest = hashlib.sha256()
    for path in _files(folder):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def read_knowledge(folder: Path = FOLDER) -> Knowledge:
    """Return what the files say; parsed once per process and content. Do not change what it returns."""
    return _parsed(folder, files_fingerprint(folder))


@lru_cache(maxsize=2)
def _parsed(folder: Path, fingerprint: str) -> Knowledge:
    docs = {
        path.relative_to(folder).with_suffix("").as_posix(): yaml.load(path.read_bytes(), Loader)
        for path in _files(folder)
    }
    return Knowledge.of(fingerprint, docs)


def _files(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.yaml"))


@lru_cache(maxsize=1)
def read_sources(folder: Path = FOLDER) -> dict[str, Any]:
    """Return the list of sources, {id: {name, url, checked_on, confidence…}}. Do not change what it returns."""
    return dict(yaml.load((folder / "sources.yaml").read_bytes(), Loader))
