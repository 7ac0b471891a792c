"""Whether a hand-off can still be opened."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from cases.models import HandOff

# So long may the phone that opened a form come back to it.
KEPT = timedelta(hours=1)


def token_hash(token: str) -> str:
    """Return what is kept of a token: whoever reads the database cannot open anything with it."""
    return hashlib.sha256(token.encode()).hexdigest()


def hand_off_of(token: str) -> HandOff | None:
    """Return the hand-off of a token, used or not, with its owner; None for a token that never was."""
    rows = HandOff.objects.filter(token_hash=token_hash(token), case__owner__is_active=True)
    return rows.select_related("case__owner", "case__order", "case__next_deadline").first()


def is_open(row: HandOff, now: datetime) -> bool:
    return row.used_at is None and row.expires_at > now


def is_kept(row: HandOff, now: datetime) -> bool:
    """Return whether the phone that opened it may still come back."""
    return row.used_at is not None and now < row.used_at + KEPT
