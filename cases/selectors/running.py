"""The promises of a case: the ledger, and the one that is running now."""

from __future__ import annotations

from datetime import datetime

from cases.domain.lifecycle import STOPS_CLOCK
from cases.models import Case, Contact, Deadline, Promise


def running_promise(case: Case) -> Promise | None:
    """Return the promise whose clock runs in the case's tier, the earliest due first; None without one."""
    row = (
        Deadline.objects.running()
        .filter(case=case, rule="CLK01", tier=case.tier, promise__isnull=False)
        .select_related("promise__agent")
        .order_by("due_at")
        .first()
    )
    return row.promise if row else None


def promises_before(case: Case, *, tier: str, at: datetime) -> list[Promise]:
    """Return the promises of this tier heard by `at` and still running then, the earliest due first."""
    rows = Deadline.objects.running().filter(
        case=case, rule="CLK01", tier=tier, promise__isnull=False, trigger_at__lte=at, due_at__gte=at
    )
    return [row.promise for row in rows.select_related("promise").order_by("due_at") if row.promise is not None]


def replaceable(contact: Contact) -> bool:
    """Return whether the entry's own promise runs beside one heard before it."""
    rows = Deadline.objects.running().filter(case_id=contact.case_id, rule="CLK01", tier=contact.tier)
    return (
        rows.filter(promise__contact=contact).exists()
        and rows.filter(promise__isnull=False, trigger_at__lte=contact.at).exclude(promise__contact=contact).exists()
    )


def ledger_of(case: Case, limit: int = 20) -> list[Promise]:
    """Return the case's promises, newest first, without the ones taken back."""
    rows = Promise.objects.filter(case=case).exclude(state=Promise.State.WITHDRAWN).select_related("agent")
    return list(rows.order_by("-heard_at", "-id")[:limit])


def last_answer(case: Case) -> Contact | None:
    """Return the latest answer of the present tier that stopped a clock; None before the first."""
    rows = Contact.objects.filter(case=case, tier=case.tier, voided_at__isnull=True, reply__in=sorted(STOPS_CLOCK))
    return rows.select_related("agent").order_by("-at", "-pk").first()
