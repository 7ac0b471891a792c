"""Order numbers as people write them, and as they are compared."""

from __future__ import annotations

import re
import unicodedata

# Shorter ones cannot be told from other numbers.
SHORTEST = 5
STRUCK = "●●●●"
BETWEEN = r"[\s\-_—]{0,3}"


def number_key(number: str) -> str:
    """Return the number without spaces and dashes, half-width and upper case; "" for none."""
    return re.sub(r"[\s\-_—]", "", unicodedata.normalize("NFKC", number)).upper()


def number_finder(number: str) -> re.Pattern[str] | None:
    """Return what finds the number in a text however it is spaced or wide; None for one too short to be told."""
    signs = re.sub(r"[^0-9A-Z]", "", number_key(number))
    if len(signs) < SHORTEST:
        return None
    wide = (f"[{sign}{chr(ord(sign) + 0xFEE0)}]" for sign in signs)
    # Letters that merely touch it ("NO123456") do not hide it; a longer run of digits is another number.
    before = r"(?<![0-9０-９])" if signs[0].isdigit() else r"(?<![0-9A-Za-z])"
    after = r"(?![0-9０-９])" if signs[-1].isdigit() else r"(?![0-9A-Za-z])"
    return re.compile(before + BETWEEN.join(wide) + after, re.IGNORECASE)


def number_struck(number: str) -> str:
    """Return what is shown in its place: ●●●●3456."""
    return STRUCK + re.sub(r"[^0-9A-Z]", "", number_key(number))[-4:]
