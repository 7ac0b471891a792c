"""Agents as this shopper met them: never across shoppers, never in statistics."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from cases.models import Agent, Case, Contact, Promise


@dataclass(frozen=True)
class MetContact:
    at: datetime
    problem: str
    words: str


@dataclass(frozen=True)
class AgentHistory:
    """One agent on one platform: how often met, promises broken, the latest contacts."""

    number: str
    contacts: int
    broken: int
    rows: tuple[MetContact, ...]


def agents_of_case(case: Case, limit: int = 8) -> list[Agent]:
    """Return the agents this shopper met on the case's platform, latest first: offered, never filled in.

    A helper is shown those of this case alone: the owner's other cases are not theirs to see.
    """
    found = Agent.objects.filter(owner_id=case.owner_id, platform=case.order.platform)
    if case.helper is not None:
        found = found.filter(pk__in=Contact.objects.filter(case=case).values("agent_id"))
    return list(found.order_by("-id")[:limit])


def agent_history(case: Case, number: str, *, now: datetime) -> AgentHistory | None:
    """Return the earlier contacts with that number on this platform, this shopper's alone; None when never met."""
    found = Agent.objects.filter(owner_id=case.owner_id, platform=case.order.platform, number=number).first()
    if found is None:
        return None
    here = {"case": case} if case.helper is not None else {}
    contacts = Contact.objects.filter(agent=found, voided_at__isnull=True, **here)
    if here and not contacts.exists():
        return None
    rows = tuple(
        MetContact(row.at, row.case.problem, row.words)
        for row in contacts.select_related("case").order_by("-at", "-id")[:5]
    )
    # Past due is broken, swept or not; one that was left before it was due is not known to be.
    late = Q(state=Promise.State.RUNNING, due_at__lte=now, deadline__state="running")
    broken = Promise.objects.filter(Q(state=Promise.State.BROKEN) | late, agent=found, **here).count()
    return AgentHistory(number, contacts.count(), broken, rows)
