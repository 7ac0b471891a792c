"""A new case from the screenshot of an order in the inbox: its proposals fill the form, and it becomes an exhibit."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import Http404

from cases.domain.screenshots import Facts
from cases.models import Case, Evidence, User
from cases.selectors.access import unsorted_for
from cases.services.evidence_file import evidence_file
from cases.views.read_words import OF_ORDER, Source, source_of


def order_source(user: Any, ref: str) -> Source | None:
    """Return what the item of this shopper's inbox proposes; None when there is no such item, or it was not read."""
    found = _unsorted(user, ref)
    return source_of(found, OF_ORDER) if found is not None else None


def initial_of(facts: Facts) -> dict[str, str]:
    """Return what a picture proposes for a new case, as the form's fields are typed."""
    said = {
        "platform": facts.platform,
        "number": facts.order_number.value if facts.order_number else "",
        "amount": facts.amount.value if facts.amount else "",
        "shop": facts.shop.value if facts.shop else "",
    }
    return {name: value for name, value in said.items() if value} | {
        name: day.isoformat() for name, day in facts.days.items()
    }


def order_file(case: Case, ref: str, now: datetime) -> None:
    """Make the screenshot the form was filled in from an exhibit of the case."""
    found = _unsorted(case.owner, ref)
    if found is not None:
        evidence_file(case=case, items=[found], now=now, kind=Evidence.Kind.ORDER)


def _unsorted(user: Any, ref: str) -> Evidence | None:
    if not ref or not isinstance(user, User):
        return None
    try:
        return unsorted_for(user, ref[:16])
    except Http404:
        return None
