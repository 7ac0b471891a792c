"""How often a token may ask: counted per minute in the cache, so that one program cannot slow down everybody."""

from __future__ import annotations

import hashlib
import time

from django.core.cache import cache

A_MINUTE = {"read": 120, "write": 30}
# Wrong tokens from one network: guessing is hopeless anyway, this keeps it cheap.
WRONG_A_MINUTE = 30


def seconds_to_wait(kind: str, who: str, most: int) -> int:
    """Count one request and return 0, or in how many seconds the next is allowed when there were too many."""
    now = time.time()
    minute = int(now // 60)
    key = f"api:{kind}:{hashlib.sha256(who.encode()).hexdigest()[:24]}:{minute}"
    cache.add(key, 0, 120)
    try:
        count = cache.incr(key)
    except ValueError:
        return 0
    return max(int((minute + 1) * 60 - now), 1) if count > most else 0
