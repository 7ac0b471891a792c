"""Counts deadlines anew once the holiday calendar of their year is loaded. Each change is an event."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from cases.domain.clocks import ClockRefused
from cases.models import Case, Deadline
from cases.selectors.calendar import work_calendar
from cases.selectors.clocks import Counted, clock_again
from cases.selectors.recount import Moved
from cases.services.recount import deadline_count_set


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
    """Move one deadline to what the loaded calendar says. One that has passed stays: its mail is history."""
    row = Deadline.objects.select_related("case__order", "promise").filter(pk=pk, provisional_year=year).first()
    if row is None:
        return
    case = Case.objects.select_for_update(of=("self",), no_key=True).get(pk=row.case_id)
    try:
        found: Counted | None = clock_again(row)
    except ClockRefused:
        found = None
    if row.state != Deadline.State.RUNNING or row.due_at <= now or found is None or found.due_at == row.due_at:
        row.provisional_year = found.provisional_year if found else None
        row.save(update_fields=["provisional_year"])
        return
    moved = Moved(row.pk, row.due_at, found)
    deadline_count_set(case=case, row=row, moved=moved, because={"year": year}, now=now)
