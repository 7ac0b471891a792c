"""One fingerprint for a page as it looked: address, moment and every screenshot of it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime


def page_digest(address: str, seen_at: datetime, fingerprints: Iterable[str]) -> str:
    """Return the SHA-256 of the lines address, moment (UTC, to the second) and the fingerprints in their order.

    Anybody can count it again from what the page of the item shows.
    """
    moment = seen_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return hashlib.sha256("\n".join((address, moment, *fingerprints)).encode()).hexdigest()
