"""The sweep: every deadline whose moment has come gets its lapse on record, its mail row and its next moment.

One transaction per batch. A batch that is killed leaves nothing behind; the next one does it all.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import astuple, dataclass, field
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.conf import settings
from django.db import InterfaceError, OperationalError, transaction

from cases.adapters.bulk import rows_insert, rows_update
from cases.adapters.trace import trace_of
from cases.domain.agenda import CLOSING, Turn, agenda, lapses, mail_turn, split_at, turns_from
from cases.domain.row_key import time_key
from cases.models import Case, CaseEvent, Deadline, Mail, Promise
from cases.models.deadline import DeadlineQuerySet
from cases.services.event import STALE_AFTER
from cases.services.mail_queue import MAIL_EMPTY
from cases.services.next_step import case_refresh_next

logger = logging.getLogger(__name__)
SET_ASIDE = timedelta(hours=1)
COLUMNS = (
    "id",
    "case_id",
    "lane",
    "rule",
    "variant",
    "tier",
    "promise_id",
    "trigger_at",
    "due_at",
    "created_at",
    "stage",
    "state",
    "case__owner_id",
    "case__closed_at",
)


class Row(NamedTuple):
    """One claimed deadline, in the order of COLUMNS."""

    id: int
    case_id: int
    lane: str
    rule: str
    variant: str
    tier: str
    promise_id: int | None
    trigger_at: datetime
    due_at: datetime
    created_at: datetime
    stage: str
    state: str
    owner_id: int
    case_closed_at: datetime | None


@dataclass(frozen=True)
class SweepCounts:
    """What one batch did; `claimed` below the limit means that nothing else waits."""

    claimed: int = 0
    lapsed: int = 0
    mails: int = 0


@dataclass
class _Batch:
    deadlines: list[tuple[Any, ...]] = field(default_factory=list)
    events: list[tuple[Any, ...]] = field(default_factory=list)
    mails: list[tuple[Any, ...]] = field(default_factory=list)
    broken: list[int] = field(default_factory=list)
    changed: list[int] = field(default_factory=list)


def deadlines_sweep(*, now: datetime, limit: int = 1000) -> SweepCounts:
    """Return the counts of one batch of at most `limit` deadlines, oldest first; safe beside other sweeps."""
    try:
        return _sweep(now, Deadline.objects.waiting(now), limit)
    except (OperationalError, InterfaceError):
        raise
    except Exception as error:
        logger.error("a batch could not be swept, going one by one: %s", trace_of(error))
        return _sweep_singly(now, limit)


def _sweep_singly(now: datetime, limit: int) -> SweepCounts:
    """Sweep row by row, so that one impossible row stops nobody: it is looked at again in an hour, the log names it."""
    done = SweepCounts()
    for pk in list(Deadline.objects.waiting(now).order_by("act_at", "id").values_list("pk", flat=True)[:limit]):
        row = Deadline.objects.waiting(now).filter(pk=pk)
        try:
            one = _sweep(now, row, 1)
        except (OperationalError, InterfaceError):
            raise
        except Exception as error:
            logger.error("deadline %s could not be swept: %s", pk, trace_of(error))
            one = SweepCounts(claimed=row.update(act_at=now + SET_ASIDE))
        done = SweepCounts(*(a + b for a, b in zip(astuple(done), astuple(one), strict=True)))
    return done


@transaction.atomic
def _sweep(now: datetime, waiting: DeadlineQuerySet, limit: int) -> SweepCounts:
    rows = _claim(waiting, limit)
    if not rows:
        return SweepCounts()
    batch = _Batch()
    for row in rows:
        _act(row, now, batch)
    _write(batch, now)
    return SweepCounts(claimed=len(rows), lapsed=len(batch.events), mails=len(batch.mails))


def _claim(waiting: DeadlineQuerySet, limit: int) -> Sequence[Row]:
    """Return the rows this transaction alone works on: it holds their case too, as every service does first.

    A row somebody is changing at this moment is left to the next sweep. SQLite has one writer at a time
    (BEGIN IMMEDIATE), so there the whole table is ours.
    """
    ours = waiting.order_by("act_at", "id").select_for_update(skip_locked=True, no_key=True)
    return [Row(*values) for values in ours.values_list(*COLUMNS)[:limit]]


def _act(row: Row, now: datetime, batch: _Batch) -> None:
    """Work out one row. After an outage several turns may have passed: only the latest is worth a mail."""
    if row.case_closed_at is not None or row.state != Deadline.State.RUNNING:
        batch.deadlines.append((row.id, row.stage, None, row.state, None))
        return
    turns = agenda(row.lane, row.trigger_at, row.due_at, row.created_at, settings.GRACE_SECONDS)
    passed, ahead = split_at(turns_from(turns, row.stage), now)
    if lapses(passed):
        batch.events.append(_lapse_event(row, now))
        batch.changed.append(row.case_id)
        if row.promise_id is not None:
            batch.broken.append(row.promise_id)
    if any(turn.name == CLOSING for turn in passed):
        batch.changed.append(row.case_id)
    mailed = mail_turn(passed, row.due_at, now)
    if mailed is not None:
        batch.mails.append(_mail(row, mailed, now))
        batch.changed.append(row.case_id)
    closed = row.lane == Deadline.Lane.MINE and ahead is None
    state, ended = (Deadline.State.LAPSED, row.due_at) if closed else (Deadline.State.RUNNING, None)
    stage, act_at = (ahead.name, ahead.at) if ahead else ("", None)
    batch.deadlines.append((row.id, stage, act_at, str(state), ended))


EVENT_FIELDS = ("case", "kind", "at", "recorded_at", "tier", "data")
EVENT_CONSTANTS = {"by_owner": False}


def _lapse_event(row: Row, now: datetime) -> tuple[Any, ...]:
    kind = "lapsed" if row.lane == Deadline.Lane.THEIRS else "window_closed"
    data = {"deadline": row.id, "rule": row.rule, "promise": row.promise_id}
    # One of several dates of a rule: the others may be open still.
    data |= {"variant": row.variant} if row.variant else {}
    return (row.case_id, kind, row.due_at, now, row.tier, data)


MAIL_FIELDS = ("id", "user", "case", "deadline", "stage", "due_at", "act_at", "created_at")
MAIL_CONSTANTS = {"kind": "stage", "state": "pending"} | MAIL_EMPTY


def _mail(row: Row, turn: Turn, now: datetime) -> tuple[Any, ...]:
    return (time_key(now), row.owner_id, row.case_id, row.id, turn.name, row.due_at, turn.at, now)


def _write(batch: _Batch, now: datetime) -> None:
    rows_update(Deadline, ("stage", "act_at", "state", "ended_at"), batch.deadlines)
    if batch.broken:
        running = Promise.objects.filter(pk__in=batch.broken, state=Promise.State.RUNNING)
        running.update(state=Promise.State.BROKEN)
    rows_insert(CaseEvent, EVENT_FIELDS, batch.events, constants=EVENT_CONSTANTS)
    rows_insert(Mail, MAIL_FIELDS, batch.mails, constants=MAIL_CONSTANTS, ignore_conflicts=True)
    if batch.changed:
        cases = sorted(set(batch.changed))
        if batch.events:
            Case.objects.filter(pk__in=sorted({event[0] for event in batch.events})).update(
                last_event_at=now, stale_at=now + STALE_AFTER
            )
        case_refresh_next(case_ids=cases, now=now)
