"""Fills an installation with synthetic cases, so that speed can be measured at any size.

The rows are what the services would have written, at a fraction of the time: same states, same events, same
next step. The measured shopper has the same twenty open cases at every size; everybody else is the crowd.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from random import Random

from django.db import transaction
from django.db.models import Max

from cases.adapters.bulk_load import bulk_load, moment_writer, uuid_writer
from cases.models import Agent, Case, CaseEvent, Contact, Deadline, Order, Promise, User
from cases.services.bulk_rows import MODELS, CaseRows, Crowd

MEASURED_EMAIL = "measured@youju.local"
MEASURED_OPEN, MEASURED_CLOSED = 20, 30
OPEN_OF_HUNDRED = 20
CASES_PER_FLUSH = 5_000


class SeedRefused(ValueError):
    """The numbers do not fit together, or the database is not empty."""


@dataclass(frozen=True)
class SeedCounts:
    shoppers: int
    cases: int
    open: int
    due: int
    measured: str

    def as_dict(self) -> dict[str, object]:
        return asdict(self)


def bulk_seed(*, shoppers: int, cases: int, due: int, now: datetime, seed: int = 1, force: bool = False) -> SeedCounts:
    """Return what was written: `cases` in all, `due` of them with a promise that lapses at `now`.

    SeedRefused on a database that holds cases (unless `force`) and on numbers that do not fit.
    """
    filled = Case.objects.exists()
    if filled and not force:
        raise SeedRefused("This database holds cases already; --force adds to them.")
    with_measured = not User.objects.filter(email=MEASURED_EMAIL).exists()
    own_open = min(MEASURED_OPEN, cases) if with_measured else 0
    own_closed = min(MEASURED_CLOSED, (cases - own_open) // 4) if with_measured else 0
    crowd_cases = cases - own_open - own_closed
    if shoppers < 1 or cases < 1 or due < 0:
        raise SeedRefused("At least one shopper and one case are needed.")
    if due > crowd_cases or (crowd_cases and shoppers < 2 and with_measured):
        raise SeedRefused("Too few shoppers or cases: the measured shopper's own twenty never lapse.")
    crowd_open = max(due, crowd_cases * OPEN_OF_HUNDRED // 100)
    crowd = Crowd(Random(seed), now.astimezone(UTC), moment_writer(), uuid_writer(), _first_free())
    with bulk_load(MODELS):
        _load(crowd, shoppers, with_measured, own_open, own_closed, crowd_open, crowd_cases, due)
    return SeedCounts(shoppers, cases, own_open + crowd_open, due, MEASURED_EMAIL)


def _first_free() -> dict[type, int]:
    models = (User, Order, Case, Agent, Contact, Promise, Deadline, CaseEvent)
    return {model: (model.objects.aggregate(last=Max("pk"))["last"] or 0) + 1 for model in models}


def _load(
    crowd: Crowd,
    shoppers: int,
    with_measured: bool,
    own_open: int,
    own_closed: int,
    crowd_open: int,
    crowd_cases: int,
    due: int,
) -> None:
    """Write everything, a few thousand cases at a time, each flush one transaction."""
    rows = CaseRows()
    owners = shoppers - 1 if with_measured else shoppers
    if with_measured:
        user = crowd.user(rows, MEASURED_EMAIL, own_open + own_closed)
        for number in range(own_open + own_closed):
            crowd.case(rows, user, number + 1, is_open=number < own_open, measured=True)
    first = crowd.free[User]
    for index in range(owners):
        held = crowd_cases // owners + (index < crowd_cases % owners)
        crowd.user(rows, f"shopper{first + index}@bulk.youju.local", held)
    _flush(rows)
    # Written in the order in which the promises were heard, as tables fill in life: the closed long ago, then what is
    # due now, then what lies ahead. One case each in turn: what is due is scattered over the shoppers.
    closed = crowd_cases - crowd_open
    for number in range(crowd_cases):
        due_one = closed <= number < closed + due
        age = (closed - number) / closed if number < closed else 0.0
        crowd.case(rows, first + number % owners, number // owners + 1, is_open=number >= closed, due=due_one, age=age)
        if number % CASES_PER_FLUSH == CASES_PER_FLUSH - 1:
            _flush(rows)
    _flush(rows)


def _flush(rows: CaseRows) -> None:
    with transaction.atomic():
        rows.write()
