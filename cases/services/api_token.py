"""Tokens for programs: made once, shown once, kept as a hash, revoked at any time."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from django.db import transaction

from cases.models import ApiToken, User
from cases.selectors.hand_offs import token_hash

PREFIX = "youju_"
MOST = 20
# The last use is written at most this often.
USED_EVERY = timedelta(minutes=1)


class TooMany(ValueError):
    """There are as many tokens as one account may have: revoke one first."""


@transaction.atomic
def token_make(*, owner: User, name: str, scope: str, now: datetime) -> tuple[ApiToken, str]:
    """Return (row, the token itself): nobody can read it again. Raises TooMany."""
    User.objects.select_for_update(no_key=True).get(pk=owner.pk)
    if ApiToken.objects.filter(owner=owner, revoked_at__isnull=True).count() >= MOST:
        raise TooMany
    token = PREFIX + secrets.token_urlsafe(32)
    row = ApiToken.objects.create(owner=owner, name=name, scope=scope, token_hash=token_hash(token), made_at=now)
    return row, token


def token_revoke(*, owner: User, number: int, now: datetime) -> bool:
    """Return whether this owner's token was revoked now."""
    return ApiToken.objects.filter(owner=owner, pk=number, revoked_at__isnull=True).update(revoked_at=now) == 1


def token_used(*, row: ApiToken, now: datetime) -> None:
    """Write when it was used last, once a minute at most."""
    if row.last_used_at is None or now - row.last_used_at >= USED_EVERY:
        ApiToken.objects.filter(pk=row.pk).update(last_used_at=now)
