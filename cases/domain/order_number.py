"""Order numbers as people write them, and as they are compared."""

from __future__ import annotations

import re
import unicodedata


def number_key(number: str) -> str:
    """Return the number without spaces and dashes, half-width and upper case; "" for none."""
    return re.sub(r"[\s\-_—]", "", unicodedata.normalize("NFKC", number)).upper()
