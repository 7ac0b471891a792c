"""Marks notices as read: opened, marked, or answered. Reading is the only thing that ever happens to a notice."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q

from cases.models import Case, Deadline, Mail, User


def notice_read(*, mail: Mail, now: datetime) -> bool:
    """Return True when it was unread until now."""
    changed = Mail.objects.filter(pk=mail.pk, noted_at__isnull=False, read_at__isnull=True).update(read_at=now)
    return changed == 1


def notices_read(*, user: User, upto: datetime, now: datetime) -> int:
    """Return how many were marked. Only what had arrived by `upto`: a newer one has not been seen on the page."""
    waiting = Mail.objects.filter(user=user, noted_at__isnull=False, noted_at__lte=upto, read_at__isnull=True)
    return waiting.update(read_at=now)


def notices_answered(*, case: Case, now: datetime, over: bool = False) -> int:
    """Return how many were marked: what asked about the other side, once it is said how that stands.

    `over` takes the rest along, the shopper's own windows too: of a closed case nothing waits.
    """
    waiting = Mail.objects.filter(case=case, noted_at__lte=now, read_at__isnull=True)
    if not over:
        waiting = waiting.filter(Q(deadline__lane=Deadline.Lane.THEIRS) | Q(kind=Mail.Kind.STALE))
    return waiting.update(read_at=now)
