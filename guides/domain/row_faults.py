"""What must be true of one row that an administrator typed: the same as of what ships."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from guides.domain.advice_faults import (
    Known,
    card_row_faults,
    human_row_faults,
    letter_row_faults,
    pitfall_row_faults,
    refusal_row_faults,
)
from guides.domain.checks import language_faults, source_faults
from guides.domain.copy_faults import copy_faults
from guides.domain.faults import Fault
from guides.domain.merchant_reply import reply_row_faults

PARTS = ("tier_two", "order_number")
LISTS = ("hotlines", "limits", "own_rules")
ADVICE: dict[str, Callable[[Mapping[str, Any], Known], Iterable[Fault | str]]] = {
    "refusal": refusal_row_faults,
    "pitfall": pitfall_row_faults,
    "humanway": human_row_faults,
    "kitcard": card_row_faults,
    "kitreply": reply_row_faults,
    "lettertext": letter_row_faults,
}
# Words in a notation of their own are read by whoever knows it.
UNREAD = frozenset({"text_zh", "text_en"})


def row_faults(
    noun: str, content: Mapping[str, Any], today: date, known: Known, numbers: frozenset[str]
) -> list[Fault | str]:
    """Return the faults of the row and of the facts inside it. KeyError where a fact has no source written out.

    No number may stand where it was decided that none can be given (facts §2.3). `numbers` are those listed.
    """
    facts = list(_facts(noun, content))
    faults: list[Fault | str] = [*source_faults(facts, today)]
    for name, fact in facts:
        faults += language_faults(name, fact)
    if content.get("hotlines") and content.get("no_hotline_zh"):
        faults.append(
            Fault(noun, "a hotline stands beside the sentence that there is none", "既列了热线，又写着没有热线")
        )
    if noun in ADVICE:
        faults += ADVICE[noun](content, known)
    own = frozenset(str(line["number"]) for line in content.get("hotlines", ()))
    read = {key: value for key, value in content.items() if key not in UNREAD}
    faults += copy_faults(noun, read, numbers | own)
    # A fault of a pair inside the row was found twice: with the row, and with the fact.
    return list(dict.fromkeys(faults))


def _facts(noun: str, content: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    yield noun, content
    for part in PARTS:
        if part in content:
            yield f"{noun} {part}", content[part]
    for part in LISTS:
        for number, fact in enumerate(content.get(part, ()), 1):
            yield f"{noun} {part} {number}", fact
