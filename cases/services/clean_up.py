"""Removes what has served its time: handled forms after a month, hand-offs after a day, sessions that have ended."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.utils.module_loading import import_string

from cases.models import HandOff, Submission
from cases.services.heartbeat import heartbeat_last, heartbeat_write

# The one-tap answers of a mail are such forms, and their links live for 30 days.
FORMS_KEPT = timedelta(days=31)
SESSIONS_EVERY = timedelta(days=7)
# Until then a second scan is told that the code was used, not that it never was.
HAND_OFFS_KEPT = timedelta(days=1)
AT_ONCE = 5000


def clean_up(*, now: datetime) -> int:
    """Return how many rows were removed. Bounded, so that a long silence does not make one long transaction."""
    old = Submission.objects.filter(created_at__lt=now - FORMS_KEPT).order_by("created_at").values_list("pk", flat=True)
    removed = 0
    ids = list(old[:AT_ONCE])
    if ids:
        removed = Submission.objects.filter(pk__in=ids).delete()[0]
    removed += HandOff.objects.filter(expires_at__lt=now - HAND_OFFS_KEPT).delete()[0]
    last = heartbeat_last(name="sessions")
    if last is None or now - last >= SESSIONS_EVERY:
        import_string(f"{settings.SESSION_ENGINE}.SessionStore").clear_expired()
        heartbeat_write(name="sessions", now=now)
    return removed
