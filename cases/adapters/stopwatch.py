"""How long something has taken. Not the clock: it says no moment, only seconds since another reading."""

from __future__ import annotations

import time


def reading() -> float:
    """Return seconds that only ever rise; the difference of two readings is what has passed."""
    return time.monotonic()
