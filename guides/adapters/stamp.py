"""Facts kept in memory until the stamp says they changed: at most one cheap query every few seconds, none between."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, TypeVar

from django.db import DatabaseError

from guides.models import KnowledgeStamp

REREAD_SECONDS = 5.0
T = TypeVar("T")

_version = ""
_read_at: float | None = None
_tables_seen = False
_kept: dict[str, tuple[str, Any]] = {}


def knowledge_version() -> str:
    """Return the version of the loaded knowledge, "" while nothing is loaded (before migrate): the files then hold."""
    global _version, _read_at, _tables_seen
    moment = time.monotonic()
    if _read_at is None or moment - _read_at > REREAD_SECONDS:
        try:
            _version = KnowledgeStamp.objects.values_list("version", flat=True).first() or ""
            _tables_seen = True
        except DatabaseError:
            # No database yet. Once there was one, an error is an error: an admin's edit must not silently vanish.
            if _tables_seen:
                raise
            _version = ""
        _read_at = moment
    return _version


def kept(name: str, make: Callable[[bool], T]) -> T:
    """Return what `make` made for the current version, making it once. It is told whether the tables are loaded."""
    version = knowledge_version()
    if name not in _kept or _kept[name][0] != version:
        _kept[name] = (version, make(version != ""))
    return _kept[name][1]  # type: ignore[no-any-return]


def look_again() -> None:
    """Ask the stamp at the next question, however lately it was asked; what still holds is kept."""
    global _read_at
    _read_at = None


def forget() -> None:
    """Read everything anew at the next question (after loading or editing in this process, and between tests)."""
    look_again()
    _kept.clear()
