"""The shopper's other cases with the same shop, or about the same order. Linked to read, never filed together."""

from __future__ import annotations

from django.db.models import F, Q

from cases.models import Case, Order

SIBLINGS = 5


def siblings_of(case: Case) -> list[Case]:
    """Return the owner's other cases of the same order, or of the same shop on the same platform. One query at most.

    Open ones first, the latest event first, SIBLINGS at most. The shop's name is compared without its letter case.
    """
    if case.owner.last_file_no < 2:  # the first and only one
        return []
    order = case.order
    same = Q(pk=order.pk)
    if order.number_key:
        same |= Q(number_key=order.number_key)
    if order.shop.strip():
        same |= Q(shop__iexact=order.shop.strip())
    orders = Order.objects.filter(same, owner_id=case.owner_id, platform=order.platform)
    others = Case.objects.filter(owner_id=case.owner_id, order__in=orders).exclude(pk=case.pk).select_related("order")
    return list(others.order_by(F("closed_at").desc(nulls_first=True), "-last_event_at", "-pk")[:SIBLINGS])
