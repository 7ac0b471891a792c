"""What the other side asks the shopper for: while it is open their clocks stand still, then go on with the rest."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from cases.domain.lifecycle import IllegalMove, PromiseMove, PromiseState, promise_after
from cases.domain.next_step.snapshot import OWED_RULE
from cases.domain.pauses import stands_still
from cases.domain.returns import RETURN, RETURNED
from cases.models import Case, CaseEvent, Contact, Deadline, Promise
from cases.services.case_lock import case_lock
from cases.services.deadlines import (
    deadline_end,
    deadline_lapse,
    deadline_pause,
    deadline_resume,
    deadline_start,
    deadline_unpause,
    open_when,
)
from cases.services.event import event_record
from cases.services.next_step import case_refresh_next


@transaction.atomic
def owed_ask(
    *,
    case: Case,
    kind: str,
    now: datetime,
    at: datetime | None = None,
    words: str = "",
    due_at: datetime | None = None,
) -> bool:
    """Return True when it went on record that they asked for something; their running clocks stand still since then.

    `at` is when they asked, None for now; `due_at` what they named, a clock of the shopper's, over
    when it is noted only afterwards; sent in time, it is met all the same. What was late by then
    stays late; what only lapsed since, while they waited, was no lapse. False while something asked for earlier is
    open. IllegalMove when the case is closed.
    """
    at = min(at or now, now)
    case_lock(case=case)
    if not case.is_open:
        raise IllegalMove("a closed case owes nobody anything")
    if case.owed_at is not None:
        return False
    case.owed_kind, case.owed_words, case.owed_at = kind, words, at
    case.save(update_fields=["owed_kind", "owed_words", "owed_at"])
    ours = Deadline.objects.running().filter(case=case, lane=Deadline.Lane.THEIRS, tier=case.tier)
    rows = list(ours.filter(trigger_at__lte=at, due_at__gt=at).select_related("promise"))
    paused = [row.pk for row in rows]
    waiting = [row.promise.pk for row in rows if row.promise is not None and _unbroken(row.promise)]
    for row in rows:
        deadline_pause(deadline=row, at=at)
    if due_at is not None:
        row = deadline_start(
            case=case,
            lane=Deadline.Lane.MINE,
            rule=OWED_RULE,
            variant=kind,
            tier=case.tier,
            trigger_at=at,
            due_at=due_at,
            now=now,
        )
        if due_at <= now:
            # Noted after it had passed: it is kept as it was, and nobody is reminded of it.
            deadline_lapse(deadline=row)
            lapse = {"deadline": row.pk, "rule": OWED_RULE, "promise": None}
            event_record(case=case, kind="window_closed", at=due_at, now=now, by_owner=False, data=lapse)
    data = {"kind": kind, "words": words, "clocks": paused} | ({"due": due_at.isoformat()} if due_at else {})
    data |= {"waiting": waiting} if waiting else {}
    event_record(case=case, kind="owed_asked", at=at, now=now, data=data)
    case_refresh_next(case_ids=[case.pk], now=now)
    return True


@transaction.atomic
def owed_done(*, case: Case, now: datetime, at: datetime | None = None) -> bool:
    """Return True when what they asked for was sent: their clocks go on with what was left. False when nothing was.

    `at` is when it was sent, None for now; what they asked for cannot have been sent before they asked.
    """
    case_lock(case=case)
    if not case.is_open or case.owed_at is None:
        return False
    at = max(min(at or now, now), case.owed_at)
    kind, moved = case.owed_kind, _settle(case, Deadline.State.MET, at=at, now=now)
    if kind == RETURN:
        case.moments = {**case.moments, RETURNED: at.isoformat()}
        case.save(update_fields=["moments"])
    event_record(case=case, kind="owed_done", at=at, now=now, data={"kind": kind, "clocks": moved})
    case_refresh_next(case_ids=[case.pk], now=now)
    return True


def owed_drop(*, case: Case, now: datetime, contact: Contact | None = None) -> None:
    """Forget what was asked for: the case is closed, leaves the tier that asked, or that tier is done with it.

    `contact` is the entry that says so; both are taken back together. Runs inside the caller's lock.
    """
    if case.owed_at is not None:
        kind, moved = case.owed_kind, _settle(case, Deadline.State.CANCELLED, at=now, now=now)
        data = {"kind": kind, "clocks": moved}
        event_record(case=case, kind="owed_dropped", at=now, now=now, contact=contact, data=data)


def owed_take_back(*, case: Case, contact: Contact, now: datetime) -> None:
    """Ask again for what this entry had ended; the clocks that stood still will when they are revived.

    Runs inside the caller's lock, before the clocks that the entry had ended are let run on.
    """
    asked = CaseEvent.objects.filter(case=case, kind="owed_asked").order_by("pk").last()
    dropped = CaseEvent.objects.filter(case=case, kind="owed_dropped", contact=contact)
    if asked is None or case.owed_at is not None or case.tier != contact.tier or not dropped.exists():
        return
    case.owed_kind, case.owed_words, case.owed_at = asked.data["kind"], asked.data.get("words", ""), asked.at
    case.save(update_fields=["owed_kind", "owed_words", "owed_at"])
    stood = Deadline.objects.filter(case=case, pk__in=asked.data.get("clocks", ()))
    for row in stood.filter(state=Deadline.State.RUNNING, due_at__gt=now):
        deadline_pause(deadline=row, at=now)
    ended = Deadline.objects.filter(case=case, ended_at=contact.created_at)
    for row in ended.filter(pk__in=stood):
        if row.working and stands_still(str(row.working[-1])):
            Deadline.objects.filter(pk=row.pk).update(paused_at=asked.at)
    for row in ended.filter(rule=OWED_RULE):
        deadline_resume(deadline=row)
    event_record(case=case, kind="owed_asked", at=asked.at, now=now, by_owner=False, data=asked.data)


def _unbroken(promise: Promise) -> bool:
    """Return whether the promise was held to be broken, and no longer is: they were waiting when its moment passed."""
    if promise.state != Promise.State.BROKEN:
        return False
    promise.state = promise_after(PromiseState(promise.state), PromiseMove.FIND_WAITING)
    promise.settled_at = None
    promise.save(update_fields=["state", "settled_at"])
    return True


def _settle(case: Case, state: str, *, at: datetime, now: datetime) -> list[dict[str, str]]:
    """Let the paused clocks go on from that moment; return from when to when each moved."""
    asked_at = case.owed_at
    assert asked_at is not None
    case.owed_kind, case.owed_words, case.owed_at = "", "", None
    case.save(update_fields=["owed_kind", "owed_words", "owed_at"])
    moved = []
    for row in Deadline.objects.filter(case=case, state=Deadline.State.PAUSED).select_related("promise"):
        old = row.due_at
        deadline_unpause(deadline=row, at=at, now=now)
        if row.promise is not None:
            row.promise.due_at = row.due_at
            row.promise.save(update_fields=["due_at"])
        moved.append({"rule": row.rule, "from": old.isoformat(), "to": row.due_at.isoformat()})
    # Ended while it stood still: nothing of it is left to go on.
    Deadline.objects.filter(case=case, paused_at__isnull=False).update(paused_at=None)
    for row in Deadline.objects.filter(open_when(at), case=case, rule=OWED_RULE, trigger_at=asked_at):
        deadline_end(deadline=row, state=state, now=now)
    return moved
