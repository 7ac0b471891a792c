"""Reminders the shopper sets: a row, and the mail that waits for its moment."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.db import transaction

from cases.models import Case, Mail, Reminder
from cases.services.case_lock import case_lock
from cases.services.event import event_record
from cases.services.submission import submission_once, submission_result, submission_settle

# Far more than a dispute needs; keeps one shopper from filling the outbox.
MOST_WAITING = 50


class CaseIsClosed(ValueError):
    """Raised for a reminder on a closed case: nothing would be mailed."""


class TooManyReminders(ValueError):
    """Raised when a case already has MOST_WAITING reminders waiting."""


@transaction.atomic
def reminder_set(*, case: Case, at: datetime, note: str, now: datetime, key: str = "") -> Reminder:
    """Return the new reminder, or the one the same form (`key`) has made.

    CaseIsClosed on a closed case, TooManyReminders above the limit.
    """
    fresh = submission_once(owner=case.owner, key=key or secrets.token_hex(8), now=now)
    if fresh is None:
        return Reminder.objects.get(case=case, pk=submission_result(owner=case.owner, key=key))
    case_lock(case=case)
    if not case.is_open:
        raise CaseIsClosed
    if Reminder.objects.filter(case=case, cancelled_at__isnull=True, at__gt=now).count() >= MOST_WAITING:
        raise TooManyReminders
    reminder = Reminder.objects.create(case=case, at=at, note=note, created_at=now)
    Mail.objects.create(
        kind=Mail.Kind.REMINDER,
        user_id=case.owner_id,
        case=case,
        reminder=reminder,
        key=f"reminder:{reminder.pk}",
        act_at=at,
        created_at=now,
    )
    event_record(case=case, kind="reminder_set", at=now, now=now, data={"reminder": reminder.pk, "at": at.isoformat()})
    submission_settle(submission=fresh, result=str(reminder.pk))
    return reminder


@transaction.atomic
def reminder_cancel(*, reminder: Reminder, now: datetime) -> bool:
    """Return True when it was cancelled now; False when that had been done, or its moment has passed."""
    case_lock(case=reminder.case)
    changed = Reminder.objects.filter(pk=reminder.pk, cancelled_at__isnull=True, at__gt=now).update(cancelled_at=now)
    if changed != 1:
        return False
    waiting = Mail.objects.filter(reminder=reminder, state=Mail.State.PENDING)
    waiting.update(state=Mail.State.CANCELLED, act_at=None)
    data = {"reminder": reminder.pk, "at": reminder.at.isoformat()}
    event_record(case=reminder.case, kind="reminder_cancelled", at=now, now=now, data=data)
    return True
