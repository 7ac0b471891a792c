"""Logs one exchange with the other side: the contact, its agent, its promise and clock, in one transaction."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from cases.domain.lifecycle import STOPS_CLOCK, IllegalMove
from cases.models import Agent, Case, Contact, Promise
from cases.services.case_lock import case_lock
from cases.services.event import event_record
from cases.services.inbox_read import notices_answered
from cases.services.marks import case_marks_refresh
from cases.services.next_step import case_refresh_next
from cases.services.submission import submission_once, submission_result, submission_settle
from cases.services.their_clocks import clocks_stop, promise_clock_start, promises_replace


@dataclass(frozen=True)
class PromiseEntry:
    """A promise as heard and as read. `due_at` None is a vague one (尽快): kept, but it starts no clock."""

    words: str
    due_at: datetime | None
    reading: dict[str, Any] = field(default_factory=dict)
    provisional_year: int | None = None
    corrected: bool = False
    # Ends what the shopper was promised before. Only ever true because the shopper chose it; else both are watched.
    replaces: bool = False


@dataclass(frozen=True)
class ContactEntry:
    """What the shopper logs. `at` is aware and never in the future."""

    at: datetime
    tier: str
    channel: str = Contact.Channel.CHAT
    desk: str = ""
    direction: str = Contact.Direction.IN
    agent_number: str = ""
    words: str = ""
    note: str = ""
    reply: str = ""
    offered_amount: Decimal | None = None
    letter_code: str = ""
    promise: PromiseEntry | None = None
    # The other promises in the same words, due before it, the earliest first (facts.md §7, rule 11).
    also: tuple[PromiseEntry, ...] = ()
    # What else the record says of it: the result of a filing.
    data: dict[str, Any] = field(default_factory=dict)


@transaction.atomic
def contact_log(*, case: Case, entry: ContactEntry, now: datetime, key: str = "") -> Contact:
    """Return the new contact, or the one the same form (`key`) has made before. IllegalMove when the case is closed."""
    fresh = submission_once(owner=case.owner, key=key or secrets.token_hex(8), now=now)
    if fresh is None:
        return Contact.objects.get(case=case, pk=submission_result(owner=case.owner, key=key))
    case_lock(case=case)
    if not case.is_open:
        raise IllegalMove("a closed case takes no entries")
    agent = agent_get(case=case, number=entry.agent_number)
    contact = Contact.objects.create(
        case=case,
        tier=entry.tier,
        channel=entry.channel,
        desk=entry.desk,
        direction=entry.direction,
        at=entry.at,
        agent=agent,
        words=entry.words,
        note=entry.note,
        reply=entry.reply,
        offered_amount=entry.offered_amount,
        letter_code=entry.letter_code,
        created_at=now,
    )
    # In this order: the first promise of an entry is the one that stands for it.
    made = [promise_make(case=case, contact=contact, entry=one, now=now) for one in (entry.promise, *entry.also) if one]
    event_record(
        case=case,
        kind="letter_sent" if entry.letter_code else "contact_logged",
        at=entry.at,
        now=now,
        contact=contact,
        data=_promise_data(made) | entry.data,
    )
    notices_answered(case=case, now=now)
    if entry.reply in STOPS_CLOCK:
        clocks_stop(case=case, contact=contact, now=now)
    case_marks_refresh(case=case)
    case_refresh_next(case_ids=[case.pk], now=now)
    submission_settle(submission=fresh, result=str(contact.pk))
    return contact


def agent_get(*, case: Case, number: str) -> Agent | None:
    """Return this shopper's agent of that number on the case's platform, made when new; None for ""."""
    number = number.strip()
    if not number:
        return None
    return Agent.objects.get_or_create(owner=case.owner, platform=case.order.platform, number=number)[0]


def _promise_data(made: list[Promise]) -> dict[str, Any]:
    if not made:
        return {}
    promise = made[0]
    data = {
        "promise": promise.pk,
        "words": promise.words,
        "due": promise.due_at.isoformat() if promise.due_at else "",
        "kind": promise.reading.get("kind", ""),
    }
    return data | {"also_due": [one.due_at.isoformat() for one in made[1:] if one.due_at]} if made[1:] else data


def promise_make(*, case: Case, contact: Contact, entry: PromiseEntry, now: datetime) -> Promise:
    """Return the promise of an entry, its clock running when it names a moment."""
    promise = Promise.objects.create(
        case=case,
        contact=contact,
        agent=contact.agent,
        words=entry.words,
        heard_at=contact.at,
        due_at=entry.due_at,
        reading=entry.reading | ({"replaces": True} if entry.replaces else {}),
        corrected=entry.corrected,
        state=Promise.State.RUNNING if entry.due_at else Promise.State.VAGUE,
    )
    if entry.due_at is None:
        return promise
    promises_replace(case=case, by=promise, now=now)
    promise_clock_start(
        promise=promise,
        tier=contact.tier,
        due_at=entry.due_at,
        working=entry.reading.get("working", []),
        provisional_year=entry.provisional_year,
        now=now,
    )
    return promise
