"""Counts a promise with a condition (收到退货后48小时内) from when that happened, once the shopper tells it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from cases.domain.lifecycle import IllegalMove
from cases.models import Case, Promise
from cases.selectors.promises import is_conditional
from cases.services.case_lock import case_lock
from cases.services.contact_log import PromiseEntry
from cases.services.event import event_record
from cases.services.next_step import case_refresh_next
from cases.services.promise_reread import promise_reread


@transaction.atomic
def condition_met(*, case: Case, promise: Promise, entry: PromiseEntry, at: datetime, now: datetime) -> bool:
    """Return True when the promise's time runs from `at` now; False when it waits for nothing any more.

    `entry` is how its words read from then on. IllegalMove when the case is closed.
    """
    case_lock(case=case)
    if not case.is_open:
        raise IllegalMove("a closed case takes no days")
    promise.refresh_from_db()
    if not is_conditional(promise) or promise_reread(case=case, contact=promise.contact, entry=entry, now=now) is None:
        return False
    data = {"promise": promise.pk, "moment": at.isoformat(), "due": entry.due_at.isoformat() if entry.due_at else ""}
    event_record(case=case, kind="condition_met", at=now, now=now, data=data)
    case_refresh_next(case_ids=[case.pk], now=now)
    return True
