"""How many lapsing deadlines a second the sweep settles: claim, lapse event, mail row, next moment, next step.

`python -m bench.sweep` measures the database of its environment (`make bench` prepares one per size). The yardstick is
a plain claim of the same rows in SQL, committed with the same durability. Every run puts its rows back, so that all
runs meet the same work.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable
from datetime import datetime
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")

import django

django.setup()

from django.db import connection, transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from bench.measure import RUNS, cpu_timed, interleaved, report, timed  # noqa: E402
from cases.models import Case, CaseEvent, Deadline, Mail, Promise  # noqa: E402
from cases.services.deadline_sweep import deadlines_sweep  # noqa: E402

BATCH = 1000
IDLE_ROUNDS = 200


class Due:
    """The deadlines that wait, as they were before the first run."""

    def __init__(self, now: datetime, limit: int) -> None:
        self.now = now
        waiting = Deadline.objects.waiting(now).order_by("act_at", "id")
        self.rows = list(waiting.values_list("stage", "act_at", "state", "id", "case_id", "promise_id")[:limit])
        self.last_event = CaseEvent.objects.order_by("-pk").values_list("pk", flat=True).first() or 0

    def put_back(self) -> None:
        ids = [row[3] for row in self.rows]
        with transaction.atomic():
            CaseEvent.objects.filter(pk__gt=self.last_event).purge()
            Mail.objects.filter(deadline__in=ids, created_at__gte=self.now)._raw_delete("default")
            Promise.objects.filter(pk__in=[row[5] for row in self.rows]).update(state=Promise.State.RUNNING)
            for stage, act_at, state, pk, *_ in self.rows:
                Deadline.objects.filter(pk=pk).update(stage=stage, act_at=act_at, state=state, ended_at=None)


def sweep(due: Due) -> None:
    left = len(due.rows)
    while left > 0:
        left -= deadlines_sweep(now=due.now, limit=BATCH).claimed


CLAIM = """
    UPDATE cases_deadline SET stage = 'claimed', act_at = NULL WHERE id IN (
        SELECT id FROM cases_deadline WHERE act_at IS NOT NULL AND act_at <= %s ORDER BY act_at, id LIMIT %s {lock}
    ) RETURNING id
"""


def claim(due: Due) -> None:
    lock = "FOR UPDATE SKIP LOCKED" if connection.vendor == "postgresql" else ""
    now = due.now.replace(tzinfo=None) if connection.vendor == "sqlite" else due.now
    left = len(due.rows)
    while left > 0:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(CLAIM.format(lock=lock), [str(now) if connection.vendor == "sqlite" else now, BATCH])
            left -= len(cursor.fetchall())


def rate(due: Due, work: Callable[[Due], None]) -> float:
    due.put_back()
    return len(due.rows) / timed(lambda: work(due))


def cpu(due: Due, work: Callable[[Due], None]) -> float:
    """Return this process's microseconds of processor a row (PostgreSQL's own are not in it)."""
    due.put_back()
    return cpu_timed(lambda: work(due)) / len(due.rows) * 1e6


def idle(due: Due) -> float:
    """Return the milliseconds of one sweep that finds nothing."""
    before = datetime.fromtimestamp(0, tz=due.now.tzinfo)

    def rounds() -> None:
        for _ in range(IDLE_ROUNDS):
            deadlines_sweep(now=before)

    return timed(rounds) / IDLE_ROUNDS * 1000


def answer(due: Due) -> None:
    """Measure once for each line on stdin; print the sweep's ms, its CPU microseconds a row, and an idle one's ms."""
    for _line in sys.stdin:
        due.put_back()
        wall = timed(lambda: sweep(due)) * 1000
        spent = cpu(due, sweep)
        due.put_back()
        found = {"sweep ms": wall, "sweep cpu us/row": spent, "idle ms": idle(due)}
        print(json.dumps(found), flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--limit", type=int, default=10_000, help="at most so many of what is due")
    parser.add_argument("--runs", type=int, default=RUNS)
    parser.add_argument("--on-request", action="store_true", help="one run for each line read, for bench.sweep_growth")
    given = parser.parse_args()
    due = Due(timezone.now(), given.limit)
    if not due.rows:
        raise SystemExit("Nothing is due in this database: seed it with seed_bulk --due N.")
    if given.on_request:
        answer(due)
        return
    facts: dict[str, Any] = {"engine": connection.vendor, "cases": Case.objects.count(), "due": len(due.rows)}
    work = {"claim": lambda: rate(due, claim), "sweep": lambda: rate(due, sweep)}
    samples = interleaved(work, given.runs)
    report("sweep", "rows/s", samples, yardstick="claim", **facts)
    report("sweep", "cpu us/row", {"sweep": [cpu(due, sweep) for _ in range(given.runs)]}, **facts)
    due.put_back()
    report("sweep", "ms", {"idle": [idle(due) for _ in range(given.runs)]}, **facts)


if __name__ == "__main__":
    main()
