"""One short name for a piece of content: equal content, equal fingerprint."""

from __future__ import annotations

import hashlib
import json
from typing import Any


def fingerprint(content: Any) -> str:
    """Return 64 hex digits for JSON-like content; dates count as their ISO text, key order does not count."""
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)
    return hashlib.sha256(text.encode()).hexdigest()
