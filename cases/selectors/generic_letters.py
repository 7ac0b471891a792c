"""The letters without a case, for the guides (settings.GUIDE_LETTERS): guides itself has never heard of cases."""

from __future__ import annotations

from cases.domain.messages.generic import generic_text
from cases.selectors.letter_words import own_letters


def generic_letter(code: str, lang: str) -> str:
    """Return the letter's words with 【…】 for what a case would fill in; "" for a code there is no letter for."""
    return generic_text(code, lang, own_letters())
