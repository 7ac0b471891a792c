"""Completes or corrects an entry. The old values stay in an event."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from cases.domain.lifecycle import STOPS_CLOCK
from cases.models import Case, Contact, Deadline, Promise
from cases.services.contact_log import agent_get, clocks_stop
from cases.services.deadlines import deadline_move
from cases.services.event import event_record
from cases.services.marks import case_marks_refresh
from cases.services.next_step import case_refresh_next


@dataclass(frozen=True)
class EntryChange:
    agent_number: str
    words: str
    reply: str
    channel: str
    desk: str
    note: str
    due_at: datetime | None = None


FIELDS = ("words", "reply", "channel", "desk", "note")


@transaction.atomic
def contact_edit(*, case: Case, contact: Contact, change: EntryChange, version: int, now: datetime) -> bool:
    """Return True when saved; False when the entry was changed elsewhere since `version`. Sent text never changes."""
    if Contact.objects.filter(pk=contact.pk, version=version).update(version=version + 1) != 1:
        return False
    contact.version = version + 1
    old: dict[str, str] = {}
    for name in FIELDS:
        value = getattr(change, name)
        if name == "words" and contact.direction == Contact.Direction.OUT:
            continue
        if value != getattr(contact, name):
            old[name] = getattr(contact, name)
            setattr(contact, name, value)
    known = contact.agent.number if contact.agent else ""
    if change.agent_number.strip() != known:
        old["agent"] = known
        contact.agent = agent_get(case=case, number=change.agent_number)
        Promise.objects.filter(contact=contact).update(agent=contact.agent)
    contact.save(update_fields=[*FIELDS, "agent"])
    if change.due_at is not None:
        old |= _promise_correct(contact, change.due_at, now)
    if old:
        event_record(case=case, kind="contact_edited", at=now, now=now, contact=contact, data={"old": old})
    if "reply" in old and contact.reply in STOPS_CLOCK:
        clocks_stop(case=case, contact=contact, now=now)
    case_marks_refresh(case=case)
    case_refresh_next(case_ids=[case.pk], now=now)
    return True


def _promise_correct(contact: Contact, due_at: datetime, now: datetime) -> dict[str, str]:
    """Move the promise of this entry to the moment the shopper chose. Returns the old one, or {} if unchanged."""
    promise = Promise.objects.filter(contact=contact).select_related("deadline").first()
    if promise is None or promise.due_at == due_at:
        return {}
    old = {"due": promise.due_at.isoformat() if promise.due_at else ""}
    promise.due_at, promise.corrected = due_at, True
    # Only a record that was wrong can un-break a promise: its due moment is corrected into the future.
    if due_at > now and promise.state in (Promise.State.BROKEN, Promise.State.VAGUE):
        promise.state, promise.settled_at = Promise.State.RUNNING, None
    promise.save(update_fields=["due_at", "corrected", "state", "settled_at"])
    deadline = getattr(promise, "deadline", None)
    if deadline is not None and deadline.state == Deadline.State.RUNNING:
        deadline_move(deadline=deadline, trigger_at=promise.heard_at, due_at=due_at, working=[], provisional_year=None, now=now)
    return old
