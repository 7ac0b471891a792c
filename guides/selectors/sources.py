"""The sources an editor may name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from guides.adapters.knowledge_files import read_sources
from guides.domain.sources import with_source


def sources() -> Mapping[str, Mapping[str, Any]]:
    """Return {id: {name, url, …}} in the order of the file."""
    return read_sources()


def sourced(entry: Mapping[str, Any]) -> dict[str, Any]:
    """Return the entry with its source written out, dates as text. UnknownSource when it is not listed."""
    whole = with_source(entry, read_sources())
    return {key: value.isoformat() if hasattr(value, "isoformat") else value for key, value in whole.items()}
