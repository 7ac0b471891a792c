"""Marks notices as read. Reading is the only thing that ever happens to a notice."""

from __future__ import annotations

from datetime import datetime

from cases.models import Mail, User


def notice_read(*, mail: Mail, now: datetime) -> bool:
    """Return True when it was unread until now."""
    changed = Mail.objects.filter(pk=mail.pk, noted_at__isnull=False, read_at__isnull=True).update(read_at=now)
    return changed == 1


def notices_read(*, user: User, upto: datetime, now: datetime) -> int:
    """Return how many were marked. Only what had arrived by `upto`: a newer one has not been seen on the page."""
    waiting = Mail.objects.filter(user=user, noted_at__isnull=False, noted_at__lte=upto, read_at__isnull=True)
    return waiting.update(read_at=now)
