"""A shopper's own numbers for 我的: three queries, whatever there is."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import Count, F, OuterRef, Q, Subquery

from cases.domain.closing import PROMISED, WORKED
from cases.domain.money import ZERO, Claim, at_stake
from cases.domain.tally import TierTime, Turn, tier_times, time_at_tiers
from cases.models import Case, CaseEvent, Contact, Promise, User

MOVED, UNDONE = "tier_moved", "filing_undone"
TURNS = (MOVED, UNDONE, "case_closed", "case_reopened")


@dataclass(frozen=True)
class Tally:
    """What the cases come to. Sums in CNY; `worked` is (key, how often), the most frequent first."""

    open: int
    closed: int
    tiers: list[TierTime]
    kept: int
    broken: int
    running: int
    at_stake: Decimal
    awaited: Decimal
    recovered: Decimal
    worked: list[tuple[str, int]]


def tally_of(user: User, *, now: datetime) -> Tally:
    """Return the numbers of this shopper's own cases; those they help with are somebody else's."""
    first = Contact.objects.filter(case=OuterRef("pk"), voided_at__isnull=True).order_by("at").values("at")[:1]
    rows = list(
        Case.objects.filter(owner=user)
        .annotate(first_at=Subquery(first))
        .select_related("order")
        .only(*("opened_at", "closed_at", "outcome", "worked", "asked_amount", "received_amount", "order__amount"))
    )
    turns = _turns(user)
    going = [row for row in rows if row.closed_at is None]
    promised = [row for row in rows if row.closed_at is not None and row.outcome == PROMISED]
    kept, broken, running = _promises(user, now)
    worked = Counter(one for row in rows for one in row.worked if one in WORKED)
    return Tally(
        open=len(going),
        closed=len(rows) - len(going),
        tiers=tier_times(time_at_tiers(_began(row), turns.get(row.pk, []), row.closed_at or now) for row in rows),
        kept=kept,
        broken=broken,
        running=running,
        at_stake=at_stake(map(_claim, going)),
        awaited=at_stake(map(_claim, promised)),
        recovered=sum((row.received_amount or ZERO for row in rows), ZERO),
        worked=sorted(worked.items(), key=lambda item: (-item[1], WORKED.index(item[0]))),
    )


def _claim(case: Case) -> Claim:
    return Claim(case.order_id, case.order.amount, case.asked_amount, case.received_amount)


def _began(case: Case) -> datetime:
    """Return when the shopper first talked to them, or opened the case: the earlier of the two."""
    first: datetime | None = case.first_at  # type: ignore[attr-defined]
    return min(first, case.opened_at) if first else case.opened_at


def _turns(user: User) -> dict[int, list[Turn]]:
    """Return each case's turns by the moments that were told. A step up that was taken back is none."""
    found: dict[int, list[Turn]] = defaultdict(list)
    events = CaseEvent.objects.filter(case__owner=user, kind__in=TURNS).order_by("case_id", "pk")
    for case, at, kind, tier in events.values_list("case_id", "at", "kind", "tier"):
        turns = found[case]
        if kind != UNDONE:
            turns.append(Turn(at, kind, tier))
            continue
        moved = next((place for place in reversed(range(len(turns))) if turns[place].kind == MOVED), None)
        if moved is not None and turns[moved].tier != tier:
            del turns[moved]
    return {case: sorted(turns, key=lambda turn: turn.at) for case, turns in found.items()}


def _promises(user: User, now: datetime) -> tuple[int, int, int]:
    """Return how many promises with a time were kept, broken, and still run.

    Broken from its moment on, swept or not, as the ledger has it; one whose clock ended before is none of the three.
    """
    unmet = Q(state=Promise.State.RUNNING, due_at__isnull=False)
    ended_before = Q(deadline__ended_at__isnull=False, deadline__ended_at__lt=F("due_at"))
    late = unmet & Q(due_at__lte=now) & ~ended_before
    running = unmet & Q(due_at__gt=now, deadline__ended_at__isnull=True)
    counts = Promise.objects.filter(case__owner=user).aggregate(
        kept=Count("pk", filter=Q(state=Promise.State.KEPT)),
        broken=Count("pk", filter=Q(state=Promise.State.BROKEN) | late),
        running=Count("pk", filter=running),
    )
    return counts["kept"], counts["broken"], counts["running"]
