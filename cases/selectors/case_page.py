"""Everything the case page shows, in a fixed number of queries whatever the size of the record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from django.db.models import Q

from cases.models import Case, CaseEvent, Deadline, Promise
from cases.selectors.letter_facts import LEDGER
from cases.selectors.siblings import siblings_of

RECENT = 8
OLDER = 40


@dataclass(frozen=True)
class CaseRecord:
    """The rows behind the page. `older` is the key of the next part of the timeline, "" at its end."""

    deadlines: list[Deadline]
    promises: list[Promise]
    events: list[CaseEvent]
    older: str
    siblings: list[Case]


def case_record(case: Case) -> CaseRecord:
    """Return the clocks (running and just closed), the promises, the latest events and the siblings: four queries."""
    deadlines = Deadline.objects.filter(case=case, state__in=[Deadline.State.RUNNING, Deadline.State.LAPSED])
    promises = Promise.objects.filter(case=case).exclude(state=Promise.State.WITHDRAWN)
    events, older = events_before(case, "", RECENT)
    return CaseRecord(
        deadlines=list(deadlines.select_related("promise__agent").order_by("due_at")[:50]),
        promises=list(promises.select_related("agent", "contact__agent").order_by("-heard_at", "-pk")[:LEDGER]),
        events=events,
        older=older,
        siblings=siblings_of(case),
    )


def events_before(case: Case, before: str, limit: int, tier: str = "") -> tuple[list[CaseEvent], str]:
    """Return up to `limit` events older than the key, newest first, and the key of the next part. One query.

    `tier` keeps what happened at that tier; "" keeps all.
    """
    rows = CaseEvent.objects.filter(case=case).select_related("contact__agent")
    if tier:
        rows = rows.filter(tier=tier)
    at, _, pk = before.partition("_")
    try:
        moment = datetime.fromisoformat(at)
        if moment.tzinfo:
            moment = moment.astimezone(UTC)
            rows = rows.filter(Q(at__lt=moment) | Q(at=moment, pk__lt=int(pk)), at__lte=moment)
    except (ValueError, OverflowError):
        pass  # a broken key starts at the newest
    found = list(rows.order_by("-at", "-pk")[: limit + 1])
    page = found[:limit]
    return page, f"{page[-1].at.isoformat()}_{page[-1].pk}" if len(found) > limit else ""
