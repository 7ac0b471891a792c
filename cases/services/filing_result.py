"""Keeps what came of a filing: the entry that tells it, and the day from which the next clock counts."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db import transaction

from cases.domain.lifecycle import IllegalMove
from cases.domain.next_step.snapshot import PAID
from cases.domain.starts import trigger_of_result
from cases.models import Case, Contact, Deadline, Filing, FilingResult
from cases.selectors.clocks import starts_of
from cases.services.case_lock import case_lock
from cases.services.contact_log import ContactEntry, PromiseEntry, contact_log
from cases.services.deadlines import deadline_end
from cases.services.event import event_record
from cases.services.moments import moment_note
from cases.services.next_step import case_refresh_next
from cases.services.owed import owed_drop
from cases.services.submission import submission_once, submission_result, submission_settle
from cases.services.their_clocks import clocks_paid, dispute_over

Kind = FilingResult.Kind
# A result follows its filing, be it in the same minute: at its very moment it would answer nothing.
AFTER_FILING = timedelta(microseconds=1)
# What each result is as an answer in the record; the money is no answer.
REPLIES = {
    Kind.ACCEPTED: Contact.Reply.RECEIVED,
    Kind.NOT_ACCEPTED: Contact.Reply.REFUSED,
    Kind.SETTLED: Contact.Reply.AGREED,
    Kind.ENDED: Contact.Reply.REFUSED,
    Kind.FOR: Contact.Reply.AGREED,
    Kind.PARTLY: Contact.Reply.PARTLY_AGREED,
    Kind.AGAINST: Contact.Reply.REFUSED,
}
# What the platform itself says, asked to step in or not.
DECIDED = (Kind.FOR, Kind.PARTLY, Kind.AGAINST)
# Decisions after which something is to be done.
PROMISING = (Kind.FOR, Kind.PARTLY, Kind.SETTLED)
KINDS_AT = {
    "platform": (Kind.FOR, Kind.PARTLY, Kind.AGAINST, Kind.NOT_ACCEPTED, Kind.PAID),
    "regulator": (Kind.ACCEPTED, Kind.NOT_ACCEPTED, Kind.SETTLED, Kind.ENDED, Kind.PAID),
    "merchant": (Kind.FOR, Kind.PARTLY, Kind.AGAINST, Kind.PAID),
}


@dataclass(frozen=True)
class ResultEntry:
    """What they said, when, in which words; `ground` names why they did not accept it."""

    kind: str
    at: datetime
    words: str = ""
    ground: str = ""
    # What was promised in those words and is to be watched, the last first.
    promises: tuple[PromiseEntry, ...] = ()


@transaction.atomic
def filing_result_note(*, case: Case, filing: Filing, entry: ResultEntry, now: datetime, key: str = "") -> FilingResult:
    """Return the new result, or the one the same form (`key`) has made before. IllegalMove when the case is closed.

    It never lies before its filing. What ends the case there ends what they had asked for; the money ends all that
    was awaited of them.
    """
    fresh = submission_once(owner=case.owner, key=key or secrets.token_hex(8), now=now)
    if fresh is None:
        return FilingResult.objects.get(filing=filing, pk=submission_result(owner=case.owner, key=key))
    case_lock(case=case)
    if not case.is_open:
        raise IllegalMove("a closed case takes no results")
    entry = replace(entry, at=max(entry.at, filing.filed_at + AFTER_FILING))
    if filing.tier == Case.Tier.PLATFORM and entry.kind in DECIDED:
        # Before the entry, which would take it for the seller's answer.
        dispute_over(case=case, now=now)
    contact = _told(case, filing, entry, now)
    row = FilingResult.objects.create(
        filing=filing,
        kind=entry.kind,
        at=entry.at,
        ground=entry.ground if entry.kind == Kind.NOT_ACCEPTED else "",
        words=entry.words,
        contact=contact,
        noted_at=now,
    )
    row.deadline = _day_told(case, filing, entry, contact, now)
    row.save(update_fields=["deadline"])
    if entry.kind != Kind.ACCEPTED and filing.tier == case.tier:
        # Who is done with the case waits for nothing more of the shopper's.
        owed_drop(case=case, now=now, contact=contact)
    if entry.kind == Kind.PAID:
        # The moment it was noted: whoever notes it knows what was said until then, and owes nobody evidence any more.
        owed_drop(case=case, now=now)
        clocks_paid(case=case, at=entry.at, now=now)
        case.moments = {**case.moments, PAID: now.isoformat()}
        case.save(update_fields=["moments"])
    if contact is None:
        data = {"result": entry.kind, "filing": filing.pk}
        event_record(case=case, kind="filing_result", at=entry.at, now=now, data=data)
    case_refresh_next(case_ids=[case.pk], now=now)
    submission_settle(submission=fresh, result=str(row.pk))
    return row


def _told(case: Case, filing: Filing, entry: ResultEntry, now: datetime) -> Contact | None:
    """Return the entry of the record: what they said is kept where all that was said is."""
    reply = REPLIES.get(Kind(entry.kind))
    if reply is None:
        return None
    said = ContactEntry(
        at=entry.at,
        tier=filing.tier,
        channel=Contact.Channel.OTHER,
        words=entry.words,
        reply=reply,
        promise=entry.promises[0] if entry.promises else None,
        also=entry.promises[1:],
        data={"result": entry.kind, "filing": filing.pk, "ground": entry.ground},
    )
    return contact_log(case=case, entry=said, now=now)


def _day_told(
    case: Case, filing: Filing, entry: ResultEntry, contact: Contact | None, now: datetime
) -> Deadline | None:
    """Note the day that the result tells, and return the clock that runs from it; None where none does."""
    starts = starts_of(case)
    trigger = trigger_of_result(filing.tier, entry.kind, case.problem_type, starts)
    if trigger is None:
        return None
    if entry.kind == Kind.ACCEPTED and filing.deadline is not None and filing.deadline.is_live:
        # What it waited for, whatever rule it was counted by when it was filed.
        deadline_end(deadline=filing.deadline, state=Deadline.State.MET, now=now)
    moment_note(case=case, trigger=trigger, at=entry.at, now=now, contact=contact)
    rules = [one.rule for one in starts if one.trigger is trigger]
    clock = Deadline.objects.live().filter(case=case, rule__in=rules, promise=None).order_by("due_at", "pk").first()
    # Said again with another day, the clock has moved: it is the newer result's.
    FilingResult.objects.filter(deadline=clock, deadline__isnull=False).update(deadline=None)
    return clock
