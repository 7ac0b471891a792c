"""Letters: composed from records, marked where a fact is missing, shortened without losing an element."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from cases.domain.messages import (
    chinese,
    chinese_calls,
    chinese_filings,
    english,
    english_calls,
    english_filings,
    english_owed,
)
from cases.domain.messages.facts import LetterFacts, words_of
from cases.domain.messages.grammar import Part, Said, Speaker, Template

TEMPLATES = {
    "zh": {**chinese.TEMPLATES, **chinese_filings.TEMPLATES, **chinese_calls.TEMPLATES},
    "en": {**english.TEMPLATES, **english_owed.TEMPLATES, **english_filings.TEMPLATES, **english_calls.TEMPLATES},
}
MARKS = {"zh": {**chinese.MARKS, **chinese_filings.MARKS}, "en": {**english.MARKS, **english_filings.MARKS}}
CODES = tuple(TEMPLATES["zh"])
# Handed in through a form or read out on the phone, not sent as one chat message.
FILED = (*chinese_filings.TEMPLATES, *chinese_calls.TEMPLATES)
# Written to an office, and read there a year on: every date names its year.
DATED = frozenset({"T12", "T13"})
# Chats cut long texts (own choice); the other two are the boxes of 微信支付投诉 and 微信小店举证.
LIMIT_CHAT, LIMIT_PAYMENT_COMPLAINT, LIMIT_SHOP_EVIDENCE = 200, 300, 500
SHORTEST = 2
# An editor's words by (language, code), instead of ours.
Own = Mapping[tuple[str, str], Template]


@dataclass(frozen=True, slots=True)
class Letter:
    """A text to copy. `missing` names required facts that stand as marks 【…】; such a letter cannot be sent.

    `code` is the template used: T1 without an order number is T1b.
    """

    code: str
    lang: str
    parts: tuple[Part, ...]
    missing: tuple[str, ...]
    facts: LetterFacts = field(repr=False, compare=False)
    own: Own = field(default_factory=dict, repr=False, compare=False)

    @property
    def text(self) -> str:
        """The whole text as it is copied."""
        return "".join(part.text for part in self.parts)

    @property
    def length(self) -> int:
        """Characters, as the channels count them."""
        return sum(len(part.text) for part in self.parts)

    @property
    def can_send(self) -> bool:
        return not self.missing

    def short(self, limit: int = LIMIT_CHAT) -> Letter:
        """Return the fullest form of at most `limit` characters, else the shortest there is.

        Courtesy goes first, then detail; order, problem and demand stay in every form. Compare `length` to see
        whether even the shortest is too long.
        """
        form = self
        for level in range(1, SHORTEST + 1):
            if form.length <= limit:
                break
            form = _composed(self.code, self.facts, self.lang, level, self.own)
        return form


def compose(code: str, facts: LetterFacts, lang: str = "zh-hans", own: Own | None = None) -> Letter:
    """Return the letter of that code. KeyError for an unknown code.

    The Chinese text is what is sent; `lang="en"` gives a translation to show beside it.
    """
    return _composed(code, facts, lang, 0, own or {})


def shortest(code: str, facts: LetterFacts, lang: str = "zh-hans", own: Own | None = None) -> Letter:
    """Return the letter cut to its elements: 订单 123456，衬衫袖口开线，想换货."""
    return _composed(code, facts, lang, SHORTEST, own or {})


def _composed(code: str, facts: LetterFacts, lang: str, level: int, own: Own) -> Letter:
    tongue = "en" if lang.startswith("en") else "zh"
    words = words_of(facts, lang, year=code in DATED)
    if tongue == "en":
        words["demand"] = facts.english.get("demand") or english.DEMANDS.get(words["demand"], words["demand"])
    if code == "T1" and not words["order_no"]:
        code = "T1b"
    template = own.get((tongue, code)) or TEMPLATES[tongue][code]
    said: Said = Speaker(words, MARKS[tongue], level).say(template)
    return Letter(code, lang, said.parts, said.missing, facts, own)
