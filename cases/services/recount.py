"""Moves running deadlines when a rule or a calendar changes. Each move is an event in its case.

guides names this module in the settings (OPEN_CLOCKS) and never imports it: it has not heard of cases.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from cases.models import Case, Deadline, Promise
from cases.selectors.recount import Moved, calendar_moves, rule_moves
from cases.services.deadlines import deadline_move
from cases.services.event import event_record
from cases.services.next_step import case_refresh_next


def rule_impact(*, code: str, rules: Iterable[Any], now: datetime) -> list[Moved]:
    """Return the open deadlines that would move if these were the rules."""
    return list(rule_moves(code, rules, now=now))


def calendar_impact(*, year: int, days: Mapping[date, tuple[bool, str]], now: datetime) -> list[Moved]:
    """Return the open deadlines that would move if the year's days were these."""
    return list(calendar_moves(year, days, now=now))


@transaction.atomic
def deadlines_recount(*, moves: Iterable[Moved], because: Mapping[str, Any], now: datetime) -> int:
    """Move the deadlines, return how many. One that ended or moved in the meantime stays as it is.

    Runs inside the caller's transaction, so that the rule and the clocks change together or not at all.
    """
    return sum(_move(one, because, now) for one in moves)


def _move(one: Moved, because: Mapping[str, Any], now: datetime) -> bool:
    case_id = Deadline.objects.filter(pk=one.deadline).values_list("case_id", flat=True).first()
    if case_id is None:
        return False
    case = Case.objects.select_for_update(of=("self",), no_key=True).get(pk=case_id)
    row = Deadline.objects.live().filter(pk=one.deadline, due_at=one.old).first()
    if row is None or (one.old <= now and row.state == Deadline.State.RUNNING):
        return False
    deadline_count_set(case=case, row=row, moved=one, because=because, now=now)
    return True


def deadline_count_set(*, case: Case, row: Deadline, moved: Moved, because: Mapping[str, Any], now: datetime) -> None:
    """Give a live deadline of a locked case its new moment, its promise too, and tell of it. One that stands still
    goes on standing still; what is left of it is counted by the new moment.

    `because` is {"year": 2027} for a calendar, {"version": "2026-04-15"} for a corrected rule.
    """
    deadline_move(
        deadline=row,
        due_at=moved.new.due_at,
        trigger_at=row.trigger_at,
        working=list(moved.new.working),
        provisional_year=moved.new.provisional_year,
        now=now,
    )
    if row.promise_id is not None:
        Promise.objects.filter(pk=row.promise_id).update(due_at=moved.new.due_at)
    data = {"rule": row.rule, "from": moved.old.isoformat(), "due": moved.new.due_at.isoformat(), **because}
    kind = "deadline_recomputed" if "year" in because else "rule_corrected"
    event_record(case=case, kind=kind, at=now, now=now, by_owner=False, data=data)
    case_refresh_next(case_ids=[case.pk], now=now)
