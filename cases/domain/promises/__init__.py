"""What the other side promised, read from its exact words: `parse_promise` and the shapes it answers with."""

from __future__ import annotations

from cases.domain.promises.parse import OFF_WORK, parse_promise
from cases.domain.promises.reading import Flag, Kind, Reading, Reason, Term

__all__ = ["OFF_WORK", "Flag", "Kind", "Reading", "Reason", "Term", "parse_promise"]
