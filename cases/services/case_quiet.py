"""Silence on a case: muted until switched on again, or paused until a moment."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

from django.db import transaction

from cases.domain.quiet import send_at
from cases.models import Case, Deadline, Mail
from cases.selectors.outbox import quiet_hours_of
from cases.services.case_lock import case_lock
from cases.services.event import event_record


@transaction.atomic
def case_mute(*, case: Case, muted: bool, now: datetime) -> bool:
    """Return True when this changed something. A muted case keeps its clocks and its 通知 stays empty.

    Mail that waits is not cancelled here: the sender asks the case again when its turn comes.
    """
    case_lock(case=case)
    if (case.muted_at is not None) == muted:
        return False
    case.muted_at = now if muted else None
    case.save(update_fields=["muted_at"])
    event_record(case=case, kind="muted" if muted else "unmuted", at=now, now=now)
    return True


@transaction.atomic
def case_snooze(*, case: Case, until: datetime, now: datetime) -> bool:
    """Return True when this case's reminders are held back until the moment; False for a closed case.

    ValueError for a moment that is not later than now.

    If nothing is on its way by then, one mail is queued for that moment: a pause is also a wish to hear again.
    """
    if until <= now:
        raise ValueError("a pause ends after it starts")
    case_lock(case=case)
    if not case.is_open:
        return False
    case.snoozed_until = until
    case.save(update_fields=["snoozed_until"])
    before = Mail.objects.filter(key__startswith=f"snooze:{case.pk}:", state=Mail.State.PENDING)
    before.update(state=Mail.State.CANCELLED, act_at=None)
    if not _speaks_up_by(case, until):
        Mail.objects.create(
            kind=Mail.Kind.REMINDER,
            user_id=case.owner_id,
            case=case,
            key=f"snooze:{case.pk}:{uuid4().hex[:12]}",
            # "In a day" is not a wish to be woken: unlike a reminder's, this moment respects the quiet hours.
            act_at=send_at(until, quiet_hours_of(case.owner)),
            created_at=now,
        )
    event_record(case=case, kind="snoozed", at=now, now=now, data={"until": until.isoformat()})
    return True


def _speaks_up_by(case: Case, moment: datetime) -> bool:
    """Return whether mail of this case is due by then anyway, and would so arrive when the pause ends."""
    queued = Mail.objects.filter(case=case, state=Mail.State.PENDING, act_at__lte=moment)
    return queued.exists() or Deadline.objects.filter(case=case).waiting(moment).exists()
