"""Keys that grow with time, for tables too busy for random ones."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import datetime
from uuid import UUID


def time_key(now: datetime, bits: Callable[[int], int] = secrets.randbits) -> UUID:
    """Return a version 7 UUID (RFC 9562): milliseconds since 1970 first, then 74 random bits, which `bits` draws.

    Neighbours in time lie side by side in the index, so that a batch of mails writes a few pages and not one each.
    """
    milliseconds = int(now.timestamp() * 1000)
    value = (milliseconds & (1 << 48) - 1) << 80 | 7 << 76 | bits(12) << 64 | 2 << 62 | bits(62)
    return UUID(int=value)
