"""Takes back an entry within 24 hours. It stays on record as undone and counts nowhere."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from cases.models import Case, Contact, Deadline, Promise
from cases.services.deadlines import deadline_end, deadline_resume
from cases.services.event import event_record
from cases.services.marks import case_marks_refresh
from cases.services.next_step import case_refresh_next

UNDO_WITHIN = timedelta(hours=24)


def undo_allowed(*, contact: Contact, now: datetime) -> bool:
    return contact.voided_at is None and now - contact.created_at <= UNDO_WITHIN


@transaction.atomic
def contact_undo(*, case: Case, contact: Contact, now: datetime) -> bool:
    """Return True when the entry was taken back; False when it was too late or already done."""
    if not undo_allowed(contact=contact, now=now):
        return False
    done = Contact.objects.filter(pk=contact.pk, voided_at__isnull=True).update(voided_at=now)
    if done != 1:
        return False
    for promise in Promise.objects.filter(contact=contact).select_related("deadline"):
        _promise_withdraw(promise, now)
    _clocks_restart(case, contact, now)
    event_record(case=case, kind="contact_undone", at=now, now=now, contact=contact)
    case_marks_refresh(case=case)
    case_refresh_next(case_ids=[case.pk], now=now)
    return True


def _promise_withdraw(promise: Promise, now: datetime) -> None:
    deadline = getattr(promise, "deadline", None)
    if deadline is not None and deadline.state == Deadline.State.RUNNING:
        deadline_end(deadline=deadline, state=Deadline.State.CANCELLED, now=now)
    Promise.objects.filter(pk=promise.pk).update(state=Promise.State.WITHDRAWN, settled_at=now)


def _clocks_restart(case: Case, contact: Contact, now: datetime) -> None:
    """Resume what this entry had stopped or replaced: all of that ended in the same moment it was made."""
    ended = Deadline.objects.filter(case=case, lane=Deadline.Lane.THEIRS, ended_at=contact.created_at)
    for row in ended.exclude(promise__contact=contact).select_related("promise"):
        deadline_resume(deadline=row)
        if row.promise is not None and row.promise.state in (Promise.State.REPLACED, Promise.State.KEPT):
            row.promise.state, row.promise.settled_at, row.promise.replaced_by = Promise.State.RUNNING, None, None
            row.promise.save(update_fields=["state", "settled_at", "replaced_by"])
