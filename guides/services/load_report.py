"""What loading the shipped files did, row by row."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Difference:
    """An admin's row that was left alone: `shipped` and `ours` by column; `shipped` is None when it ships no more."""

    row: str
    columns: dict[str, tuple[Any, Any]] | None


@dataclass(slots=True)
class LoadReport:
    """What loading did. `unchanged` means the files are the ones already loaded and nothing was looked at."""

    unchanged: bool = False
    added: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    withdrawn: list[str] = field(default_factory=list)
    left_alone: list[Difference] = field(default_factory=list)
