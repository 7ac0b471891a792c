"""Parts of a filing for forms that ask field by field. They shorten as letters do and lose no element."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cases.domain.messages.chinese import MARKS as CHAT_MARKS
from cases.domain.messages.chinese import PROBLEM
from cases.domain.messages.chinese_filings import (
    KNOWN_PLACE,
    MARKS,
    NO_PLACE,
    NOBODY,
    PAID,
    REQUEST,
    SEAT,
    T12_ANSWERS,
    T12_STORY,
)
from cases.domain.messages.facts import LetterFacts, words_of
from cases.domain.messages.grammar import Choice, Clause, Fact, Sentence, Speaker, Template

SHORTEST = 2
FIELDS: Mapping[str, Template] = {
    "story": Template((T12_STORY, Clause((Fact("facts_timeline"),), until=2), T12_ANSWERS), gap="\n"),
    "request": Template((REQUEST,)),
    # Of a shop that shows nobody; else they are the records as they stand.
    "company": Template((NOBODY,)),
    "seller_address": Template(
        (Choice((KNOWN_PLACE, Sentence((NO_PLACE, Clause((SEAT,), needs=("hides_seller",))), end=""))),)
    ),
    "problem": Template((PROBLEM,)),
    "clue": Template(
        (
            Sentence(
                (
                    Clause(("时间 ", PAID)),
                    Clause(("订单号 ", Fact("order_no"))),
                    Clause(("页面或批号：", Fact("problem_detail"))),
                )
            ),
            Clause(("链接：", Fact("url"))),
        ),
        gap="\n",
    ),
}


@dataclass(frozen=True, slots=True)
class FieldText:
    """What goes into a field. `missing` names required facts that stand as marks; `fits` is False when even the
    shortest form is longer than the limit."""

    text: str
    missing: tuple[str, ...] = ()
    fits: bool = True


def field_text(name: str, facts: LetterFacts, limit: int = 0) -> FieldText:
    """Return the fullest form of that field of at most `limit` characters (0: no limit), else the shortest there is."""
    # A form names its dates as the letter for an office does.
    words = words_of(facts, "zh-hans", year=True)
    found = FieldText("")
    for level in range(SHORTEST + 1):
        said = Speaker(words, {**CHAT_MARKS, **MARKS}, level).say(FIELDS[name])
        text = "".join(part.text for part in said.parts)
        found = FieldText(text, said.missing, not limit or len(text) <= limit)
        if found.fits:
            break
    return found
