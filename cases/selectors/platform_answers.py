"""What the platform itself has answered: on 京东 not what the seller says in the dispute that runs before it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from cases.domain.lifecycle import STOPS_CLOCK, Tier
from cases.models import Case, CaseEvent, Contact, Filing
from cases.selectors.clocks import DECIDED, dispute_first


def platform_answers(case: Case, contacts: Iterable[Contact]) -> list[Contact]:
    """Return those of the exchanges, which come with their `result`, in which the platform answered or decided.

    What was told as the result of a filing with it is its decision whoever was asked first. One query on 京东 at most.
    """
    said = [one for one in contacts if one.tier == Tier.PLATFORM and one.reply in STOPS_CLOCK]
    if not said or not dispute_first(case.order.platform):
        return said
    asked = asked_itself(case)
    return [one for one in said if hasattr(one, "result") or (asked is not None and one.at >= asked)]


def platform_answered(case: Case) -> bool:
    """Return whether the platform's answer or decision is on record; the seller's or 12315's is none."""
    if DECIDED & set(case.moments):
        return True
    rows = Contact.objects.filter(
        case=case, voided_at__isnull=True, tier=Tier.PLATFORM, reply__in=map(str, STOPS_CLOCK)
    )
    return bool(platform_answers(case, rows.select_related("result")))


def platform_asked(case: Case) -> bool:
    """Return whether the platform itself was asked, or has decided without."""
    if DECIDED & set(case.moments):
        return True
    if dispute_first(case.order.platform):
        return asked_itself(case) is not None
    return case.tier == Case.Tier.PLATFORM


def asked_itself(case: Case) -> datetime | None:
    """Return when 京东 itself was asked to step in; None while only a dispute with the seller is on record."""
    if case.tier == Case.Tier.PLATFORM:
        return case.stepped_in_at
    taken_back = Filing.objects.filter(case=case, voided_at__isnull=False).values("filed_at")
    asked = CaseEvent.objects.filter(case=case, kind="step_in_asked").exclude(at__in=taken_back).order_by("-at", "-pk")
    return asked.values_list("at", flat=True).first()
