"""The other side's clocks (对方的期限): a promise starts one, a chosen newer promise or a real answer ends it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Q

from cases.domain.lifecycle import STOPS_CLOCK, Outcome, PromiseMove, PromiseState, promise_after
from cases.domain.next_step.snapshot import REPLY_BY_RULE, RULING_RULE
from cases.models import Case, Contact, Deadline, Promise
from cases.selectors.clocks import DISPUTE_RULE
from cases.selectors.promises import clock_deed, pays_off, promises_deed, stays_owed
from cases.services.deadlines import deadline_end, deadline_resume, deadline_start
from cases.services.event import event_record

# Clocks that count how long nothing came; they belong to what was sent, not to a promise.
SILENCE_RULES = ("CLK14", "CLK15")
# Clocks that a letter of the shopper's started: how long nothing came, and by when it asked for an answer.
LETTER_RULES = (*SILENCE_RULES, REPLY_BY_RULE)
ENDED = (Deadline.State.MET, Deadline.State.CANCELLED)
# A promise in one of these still says what is expected.
HOLDS = (Promise.State.RUNNING, Promise.State.BROKEN, Promise.State.KEPT)


def promise_clock_start(
    *,
    promise: Promise,
    tier: str,
    due_at: datetime,
    now: datetime,
    working: Sequence[str] = (),
    provisional_year: int | None = None,
) -> None:
    """Start the clock of a promise that names a moment (CLK01)."""
    deadline_start(
        case=promise.case,
        lane=Deadline.Lane.THEIRS,
        rule="CLK01",
        tier=tier,
        promise=promise,
        trigger_at=promise.heard_at,
        due_at=due_at,
        working=list(working),
        provisional_year=provisional_year,
        now=now,
    )
    # A promise says more than the clock of what was sent: that one has done its work.
    for row in Deadline.objects.live().filter(case=promise.case, tier=tier, rule__in=LETTER_RULES):
        deadline_end(deadline=row, state=Deadline.State.CANCELLED, now=now)


def promises_replace(*, case: Case, by: Promise, now: datetime) -> int:
    """End the clocks that `by` leaves nothing to watch for. Returns how many ended. See `gives_way`.

    What its own entry answers is not replaced: the promise is kept or broken by that answer (clocks_stop).
    """
    others = Deadline.objects.live().filter(case=case, rule="CLK01", tier=by.contact.tier, promise__isnull=False)
    others = others.select_related("promise__contact").exclude(promise__contact=by.contact)
    rows = [row for row in others if gives_way(row, by) and not answers(row, by.contact)]
    for row in rows:
        clock_give_way(row=row, by=by, now=now)
    return len(rows)


def gives_way(row: Deadline, by: Promise) -> bool:
    """Return whether the clock of a promise ends because of another one.

    Never for one heard earlier, and while it runs only when the shopper chose so (`reading["replaces"]`). A promise
    that had lapsed when the new one was heard stays broken in the ledger, and nothing is awaited of it any more: unless
    it was to do something, and the new one only to answer.
    """
    chosen = bool(by.reading.get("replaces"))
    if row.trigger_at > by.heard_at or (row.promise is not None and stays_owed(row.promise, by, chosen=chosen)):
        return False
    return chosen or row.due_at < by.heard_at


def clock_give_way(*, row: Deadline, by: Promise, now: datetime) -> None:
    """End the clock of a promise because a newer one holds."""
    deadline_end(deadline=row, state=Deadline.State.CANCELLED, now=now)
    old = row.promise
    if old is None:
        return
    old.replaced_by = by
    if old.state == Promise.State.RUNNING:
        # Past due but not swept yet is broken, not replaced: the ledger must not depend on the sweep's speed.
        late = row.paused_at is None and old.due_at is not None and old.due_at < by.heard_at
        old.state = promise_after(PromiseState.RUNNING, PromiseMove.BREAK if late else PromiseMove.REPLACE)
        old.settled_at = now
    old.save(update_fields=["replaced_by", "state", "settled_at"])


def clocks_stop(*, case: Case, contact: Contact, now: datetime) -> None:
    """End their running clocks in this tier: a real answer came. A promise of one is kept if it was in time, else
    broken.

    Clocks of promises given in this very contact or heard after it go on.
    """
    rows = Deadline.objects.live().filter(
        case=case, lane=Deadline.Lane.THEIRS, tier=contact.tier, trigger_at__lt=contact.at
    )
    for row in rows.exclude(promise__contact=contact).select_related("promise__contact"):
        if answers(row, contact):
            _answered(case, row, contact, now)


def _answered(case: Case, row: Deadline, contact: Contact, now: datetime) -> None:
    """End a clock by the answer that ends it. What a rule gives for carrying out a ruling no answer has met."""
    if row.rule == RULING_RULE:
        deadline_end(deadline=row, state=Deadline.State.CANCELLED, now=now)
    else:
        clock_meet(case=case, row=row, at=contact.at, now=now)


def answers(row: Deadline, contact: Contact) -> bool:
    """Return whether this answer ends the clock. The seller's time for a dispute ends early by agreement alone: after
    a refusal too the platform can be asked only when it is over (JD1 art. 3). What was agreed to is awaited until it
    is done or taken back, whatever is said meanwhile."""
    if contact.reply not in STOPS_CLOCK or row.trigger_at >= contact.at:
        return False
    if clock_deed(row):
        return contact.reply == Contact.Reply.REFUSED
    return row.rule != DISPUTE_RULE or contact.reply == Contact.Reply.AGREED


def clocks_unreplace(*, case: Case, contact: Contact) -> None:
    """Let run on what this entry's promise had replaced: it was an answer, and says itself what becomes of them."""
    for row in _replaced_by(case, contact):
        deadline_resume(deadline=row)
        _promise_revive(row.promise)


def dispute_over(*, case: Case, now: datetime) -> None:
    """End the seller's time for the dispute, be it over already: the platform has decided without it."""
    open_ = (Deadline.State.RUNNING, Deadline.State.PAUSED, Deadline.State.LAPSED)
    for row in Deadline.objects.filter(case=case, rule=DISPUTE_RULE, state__in=open_):
        deadline_end(deadline=row, state=Deadline.State.CANCELLED, now=now)


def clocks_leave(*which: Q, case: Case, now: datetime, **where: str) -> None:
    """End the case's running clocks (all, or `which` of them) because nobody watches them any more.

    A promise that was due by then is broken, swept or not; what becomes of one that was not, nobody knows.
    """
    for row in Deadline.objects.live().filter(*which, case=case, **where).select_related("promise"):
        deadline_end(deadline=row, state=Deadline.State.CANCELLED, now=now)
        promise = row.promise
        late = row.paused_at is None and row.due_at <= now
        if promise is not None and promise.state == Promise.State.RUNNING and late:
            promise.state = promise_after(PromiseState.RUNNING, PromiseMove.BREAK)
            promise.settled_at = now
            promise.save(update_fields=["state", "settled_at"])


def clocks_paid(*, case: Case, at: datetime, now: datetime) -> None:
    """End all their clocks because the money has come: nothing is awaited of them any more.

    Only a promise of the money itself is kept by it, or broken when it came late. Whether they replied as they said,
    or whether what was promised after the money came was done, nobody knows.
    """
    for row in Deadline.objects.live().filter(case=case, lane=Deadline.Lane.THEIRS).select_related("promise__contact"):
        promise = row.promise
        if promise is None or (row.trigger_at <= at and pays_off(promise)):
            clock_meet(case=case, row=row, at=at, now=now, done=True)
    clocks_leave(case=case, now=now, lane=Deadline.Lane.THEIRS)


def clocks_settle(*, case: Case, outcome: str, at: datetime, now: datetime) -> None:
    """End the clocks of what was agreed to and came `at` that moment, as the closing says: kept if in time."""
    rows = Deadline.objects.live().filter(case=case, rule="CLK01", promise__isnull=False)
    for row in rows.select_related("promise__contact"):
        if row.promise is not None and promises_deed(row.promise) and _settles(outcome, row.promise):
            clock_meet(case=case, row=row, at=at, now=now, done=True)


def _settles(outcome: str, promise: Promise) -> bool:
    """Return whether the promise was of no more than what such an ending says has come."""
    part = promise.contact.reply == Contact.Reply.PARTLY_AGREED
    return outcome == Outcome.FULL or (outcome == Outcome.PARTIAL and part)


def clocks_come_back(*, case: Case, ended_at: datetime) -> None:
    """Let run on the clocks of the case's tier that its closing ended in that moment, from the stage they had.

    What had come, as the closing said, is awaited again.
    """
    rows = Deadline.objects.filter(
        case=case, lane=Deadline.Lane.THEIRS, tier=case.tier, state__in=ENDED, ended_at=ended_at
    ).select_related("promise__contact")
    given_way = [Promise.State.REPLACED, Promise.State.WITHDRAWN]
    for row in rows.exclude(promise__state__in=given_way).exclude(promise__replaced_by__isnull=False):
        if row.state == Deadline.State.MET:
            if row.promise is None or not promises_deed(row.promise):
                continue
            _promise_revive(row.promise)
        deadline_resume(deadline=row)


def clock_meet(*, case: Case, row: Deadline, at: datetime, now: datetime, done: bool = False) -> None:
    """End a clock because an answer came `at` that moment, whenever it was written down; `done`: because what was
    promised came. The answer that ends the wait for something agreed to takes it back: that breaks the promise."""
    still = row.state == Deadline.State.PAUSED
    deadline_end(deadline=row, state=Deadline.State.MET, now=now)
    promise = row.promise
    if promise is None:
        return
    in_time = (still or at <= row.due_at) and (done or not promises_deed(promise))
    if promise.state == Promise.State.RUNNING:
        move = PromiseMove.KEEP if in_time else PromiseMove.BREAK
    elif promise.state == Promise.State.BROKEN and in_time:
        # The ledger goes to a mediator: it must not call broken what was kept and only noted late.
        move = PromiseMove.FIND_KEPT
        event_record(case=case, kind="promise_found_kept", at=now, now=now, data={"promise": promise.pk})
    else:
        return
    promise.state = promise_after(PromiseState(promise.state), move)
    promise.settled_at = at
    promise.save(update_fields=["state", "settled_at"])


def clocks_restart(*, case: Case, contact: Contact, states: Sequence[str] = ENDED) -> None:
    """Let run on what this entry had ended, unless it still does as it stands now or a later one of the same tier does.

    All that an entry ends carries the moment the entry was made. Clocks of a tier the case has left stay ended.
    """
    if contact.tier != case.tier:
        return
    ended = Deadline.objects.filter(
        case=case, lane=Deadline.Lane.THEIRS, tier=contact.tier, state__in=states, ended_at=contact.created_at
    )
    followers = ([] if contact.voided_at else [contact]) + _followers(case, contact)
    ended = ended.exclude(promise__contact=contact).exclude(promise__state=Promise.State.WITHDRAWN)
    for row in ended.select_related("promise__contact"):
        deadline_resume(deadline=row)
        _promise_revive(row.promise)
        _end_again(case, row, followers)


def clocks_rejudge(*, case: Case, contact: Contact) -> None:
    """Bring the clocks of this entry's own promises, and of those it replaced, in line with what it says now: what is
    agreed to ends by no answer and is replaced by no promise to answer, what was only to be answered is by the first.
    """
    if contact.tier != case.tier:
        return
    followers = _followers(case, contact)
    by_answer = [one.created_at for one in followers]
    own = Deadline.objects.filter(case=case, rule="CLK01", promise__contact=contact)
    for row in own.exclude(promise__state=Promise.State.WITHDRAWN).select_related("promise__contact"):
        replaced = row.state == Deadline.State.CANCELLED and row.promise is not None and row.promise.replaced_by_id
        if (row.state == Deadline.State.MET or replaced) and row.ended_at in by_answer:
            deadline_resume(deadline=row)
            _promise_revive(row.promise)
        if row.is_live:
            _end_again(case, row, followers)
    for row in _replaced_by(case, contact):
        deadline_resume(deadline=row)
        _promise_revive(row.promise)
        _end_again(case, row, [contact, *followers])
    promises_replace_by(case=case, contact=contact)


def promises_replace_by(*, case: Case, contact: Contact) -> None:
    """End what the entry's own promise replaces, as it would have when it was made."""
    own = Promise.objects.filter(contact=contact, state__in=HOLDS, due_at__isnull=False).order_by("pk").first()
    if own is not None:
        promises_replace(case=case, by=own, now=contact.created_at)


def _replaced_by(case: Case, contact: Contact) -> list[Deadline]:
    rows = Deadline.objects.filter(
        case=case, state=Deadline.State.CANCELLED, ended_at=contact.created_at, promise__replaced_by__contact=contact
    )
    return list(rows.select_related("promise__contact"))


def _followers(case: Case, contact: Contact) -> list[Contact]:
    """Return the entries of the same tier made after this one, as they were made, with their promises."""
    later = Contact.objects.filter(
        case=case, tier=contact.tier, voided_at__isnull=True, created_at__gt=contact.created_at
    )
    return list(later.order_by("created_at", "pk").prefetch_related("promises"))


def _promise_revive(promise: Promise | None) -> None:
    if promise is None:
        return
    # Broken before its time, by what was said and not by the clock.
    early = promise.state == Promise.State.BROKEN and _before_due(promise)
    if promise.state in (Promise.State.REPLACED, Promise.State.KEPT) or early:
        # Taken back by an entry that is undone: the record was wrong.
        move = PromiseMove.REREAD if early else PromiseMove.REVIVE
        promise.state = promise_after(PromiseState(promise.state), move)
        promise.settled_at = None
    promise.replaced_by = None
    promise.save(update_fields=["state", "settled_at", "replaced_by"])


def _before_due(promise: Promise) -> bool:
    return promise.settled_at is not None and promise.due_at is not None and promise.settled_at < promise.due_at


def _end_again(case: Case, row: Deadline, followers: Sequence[Contact]) -> None:
    """End the clock as the first later entry would have, had this one never been made."""
    for contact in followers:
        if answers(row, contact):
            _answered(case, row, contact, contact.created_at)
            return
        given = (one for one in contact.promises.all() if one.due_at and one.state in HOLDS)
        newer = next((one for one in given if gives_way(row, one)), None)
        if newer is not None:
            clock_give_way(row=row, by=newer, now=contact.created_at)
            return
