"""Keeps each case's one next step true: derived by cases.domain.next_step, stored so that lists sort on an index."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from cases.adapters.bulk import rows_update
from cases.domain.next_step import next_step
from cases.models import Case
from cases.selectors.snapshots import CASE_COLUMNS, clocks_of_cases, snapshot_of_values

FIELDS = ("next_kind", "next_actor", "next_at", "next_deadline")


def case_refresh_next(*, case_ids: Sequence[int], now: datetime) -> None:
    """Derive and store the next step of these open cases, in three queries and one batch of updates.

    A closed case has none and is left alone. Objects the caller holds are not touched: read them again.
    """
    rows_update(Case, FIELDS, [new for _known, new in _derived(case_ids, now)])


def cases_rederive(*, case_ids: Sequence[int], now: datetime) -> int:
    """Derive the next step of these open cases and store those that differ. Returns how many did."""
    wrong = [new for known, new in _derived(case_ids, now) if known != new]
    rows_update(Case, FIELDS, wrong)
    return len(wrong)


Derived = tuple[Any, ...]


def _derived(case_ids: Sequence[int], now: datetime) -> Iterator[tuple[Derived, Derived]]:
    """Yield of each open case what is stored and what holds now: its id, then the FIELDS."""
    clocks = clocks_of_cases(case_ids)
    for values in Case.objects.filter(pk__in=case_ids, closed_at__isnull=True).values(*CASE_COLUMNS, *FIELDS):
        step = next_step(snapshot_of_values(values, clocks), now)
        clock = step.clock.deadline_id if step.clock else None
        known = tuple(values[name] for name in ("id", *FIELDS))
        yield known, (values["id"], step.kind, step.actor, step.next_at, clock)
