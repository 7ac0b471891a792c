"""Saves orders. The number's key is what "the same order twice" compares."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from cases.domain.order_number import number_key
from cases.models import Order, User


@dataclass(frozen=True)
class OrderFacts:
    """What the shopper wrote of an order; moments are aware, amount is CNY."""

    platform: str
    item: str
    number: str = ""
    shop: str = ""
    amount: Decimal | None = None
    paid_at: datetime | None = None
    shipped_at: datetime | None = None
    signed_at: datetime | None = None
    confirmed_at: datetime | None = None


MOMENTS = ("paid_at", "shipped_at", "signed_at", "confirmed_at")


def order_save(*, owner: User, facts: OrderFacts) -> Order:
    """Return the owner's order of this number and item on this platform with its gaps filled, or a new one.

    A number-less order is always new: nothing says it is the same one.
    """
    key = number_key(facts.number)
    same = Order.objects.filter(owner=owner, platform=facts.platform, number_key=key, item=facts.item)
    found = same.first() if key else None
    if found is not None:
        order_update(order=found, facts=facts, fill_only=True)
        return found
    return Order.objects.create(
        owner=owner,
        platform=facts.platform,
        number=facts.number.strip(),
        number_key=key,
        shop=facts.shop,
        item=facts.item,
        amount=facts.amount,
        **{name: getattr(facts, name) for name in MOMENTS},
    )


def order_update(*, order: Order, facts: OrderFacts, fill_only: bool = False) -> dict[str, str]:
    """Return {field: old value as text} of what changed. With `fill_only` a known value is never overwritten."""
    old: dict[str, str] = {}
    for name in ("platform", "number", "shop", "item", "amount", *MOMENTS):
        value, known = getattr(facts, name), getattr(order, name)
        if value == known or (fill_only and (known not in (None, "") or value in (None, ""))):
            continue
        old[name] = "" if known is None else str(known)
        setattr(order, name, value)
    if old:
        order.number_key = number_key(order.number)
        order.save(update_fields=[*old, "number_key"])
    return old
