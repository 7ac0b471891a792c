"""Tokens as their owner sees them, and whose a token is."""

from __future__ import annotations

from cases.models import ApiToken, User
from cases.selectors.hand_offs import token_hash


def tokens_of(user: User) -> list[ApiToken]:
    """Return the tokens that work, the newest first."""
    return list(ApiToken.objects.filter(owner=user, revoked_at__isnull=True).order_by("-made_at", "-pk"))


def token_of(token: str) -> ApiToken | None:
    """Return the row of a token that works, with its owner; None for a revoked, unknown or frozen account's one."""
    rows = ApiToken.objects.filter(token_hash=token_hash(token), revoked_at__isnull=True, owner__is_active=True)
    return rows.select_related("owner").first()
