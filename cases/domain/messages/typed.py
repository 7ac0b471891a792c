"""What no record holds and a letter needs. None of it is the shopper's identity: that is typed where it is copied."""

from __future__ import annotations

from collections.abc import Mapping

# By letter, in the order the text says them; the names are those of LetterFacts.
TYPED: Mapping[str, tuple[str, ...]] = {
    "T11": ("ruling",),
    "T12": ("loss", "entrusts"),
    "T13": ("url",),
    "T15": ("ruling",),
}
