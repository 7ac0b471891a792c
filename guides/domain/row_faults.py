"""What must be true of one row that an administrator typed: the same as of what ships."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from guides.domain.checks import language_faults, source_faults

PARTS = ("tier_two", "order_number")
LISTS = ("hotlines", "limits")


def row_faults(noun: str, content: Mapping[str, Any], today: date) -> list[str]:
    """Return the faults of the row and of the facts inside it. KeyError where a fact has no source written out.

    No number may stand where it was decided that none can be given (facts §2.3).
    """
    facts = list(_facts(noun, content)) if noun == "platform" else [(noun, content)]
    faults = [*source_faults(facts, today)]
    for name, fact in facts:
        faults += language_faults(name, fact)
    if content.get("hotlines") and content.get("no_hotline_zh"):
        faults.append(f"{noun}: a hotline stands beside the sentence that there is none")
    return faults


def _facts(noun: str, content: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    yield noun, content
    for part in PARTS:
        yield f"{noun} {part}", content[part]
    for part in LISTS:
        for number, fact in enumerate(content[part], 1):
            yield f"{noun} {part} {number}", fact
