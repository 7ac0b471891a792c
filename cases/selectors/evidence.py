"""What pages show of exhibits: those of a case, those not sorted yet, and what is still needed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min

from cases.domain.needs import key_of, state_of
from cases.domain.order_number import number_key
from cases.models import Case, Contact, Evidence, Promise, Rendition, User
from cases.selectors import catalog

MOST = 300


@dataclass(frozen=True)
class NeedRow:
    """One thing worth having: `item` is its Chinese, `key` the name of its field, `state` have, missing or na."""

    item: str
    key: str
    text: str
    must: bool
    state: str


def evidence_of(case: Case) -> list[Evidence]:
    """Return the case's exhibits by number."""
    return list(Evidence.objects.kept().filter(case=case).order_by("number")[:MOST])


def proofs_of_contact(contact: Contact) -> list[Evidence]:
    """Return the exhibits tied to one entry, by number."""
    return list(Evidence.objects.kept().filter(case_id=contact.case_id, contact=contact).order_by("number")[:MOST])


def unsorted_of(user: User) -> list[Evidence]:
    """Return what lies in the inbox, the oldest first: it has waited longest."""
    return list(Evidence.objects.kept().filter(owner=user, case__isnull=True).order_by("received_at", "pk")[:MOST])


def unsorted_count(user: User) -> tuple[int, datetime | None]:
    """Return how much lies in the inbox, and since when the oldest does; (0, None) for nothing."""
    rows = Evidence.objects.kept().filter(owner=user, case__isnull=True)
    found = rows.aggregate(count=Count("pk"), since=Min("received_at"))
    return found["count"], found["since"]


def unsorted_refs(user: User, refs: list[str]) -> list[Evidence]:
    """Return those of this shopper's inbox with these refs, in the order they came."""
    rows = Evidence.objects.kept().filter(owner=user, case__isnull=True, ref__in=refs[:50])
    return list(rows.order_by("pk"))


def needs_of(case: Case, lang: str) -> list[NeedRow]:
    """Return the checklist of the case's kind of problem, as far as the record and the shopper answer it. No query."""
    kinds = case.exhibits.get("kinds", {})
    signed = case.order.signed_at is not None
    return [
        NeedRow(item, key_of(item), text, must, state_of(item, answers=case.needs, kinds=kinds, signed=signed))
        for item, text, must in catalog.needed(case.problem_type, lang)
    ]


def rendition_of(evidence: Evidence, variant: str) -> Rendition | None:
    """Return that picture of it; None while there is none."""
    return Rendition.objects.filter(evidence=evidence, variant=variant).first()


def ties_of(case: Case) -> tuple[list[Promise], list[Contact]]:
    """Return the promises and the contacts an exhibit may belong to, the latest first."""
    promises = Promise.objects.filter(case=case).exclude(state=Promise.State.WITHDRAWN)
    contacts = Contact.objects.filter(case=case, voided_at__isnull=True)
    return (
        list(promises.select_related("agent", "contact").order_by("-heard_at", "-pk")[:50]),
        list(contacts.select_related("agent").order_by("-at", "-pk")[:50]),
    )


def open_cases(user: User) -> list[Case]:
    """Return where an inbox item may go, the latest first."""
    return list(Case.objects.of(user).open().select_related("order").order_by("-last_event_at", "-pk")[:100])


def suggested_case(evidence: Evidence, cases: list[Case]) -> Case | None:
    """Return the one case whose order number stands in the caption or the name; None when none or several do."""
    said = number_key(f"{evidence.caption} {evidence.shown_name}")
    found = [case for case in cases if len(case.order.number_key) >= 6 and case.order.number_key in said]
    return found[0] if len(found) == 1 else None
