"""Gives an entry's promise the moment that its corrected words name."""

from __future__ import annotations

from datetime import datetime

from cases.domain.lifecycle import PromiseMove, PromiseState, promise_after
from cases.models import Case, Contact, Deadline, Promise
from cases.services.contact_log import PromiseEntry, promise_make
from cases.services.deadlines import deadline_move
from cases.services.promise_withdraw import promise_take_up
from cases.services.their_clocks import promise_clock_start


def promise_reread(*, case: Case, contact: Contact, entry: PromiseEntry, now: datetime) -> str | None:
    """Return the moment the promise had before ("" for none), None when the words name the same one.

    An entry without a promise gets it now. The first reading stays on record: its moment in the event of the caller.
    """
    if entry.due_at is None:
        return None
    rows = Promise.objects.filter(contact=contact).select_related("deadline").order_by("pk")
    promise = rows.exclude(state=Promise.State.WITHDRAWN).first() or rows.first()
    if promise is None:
        promise_make(case=case, contact=contact, entry=entry, now=now)
        return ""
    withdrawn = promise.state == Promise.State.WITHDRAWN
    if promise.due_at == entry.due_at and not withdrawn:
        return None
    was = promise.due_at.isoformat() if promise.due_at else ""
    vague = promise.state == Promise.State.VAGUE
    if withdrawn:
        promise_take_up(promise=promise, case=case)
    # Only a record that was wrong can un-break a promise.
    elif vague or (promise.state == Promise.State.BROKEN and entry.due_at > now):
        promise.state = promise_after(PromiseState(promise.state), PromiseMove.REREAD)
        promise.settled_at = None
    promise.words, promise.reading, promise.due_at, promise.corrected = entry.words, entry.reading, entry.due_at, False
    promise.save(update_fields=["words", "reading", "due_at", "corrected", "state", "settled_at"])
    _clock(case, contact, promise, entry, now)
    return was


def _clock(case: Case, contact: Contact, promise: Promise, entry: PromiseEntry, now: datetime) -> None:
    """Move the clock of the promise; one that had none because its words were vague gets it now."""
    assert entry.due_at is not None
    clock: Deadline | None = getattr(promise, "deadline", None)
    working = list(entry.reading.get("working", []))
    if clock is not None and clock.is_live:
        deadline_move(
            deadline=clock,
            trigger_at=promise.heard_at,
            due_at=entry.due_at,
            working=working,
            provisional_year=entry.provisional_year,
            now=now,
        )
    elif clock is None and contact.tier == case.tier:
        # It joins what runs already: which of them holds, nobody was asked.
        promise_clock_start(
            promise=promise,
            tier=contact.tier,
            due_at=entry.due_at,
            working=working,
            provisional_year=entry.provisional_year,
            now=now,
        )
