"""Takes back an entry within 24 hours. It stays on record as undone and counts nowhere."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max

from cases.models import Case, Contact, Deadline, Letter, Promise
from cases.services.case_lock import case_lock
from cases.services.deadlines import deadline_end
from cases.services.event import event_record
from cases.services.marks import NUDGES, case_marks_refresh
from cases.services.moments import moments_take_back
from cases.services.next_step import case_refresh_next
from cases.services.owed import owed_take_back
from cases.services.promise_withdraw import promise_withdraw
from cases.services.their_clocks import LETTER_RULES, clocks_restart

UNDO_WITHIN = timedelta(hours=24)


def undo_allowed(*, contact: Contact, now: datetime) -> bool:
    """Return whether the entry may be taken back still, by whoever came: a helper takes back their own alone."""
    return contact.voided_at is None and now - contact.created_at <= UNDO_WITHIN and own_entry(contact)


def own_entry(contact: Contact) -> bool:
    """Return whether whoever came may take it back at all: a query for a helper, none for the owner."""
    helper = contact.case.helper
    return helper is None or contact.events.filter(data__helper=helper.pk).exists()


@transaction.atomic
def contact_undo(*, case: Case, contact: Contact, now: datetime) -> bool:
    """Return True when the entry was taken back; False when it was too late or already done, or the case is closed."""
    case_lock(case=case)
    if not case.is_open or not undo_allowed(contact=contact, now=now):
        return False
    done = Contact.objects.filter(pk=contact.pk, voided_at__isnull=True).update(voided_at=now)
    if done != 1:
        return False
    contact.voided_at = now
    for promise in Promise.objects.filter(contact=contact).select_related("deadline"):
        promise_withdraw(promise=promise, now=now)
    owed_take_back(case=case, contact=contact, now=now)
    clocks_restart(case=case, contact=contact)
    moments_take_back(case=case, contact=contact, now=now)
    if contact.letter_code:
        _letter_take_back(case, contact, now)
    event_record(case=case, kind="contact_undone", at=now, now=now, contact=contact)
    case_marks_refresh(case=case)
    case_refresh_next(case_ids=[case.pk], now=now)
    return True


def _letter_take_back(case: Case, contact: Contact, now: datetime) -> None:
    """The text counts as copied and not sent again: its clocks end, and what it nudged is not nudged."""
    Letter.objects.filter(contact=contact).update(sent_at=None, contact=None)
    theirs = Deadline.objects.running().filter(case=case, tier=contact.tier, lane=Deadline.Lane.THEIRS)
    for row in theirs.filter(rule__in=LETTER_RULES, trigger_at=contact.at, created_at=contact.created_at):
        deadline_end(deadline=row, state=Deadline.State.CANCELLED, now=now)
    for row in theirs.filter(nudged_at=contact.at):
        others = Contact.objects.filter(case=case, tier=contact.tier, letter_code__in=NUDGES, voided_at__isnull=True)
        row.nudged_at = others.filter(at__gte=row.due_at).aggregate(at=Max("at"))["at"]
        row.save(update_fields=["nudged_at"])
