"""Gives mail that the server refused for good another chance, when staff say so."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from cases.models import Mail


def mail_retry(*, mail_ids: Sequence[UUID], now: datetime) -> int:
    """Return how many dead mails wait again, with all their tries. The sender asks the world first, as always.

    Account mails stay dead: their codes have ended and their words are gone; the owner asks for a new one.
    """
    dead = Mail.objects.dead().filter(pk__in=mail_ids).exclude(kind=Mail.Kind.ACCOUNT)
    return dead.update(
        state=Mail.State.PENDING,
        act_at=now,
        attempts=0,
        refusals=0,
        failing_since=None,
        lease_until=None,
        claim_token="",
    )
