"""The list of signed-in devices."""

from __future__ import annotations

from datetime import datetime

from allauth.usersessions.models import UserSession


def session_seen(*, session_key: str, now: datetime) -> None:
    """Note that the device of this session was here; nothing happens for an unknown one."""
    UserSession.objects.filter(session_key=session_key).update(last_seen_at=now)
