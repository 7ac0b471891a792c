"""Whether a hand-off can still be opened."""

from __future__ import annotations

import hashlib
from datetime import datetime

from cases.models import HandOff


def token_hash(token: str) -> str:
    """Return what is kept of a token: whoever reads the database cannot open anything with it."""
    return hashlib.sha256(token.encode()).hexdigest()


def hand_off_of(token: str) -> HandOff | None:
    """Return the hand-off of a token, used or not, with its owner; None for a token that never was."""
    return HandOff.objects.filter(token_hash=token_hash(token)).select_related("case__owner").first()


def is_open(row: HandOff, now: datetime) -> bool:
    return row.used_at is None and row.expires_at > now
