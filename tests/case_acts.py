"""Cases as shoppers make them: through the services, in few words. `again` reads a row as a new request would."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from cases.models import Case, CaseEvent, Contact, Deadline, Promise, User
from cases.services.case_open import CaseFacts, case_open
from cases.services.contact_log import ContactEntry, PromiseEntry, contact_log
from cases.services.letter import letter_sent
from cases.services.order import OrderFacts
from tests.factories import NOW

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
ORDER = {"platform": "taobao", "item": "衬衫", "number": "123456789012345678"}


def facts(**changes: Any) -> CaseFacts:
    """Return the three elements of a case; what is not one of them goes to its order."""
    own = {"problem_type": "defect", "problem": "袖口开线", "demand": "exchange"}
    own |= {name: changes.pop(name) for name in (*own, "problem_detail", "asked_amount") if name in changes}
    return CaseFacts(order=OrderFacts(**(ORDER | changes)), **own)


def opened(owner: User, *, now: datetime = NOW, key: str = "", **changes: Any) -> Case:
    return again(case_open(owner=owner, facts=facts(**changes), now=now, key=key))


def again(case: Case) -> Case:
    return Case.objects.select_related("order", "owner", "next_deadline").get(pk=case.pk)


def entry(at: datetime = NOW, **fields: Any) -> ContactEntry:
    """Return something the seller's agent said; `hours` gives it a promise of so many hours."""
    hours, replaces = fields.pop("hours", None), fields.pop("replaces", True)
    if hours is not None:
        words = f"{hours}小时内给您回复"
        fields["promise"] = PromiseEntry(
            words=words, due_at=at + hours * HOUR, reading={"kind": "hours", "working": ["…"]}, replaces=replaces
        )
        fields = {"words": words, "reply": "received"} | fields
    return ContactEntry(at=at, **({"tier": "merchant"} | fields))


def heard(case: Case, at: datetime = NOW, *, now: datetime | None = None, key: str = "", **fields: Any) -> Contact:
    return contact_log(case=again(case), entry=entry(at, **fields), now=now or at, key=key)


def sent(case: Case, at: datetime = NOW, *, code: str = "T1", text: str = "您好，袖口开线。", key: str = "") -> Contact:
    return letter_sent(case=again(case), code=code, text=text, channel="chat", now=at, key=key)


def clock_of(contact: Contact) -> Deadline:
    return Deadline.objects.get(promise__contact=contact)


def promise_of(contact: Contact) -> Promise:
    return Promise.objects.get(contact=contact)


def running(case: Case, **filters: Any) -> list[str]:
    """Return the rules of the clocks that run, earliest due first."""
    rows = Deadline.objects.running().filter(case=case, **filters).order_by("due_at", "pk")
    return [f"{row.rule} {row.variant}".strip() for row in rows]


def kinds(case: Case) -> list[str]:
    """Return what is on record, in the order it was written."""
    return list(CaseEvent.objects.filter(case=case).order_by("pk").values_list("kind", flat=True))
