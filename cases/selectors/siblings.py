"""The shopper's other cases with the same shop, or about the same order. Linked to read, never filed together."""

from __future__ import annotations

from django.db.models import F, Q

from cases.models import Case, Order

SIBLINGS = 5
# What a link to a case says; every column more is read and built for nothing.
SAID = ("ref", "file_no", "problem", "closed_at", "order__item", "order__number_key")


def siblings_of(case: Case) -> list[Case]:
    """Return the owner's other cases of the same order, or of the same shop on the same platform. One query at most.

    Open ones first, the latest event first, SIBLINGS at most. The shop's name is compared without its letter case.
    """
    # None for a helper, who was let into this case and no other. The first and only case has none.
    if case.helper is not None or case.owner.last_file_no < 2:
        return []
    order = case.order
    same = Q(pk=order.pk)
    if order.number_key:
        same |= Q(number_key=order.number_key)
    if order.shop.strip():
        same |= Q(shop__iexact=order.shop.strip())
    orders = Order.objects.filter(same, owner_id=case.owner_id, platform=order.platform)
    others = Case.objects.filter(owner_id=case.owner_id, order__in=orders).exclude(pk=case.pk)
    latest = others.order_by(F("closed_at").desc(nulls_first=True), "-last_event_at", "-pk")
    return list(latest.select_related("order").only(*SAID)[:SIBLINGS])
