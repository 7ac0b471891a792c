"""The calls of a case: the running one, how many there were today, and one by its number."""

from __future__ import annotations

from datetime import datetime, time

from cases.domain.zone import at_clock, local
from cases.models import Call, Case


def running_call(case: Case) -> Call | None:
    return Call.objects.filter(case=case, ended_at__isnull=True).first()


def calls_on(case: Case, tier: str, now: datetime) -> list[Call]:
    """Return this day's calls to that tier, the first one first."""
    start = at_clock(local(now).date(), time(0))
    return list(Call.objects.filter(case=case, tier=tier, started_at__gte=start).order_by("started_at", "pk")[:50])


def ended_call(case: Case, number: str) -> Call | None:
    """Return a call of this case that has ended, by the number in the address; None for any other."""
    if not number.isdecimal() or len(number) > 12:
        return None
    return Call.objects.filter(case=case, pk=int(number), ended_at__isnull=False).first()
