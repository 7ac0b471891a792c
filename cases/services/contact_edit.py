"""Completes or corrects an entry. The old values stay in an event."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from cases.domain.lifecycle import STOPS_CLOCK, PromiseMove, PromiseState, promise_after
from cases.domain.promises.deeds import is_deed
from cases.models import Case, Contact, Deadline, FilingResult, Promise
from cases.services.case_lock import case_lock
from cases.services.contact_log import PromiseEntry, agent_get
from cases.services.deadlines import deadline_move
from cases.services.event import event_record
from cases.services.marks import case_marks_refresh
from cases.services.next_step import case_refresh_next
from cases.services.promise_reread import promise_reread
from cases.services.promise_withdraw import promise_take_up, promise_withdraw
from cases.services.their_clocks import (
    clocks_rejudge,
    clocks_restart,
    clocks_stop,
    clocks_unreplace,
    promise_clock_start,
    promises_replace_by,
)


@dataclass(frozen=True)
class EntryChange:
    agent_number: str
    words: str
    reply: str
    channel: str
    desk: str
    note: str
    offered_amount: Decimal | None = None
    due_at: datetime | None = None
    # Of the other promises in the same words, in the order of the entry; None leaves one alone.
    also_due_at: tuple[datetime | None, ...] = ()
    # Which of the promises were never made, by their place in the entry.
    dropped: frozenset[int] = frozenset()
    # The corrected words as they are read now; None leaves the promise as it was read.
    read: PromiseEntry | None = None


FIELDS = ("words", "reply", "channel", "desk", "note")
# What the result of a filing says by itself; changed here alone, the entry and the result would contradict each other.
DECIDED = ("reply", "desk")


@transaction.atomic
def contact_edit(*, case: Case, contact: Contact, change: EntryChange, version: int, now: datetime) -> bool:
    """Return True when saved; False when it was changed or taken back elsewhere since `version`, or the case closed.

    Sent text never changes.
    """
    case_lock(case=case)
    if not case.is_open or contact.voided_at is not None:
        return False
    if Contact.objects.filter(pk=contact.pk, version=version, voided_at__isnull=True).update(version=version + 1) != 1:
        return False
    contact.version = version + 1
    result = FilingResult.objects.filter(contact=contact)
    old = _fields_change(contact, change, decided=result.exists())
    known = contact.agent.number if contact.agent else ""
    if change.agent_number.strip() != known:
        old["agent"] = known
        contact.agent = agent_get(case=case, number=change.agent_number)
        Promise.objects.filter(contact=contact).update(agent=contact.agent)
    if change.offered_amount != contact.offered_amount:
        old["offered_amount"] = "" if contact.offered_amount is None else str(contact.offered_amount)
        contact.offered_amount = change.offered_amount
    contact.save(update_fields=[*FIELDS, "agent", "offered_amount"])
    if "words" in old:
        result.update(words=contact.words)
    # A refusal promises nothing, whatever its entry named as long as it was something else.
    refused = "reply" in old and contact.reply == Contact.Reply.REFUSED
    promises = list(Promise.objects.filter(contact=contact).select_related("deadline").order_by("pk"))
    dues = dict(enumerate((change.due_at, *change.also_due_at)))
    made = any(one.state != Promise.State.WITHDRAWN for one in promises)
    for place, promise in enumerate(promises):
        if refused or place in change.dropped:
            was = _promise_drop(promise, now)
        else:
            was = _promise_correct(case, contact, promise, dues.get(place), now)
        # One name for all but the first: the record says when it was due before, which tells which it was.
        old |= {("also_due" if place else "due"): was} if was is not None else {}
    if change.read is not None and change.due_at is None and not refused:
        read = promise_reread(case=case, contact=contact, entry=change.read, now=now)
        old |= {"due": read} if read is not None else {}
    if old:
        event_record(case=case, kind="contact_edited", at=now, now=now, contact=contact, data={"old": old})
    if made and all(one.state == Promise.State.WITHDRAWN for one in promises):
        # What ended because of its promises runs on; what it answers ends by the answer.
        clocks_restart(case=case, contact=contact, states=[Deadline.State.CANCELLED])
    if "reply" in old:
        _reply_changed(case, contact, was=old["reply"])
    was_deed = is_deed(old.get("reply", contact.reply), old.get("words", contact.words))
    if is_deed(contact.reply, contact.words) != was_deed:
        clocks_rejudge(case=case, contact=contact)
    case_marks_refresh(case=case)
    case_refresh_next(case_ids=[case.pk], now=now)
    return True


def _fields_change(contact: Contact, change: EntryChange, *, decided: bool) -> dict[str, str]:
    """Give the entry its new values, unsaved, and return the old ones. `decided`: it tells the result of a filing."""
    old: dict[str, str] = {}
    for name in FIELDS:
        value = getattr(change, name)
        if (name == "words" and contact.direction == Contact.Direction.OUT) or (decided and name in DECIDED):
            continue
        if value != getattr(contact, name):
            old[name] = getattr(contact, name)
            setattr(contact, name, value)
    return old


def _reply_changed(case: Case, contact: Contact, *, was: str) -> None:
    """Stop their clocks, or let them run on. Both carry the moment of the entry, as if it had always said so."""
    # What another answer leaves running, because it was agreed to, a refusal takes back.
    if contact.reply in STOPS_CLOCK and (was not in STOPS_CLOCK or contact.reply == Contact.Reply.REFUSED):
        clocks_unreplace(case=case, contact=contact)
        clocks_stop(case=case, contact=contact, now=contact.created_at)
    elif was in STOPS_CLOCK and (contact.reply not in STOPS_CLOCK or was == Contact.Reply.REFUSED):
        clocks_restart(case=case, contact=contact, states=[Deadline.State.MET])
    else:
        return
    promises_replace_by(case=case, contact=contact)


def _promise_drop(promise: Promise, now: datetime) -> str | None:
    """Withdraw the promise. Returns its moment for the record, None when there was nothing to withdraw."""
    if promise.state == Promise.State.WITHDRAWN:
        return None
    promise_withdraw(promise=promise, now=now)
    return promise.due_at.isoformat() if promise.due_at else None


def _promise_correct(
    case: Case, contact: Contact, promise: Promise, due_at: datetime | None, now: datetime
) -> str | None:
    """Bring the promise in line with its entry. Returns its old moment when it was given another, else None.

    `due_at` None leaves the moment alone. The first reading stays in `reading`.
    """
    old = None
    withdrawn = promise.state == Promise.State.WITHDRAWN
    if withdrawn and due_at is None:
        return None
    if contact.words:
        promise.words = contact.words[:300]  # one sentence may hold two promises
    if due_at is not None and (withdrawn or promise.due_at != due_at):
        old = promise.due_at.isoformat() if promise.due_at and not withdrawn else ""
        if withdrawn:
            promise_take_up(promise=promise, case=case)
        promise.due_at, promise.corrected = due_at, True
        _clock_correct(case, contact, promise, due_at, now)
    promise.save(update_fields=["words", "due_at", "corrected", "state", "settled_at"])
    return old


def _clock_correct(case: Case, contact: Contact, promise: Promise, due_at: datetime, now: datetime) -> None:
    """Move the promise's clock; one that had none because its words were vague gets it now."""
    deadline = getattr(promise, "deadline", None)
    vague = promise.state == Promise.State.VAGUE
    # Only a record that was wrong can un-break a promise: its due moment is corrected into the future.
    if vague or (promise.state == Promise.State.BROKEN and due_at > now):
        promise.state = promise_after(PromiseState(promise.state), PromiseMove.REREAD)
        promise.settled_at = None
    if deadline is not None and deadline.is_live:
        deadline_move(deadline=deadline, trigger_at=promise.heard_at, due_at=due_at, now=now)
    elif promise.state == Promise.State.RUNNING and deadline is None and contact.tier == case.tier:
        # It joins what runs already: which of them holds, nobody was asked.
        promise_clock_start(promise=promise, tier=contact.tier, due_at=due_at, now=now)
