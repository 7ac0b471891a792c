"""Replaces the promises that ran when an entry was made, because the shopper says so afterwards."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from cases.models import Case, Contact, Promise
from cases.services.case_lock import case_lock
from cases.services.contact_undo import undo_allowed
from cases.services.event import event_record
from cases.services.next_step import case_refresh_next
from cases.services.their_clocks import promises_replace


@transaction.atomic
def promise_prefer(*, case: Case, contact: Contact, now: datetime) -> bool:
    """Return True when the entry's promise took the place of the earlier ones; False when there was nothing to replace.

    Open as long as the entry can be taken back, and taking it back gives all of them back.
    """
    case_lock(case=case)
    contact.refresh_from_db()
    promise = Promise.objects.filter(contact=contact, state=Promise.State.RUNNING).order_by("pk").first()
    if not case.is_open or promise is None or not undo_allowed(contact=contact, now=now):
        return False
    promise.reading = promise.reading | {"replaces": True}
    # What an entry ends carries the moment of the entry: that is how taking it back finds it.
    if not promises_replace(case=case, by=promise, now=contact.created_at):
        return False
    promise.save(update_fields=["reading"])
    event_record(case=case, kind="promise_replaced", at=now, now=now, contact=contact)
    case_refresh_next(case_ids=[case.pk], now=now)
    return True
