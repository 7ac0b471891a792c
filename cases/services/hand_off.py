"""Hands a step of a guide, or a form, to the phone: a token in a QR code, opened once, within ten minutes."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from cases.models import Case, HandOff
from cases.selectors.hand_offs import KEPT, token_hash

__all__ = ["KEPT", "LIVES", "hand_off_make", "hand_off_open"]
LIVES = timedelta(minutes=10)


def hand_off_make(*, case: Case, now: datetime, guide: str = "", step: str = "", form: str = "") -> str:
    """Return the token of a new hand-off (192 random bits). It signs nobody in."""
    token = secrets.token_urlsafe(24)
    HandOff.objects.create(
        case=case, token_hash=token_hash(token), guide=guide, step=step, form=form, made_at=now, expires_at=now + LIVES
    )
    return token


def hand_off_open(*, token: str, now: datetime) -> HandOff | None:
    """Return the hand-off and burn it; None when it was opened before, has expired or never was."""
    hashed = token_hash(token)
    burnt = HandOff.objects.filter(token_hash=hashed, used_at__isnull=True, expires_at__gt=now).update(used_at=now)
    if burnt != 1:
        return None
    return HandOff.objects.select_related("case__order", "case__owner", "case__next_deadline").get(token_hash=hashed)
