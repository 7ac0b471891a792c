"""The promises of a case: the ledger, and the one that is running now."""

from __future__ import annotations

from datetime import datetime

from cases.domain.lifecycle import STOPS_CLOCK
from cases.domain.promises.deeds import is_deed, only_answers
from cases.models import Case, Contact, Deadline, Promise
from cases.selectors.promises import promises_deed, stays_owed


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


def promises_before(case: Case, *, tier: str, at: datetime, reply: str = "", words: str = "") -> list[Promise]:
    """Return the promises of this tier heard by `at` and still running then, the earliest due first, that an answer of
    that kind and words can replace: a promise to answer takes the place of nothing that is to be done."""
    rows = Deadline.objects.running().filter(
        case=case, rule="CLK01", tier=tier, promise__isnull=False, trigger_at__lte=at, due_at__gte=at
    )
    found = [row.promise for row in rows.select_related("promise__contact").order_by("due_at") if row.promise]
    answers = only_answers(words) and not is_deed(reply, words)
    return [row for row in found if not (answers and promises_deed(row))]


def replaceable(contact: Contact) -> bool:
    """Return whether the entry's own promise runs beside one heard before it."""
    rows = Deadline.objects.running().filter(case_id=contact.case_id, rule="CLK01", tier=contact.tier)
    rows = rows.filter(promise__isnull=False, trigger_at__lte=contact.at).select_related("promise__contact")
    found = [row.promise for row in rows.order_by("promise_id") if row.promise is not None]
    own = next((row for row in found if row.contact_id == contact.pk), None)
    others = (row for row in found if row.contact_id != contact.pk)
    return own is not None and any(not stays_owed(row, own, chosen=True) for row in others)


def ledger_of(case: Case, limit: int = 20) -> list[Promise]:
    """Return the case's promises, newest first, without the ones taken back."""
    rows = Promise.objects.filter(case=case).exclude(state=Promise.State.WITHDRAWN).select_related("agent")
    return list(rows.order_by("-heard_at", "-id")[:limit])


def last_answer(case: Case) -> Contact | None:
    """Return the latest answer of the present tier that stopped a clock; None before the first."""
    rows = Contact.objects.filter(case=case, tier=case.tier, voided_at__isnull=True, reply__in=sorted(STOPS_CLOCK))
    return rows.select_related("agent").order_by("-at", "-pk").first()
