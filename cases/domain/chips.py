"""The one-tap promises: what each is called in the records and letters, and in English."""

from __future__ import annotations

# By the value of the chip. The first four are read by the same grammar as any other words.
CHIP_WORDS = {"24h": "24小时内", "48h": "48小时内", "3wd": "3个工作日内", "today": "今天内"}
# A day and time the shopper chose: the moment is in the deadline, so the words name only the act.
CHOSEN = "答复"
ENGLISH = {
    "24小时内": "within 24 hours",
    "48小时内": "within 48 hours",
    "3个工作日内": "within 3 working days",
    "今天内": "within today",
    CHOSEN: "an answer",
}


def chip_words(words: str, lang: str) -> str:
    """Return the words of a promise in that language: a one-tap one translated, a quotation as it was said."""
    return ENGLISH.get(words, words) if lang.startswith("en") else words


def english_facts(words: str) -> dict[str, str]:
    """Return a one-tap promise as `english` of LetterFacts takes it; {} for a quotation."""
    said = ENGLISH.get(words, "")
    return {"promise": said, "spoken": said, "act": said} if said else {}
