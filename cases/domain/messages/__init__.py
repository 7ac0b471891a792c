"""The words a shopper sends: `compose` a letter from a case's records, `short` it for a narrow channel."""

from cases.domain.messages.exchange import Exchange, Exhibit
from cases.domain.messages.facts import LetterFacts
from cases.domain.messages.grammar import Part
from cases.domain.messages.letter import (
    CODES,
    FILED,
    LIMIT_CHAT,
    LIMIT_PAYMENT_COMPLAINT,
    LIMIT_SHOP_EVIDENCE,
    Letter,
    compose,
    shortest,
)

__all__ = [
    "CODES",
    "FILED",
    "LIMIT_CHAT",
    "LIMIT_PAYMENT_COMPLAINT",
    "LIMIT_SHOP_EVIDENCE",
    "Exchange",
    "Exhibit",
    "Letter",
    "LetterFacts",
    "Part",
    "compose",
    "shortest",
]
