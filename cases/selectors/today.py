"""What today asks for: every open case by its next moment, this week's clocks, what closed lately."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from django.db.models import Sum

from cases.domain.money import Claim, at_stake
from cases.models import Case, Deadline, User
from cases.selectors.past_asking import is_past_asking

MOST = 60
CLOSED = 3
CLOSED_WITHIN = timedelta(days=14)


@dataclass(frozen=True)
class TodayRecord:
    """The rows behind 今天. `deadlines` are the running clocks by case, earliest due first, but those
    for asking 京东 that nobody is reminded of any more."""

    cases: list[Case]
    deadlines: dict[int, list[Deadline]]
    closed: list[Case]
    more: bool
    recovered: Decimal

    @property
    def at_stake(self) -> Decimal:
        """What the shown open cases are still about, CNY; amounts not known count nothing."""
        return at_stake(
            Claim(case.order_id, case.order.amount, case.asked_amount, case.received_amount) for case in self.cases
        )


def today_record(user: User, *, now: datetime) -> TodayRecord:
    """Return the rows in four queries, however many cases there are; `more` says that MOST were not all."""
    rows = Case.objects.filter(owner=user, closed_at__isnull=True).select_related("order")
    cases = list(rows.order_by("next_at", "pk")[: MOST + 1])
    shown = cases[:MOST]
    by_case: dict[int, list[Deadline]] = defaultdict(list)
    clocks = Deadline.objects.filter(case__in=[case.pk for case in shown], state=Deadline.State.RUNNING)
    at = {case.pk: case for case in shown}
    for row in clocks.select_related("promise__agent", "promise__contact").order_by("due_at", "pk"):
        if not is_past_asking(row, at[row.case_id]):
            by_case[row.case_id].append(row)
    closed = Case.objects.filter(owner=user, closed_at__isnull=False, closed_at__gt=now - CLOSED_WITHIN)
    latest = list(closed.select_related("order").order_by("-closed_at", "-pk")[:CLOSED])
    back = Case.objects.filter(owner=user).aggregate(total=Sum("received_amount"))["total"] or Decimal(0)
    return TodayRecord(shown, by_case, latest, len(cases) > MOST, back)
