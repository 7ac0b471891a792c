"""Whether a dossier's content that came from elsewhere is one: everything here that reads one is tried on it."""

from __future__ import annotations

from typing import Any

from cases.domain.dossier.changes import changes
from cases.domain.dossier.covering import covered
from cases.domain.dossier.plain import plain_sections
from cases.domain.dossier.sheet import ComparedPlate, sheet_data


def readable(content: Any) -> bool:
    """Return whether it can be shown, copied, typeset and compared with another version."""
    try:
        for whole in (True, False):
            shown = covered(content, whole_number=whole)
            plain_sections(shown)
            compared = [ComparedPlate(one["number"]) for one in shown.get("comparisons", [])]
            sheet_data(shown, version=1, variant="covered", plates=(), changes=(), compared=compared)
        changes(content, content)
        return all(type(one["number"]) is int and isinstance(one["sha256"], str) for one in content["exhibits"])
    except (AttributeError, AssertionError, IndexError, KeyError, TypeError, ValueError):
        return False
