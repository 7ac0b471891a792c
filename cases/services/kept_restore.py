"""Takes back that an answer kept what was agreed to: only the money or the goods do (请再等等 keeps nothing).

Ledgers from before that was told apart hold such promises still; the nightly walk puts them right, once each, and those
that an imported account brings as well. A closed case is put right in the night after it is opened again.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from cases.domain.lifecycle import STOPS_CLOCK, Outcome, PromiseMove, PromiseState, ReplyKind, promise_after
from cases.models import Case, CaseEvent, Contact, Deadline, FilingResult, Promise
from cases.selectors.promises import pays_off, promises_deed
from cases.services.case_lock import case_lock
from cases.services.deadlines import deadline_end, deadline_resume
from cases.services.next_step import case_refresh_next
from cases.services.their_clocks import clock_meet

AGREED = (Contact.Reply.AGREED, Contact.Reply.PARTLY_AGREED)
STALLING = sorted(str(one) for one in STOPS_CLOCK if one != ReplyKind.REFUSED)
# What words that pledge money have in them, whatever they were noted as (cases.domain.promises.pays).
MONEY = ("退", "返", "打款", "转账", "转给", "汇款", "到账", "赔付", "赔给")


def kept_restore(*, case_ids: Sequence[int], now: datetime) -> int:
    """Return how many promises of these cases were put right. Runs inside the caller's transaction; one query where
    there is none."""
    money = Q()
    for word in MONEY:
        money |= Q(words__contains=word)
    # Such a clock ended in the moment in which another answer was noted.
    answer = Contact.objects.filter(
        case=OuterRef("case"),
        tier=OuterRef("contact__tier"),
        reply__in=STALLING,
        voided_at__isnull=True,
        created_at=OuterRef("deadline__ended_at"),
    )
    found = Promise.objects.filter(
        Q(contact__reply__in=AGREED) | money,
        Exists(answer),
        case__in=case_ids,
        state=Promise.State.KEPT,
        deadline__state=Deadline.State.MET,
    )
    rows = [row for row in found.select_related("contact", "deadline", "case").order_by("pk") if promises_deed(row)]
    cases = {row.case_id: row.case for row in rows}
    for case in cases.values():
        case_lock(case=case)
    for row in rows:
        row.deadline.promise = row
        _put_right(cases[row.case_id], row, now)
    case_refresh_next(case_ids=[pk for pk, case in cases.items() if case.is_open], now=now)
    return len(rows)


def _put_right(case: Case, promise: Promise, now: datetime) -> None:
    """Let the clock run on from where that answer had ended it, to what has ended it since, if anything has."""
    clock: Deadline = promise.deadline
    assert clock.ended_at is not None
    since = clock.ended_at
    deadline_resume(deadline=clock)
    promise.state = promise_after(PromiseState.KEPT, PromiseMove.REVIVE)
    promise.settled_at = None
    promise.save(update_fields=["state", "settled_at"])
    ends = [*_refused(case, promise), *_came(case, promise, since), *_left(case, promise, since)]
    if not ends:
        return
    noted_at, at, done = min(ends, key=lambda one: one[0])
    if at is not None:
        clock_meet(case=case, row=clock, at=at, now=noted_at, done=done)
        return
    # Nobody watched it any more: broken if it was due by then, else nobody knows.
    deadline_end(deadline=clock, state=Deadline.State.CANCELLED, now=noted_at)
    if clock.due_at <= noted_at:
        promise.state = promise_after(PromiseState.RUNNING, PromiseMove.BREAK)
        promise.settled_at = noted_at
        promise.save(update_fields=["state", "settled_at"])


# When it was noted, when it was (None: nothing came, the case went on), and whether it is what was promised.
Ends = Sequence[tuple[datetime, datetime | None, bool]]


def _refused(case: Case, promise: Promise) -> Ends:
    rows = Contact.objects.filter(
        case=case,
        tier=promise.contact.tier,
        reply=Contact.Reply.REFUSED,
        voided_at__isnull=True,
        at__gt=promise.heard_at,
        created_at__gt=promise.contact.created_at,
    )
    return [(created_at, at, False) for created_at, at in rows.values_list("created_at", "at")]


def _came(case: Case, promise: Promise, since: datetime) -> Ends:
    rows = FilingResult.objects.filter(filing__case=case, kind=FilingResult.Kind.PAID, noted_at__gte=since)
    found = [
        (noted_at, at if at >= promise.heard_at and pays_off(promise) else None, True)
        for noted_at, at in rows.values_list("noted_at", "at")
    ]
    part = promise.contact.reply == Contact.Reply.PARTLY_AGREED
    settles = case.outcome == Outcome.FULL or (case.outcome == Outcome.PARTIAL and part)
    if case.closed_at is None or not settles:
        return found
    closing = CaseEvent.objects.filter(case=case, kind="case_closed").order_by("pk").last()
    came = closing.data.get("came_at") if closing else None
    return [*found, (case.closed_at, datetime.fromisoformat(came) if came else case.closed_at, True)]


def _left(case: Case, promise: Promise, since: datetime) -> Ends:
    """Return when the case left the tier of the promise, or was closed, for good."""
    if case.closed_at is None and case.tier == promise.contact.tier:
        return []
    moves = CaseEvent.objects.filter(case=case, kind__in=("tier_moved", "case_closed"), recorded_at__gte=since)
    first = moves.order_by("recorded_at", "pk").values_list("recorded_at", flat=True).first()
    return [(first or case.closed_at or since, None, False)]
