"""Counts deadlines anew once the holiday calendar of their year is loaded. Each change is an event."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from cases.models import Case, Deadline, Promise
from cases.selectors.calendar import work_calendar
from cases.selectors.clocks import Counted
from cases.selectors.recount import Moved, world
from cases.services.recount import deadline_count_set

# What has been met or has lapsed is history.
MOVES = (Deadline.State.RUNNING, Deadline.State.PAUSED, Deadline.State.CANCELLED)


def provisional_sweep(*, now: datetime, limit: int = 500) -> int:
    """Return how many provisional deadlines were looked at: those of the earliest such year, if it is loaded by now."""
    waiting = Deadline.objects.filter(provisional_year__isnull=False).order_by("provisional_year")
    year = waiting.values_list("provisional_year", flat=True).first()
    if year is None or not work_calendar().covers(year):
        return 0
    done = 0
    for pk in list(waiting.filter(provisional_year=year).values_list("pk", flat=True)[:limit]):
        _count_again(pk, year, now)
        done += 1
    return done


@transaction.atomic
def _count_again(pk: int, year: int, now: datetime) -> None:
    """Move one deadline to what the loaded calendar says. One that has passed stays: its mail is history.

    One that was taken away moves too, without a word: it may come back, when the entry that ended it is undone or the
    case opened again.
    """
    row = Deadline.objects.select_related("case__order", "promise").filter(pk=pk, provisional_year=year).first()
    if row is None:
        return
    case = Case.objects.select_for_update(of=("self",), no_key=True).get(pk=row.case_id)
    found = world().count(row)
    over = row.due_at <= now and row.state != Deadline.State.PAUSED
    if over or found is None or found.due_at == row.due_at or row.state not in MOVES:
        row.provisional_year = found.provisional_year if found else None
        row.save(update_fields=["provisional_year"])
        return
    if row.state == Deadline.State.CANCELLED:
        _count_silently(row, found)
        return
    moved = Moved(row.pk, row.due_at, found)
    deadline_count_set(case=case, row=row, moved=moved, because={"year": year}, now=now)


def _count_silently(row: Deadline, found: Counted) -> None:
    row.due_at, row.working, row.provisional_year = found.due_at, list(found.working), found.provisional_year
    row.save(update_fields=["due_at", "working", "provisional_year"])
    if row.promise_id is not None:
        may_return = (Promise.State.RUNNING, Promise.State.REPLACED)
        Promise.objects.filter(pk=row.promise_id, state__in=may_return).update(due_at=found.due_at)
