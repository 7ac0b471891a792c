"""order_save and order_update: one order for one number and item; what was known is never overwritten silently."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from cases.models import Order
from cases.services.order import OrderFacts, order_save, order_update
from tests.case_acts import DAY
from tests.factories import NOW

pytestmark = pytest.mark.django_db
BASE = {"platform": "taobao", "item": "衬衫", "number": "1234 5678-90"}


def save(owner, **changes: Any) -> Order:
    return order_save(owner=owner, facts=OrderFacts(**(BASE | changes)))


def test_it_keeps_the_number_as_written_and_compares_it_bare(alice):
    order = save(alice, number=" 1234 5678-90 ", shop="示例店", amount=Decimal("129.00"), signed_at=NOW)
    assert (order.number, order.number_key, order.tail) == ("1234 5678-90", "1234567890", "7890")
    assert (order.shop, order.amount, order.signed_at, order.owner) == ("示例店", Decimal("129.00"), NOW, alice)


@pytest.mark.parametrize("number", ["1234567890", "1234-5678-90", " 1234 5678 90"])
def test_it_finds_the_order_again_however_its_number_is_spaced(alice, number):
    assert save(alice) == save(alice, number=number)
    assert Order.objects.count() == 1


@pytest.mark.parametrize("change", [{"item": "裤子"}, {"platform": "jd"}, {"number": "999"}, {"number": ""}])
def test_it_makes_another_order_of_anything_else(alice, change):
    assert save(alice) != save(alice, **change)


def test_it_never_takes_a_numberless_order_for_the_same(alice):
    assert save(alice, number="") != save(alice, number="")


def test_it_keeps_two_shoppers_apart(alice, charlie):
    assert save(alice) != save(charlie)


def test_it_fills_gaps_and_overwrites_nothing(alice):
    save(alice, shop="示例店")
    order = save(alice, shop="另一家", signed_at=NOW, amount=Decimal("1.00"))
    assert (order.shop, order.signed_at, order.amount) == ("示例店", NOW, Decimal("1.00"))


def test_it_tells_what_a_correction_changed(alice):
    order = save(alice, amount=Decimal("129.00"), signed_at=NOW)
    new = OrderFacts(**(BASE | {"number": "ABC-1", "amount": Decimal("139.00"), "signed_at": NOW - DAY}))
    old = order_update(order=order, facts=new)
    assert old == {"number": "1234 5678-90", "amount": "129.00", "signed_at": str(NOW)}
    order.refresh_from_db()
    assert (order.number, order.number_key, order.signed_at) == ("ABC-1", "ABC1", NOW - DAY)


def test_it_can_take_a_value_away(alice):
    order = save(alice, shop="示例店", signed_at=NOW)
    old = order_update(order=order, facts=OrderFacts(**BASE))
    assert set(old) == {"shop", "signed_at"}
    order.refresh_from_db()
    assert (order.shop, order.signed_at) == ("", None)


def test_it_says_nothing_when_nothing_changed(alice):
    order = save(alice)
    assert order_update(order=order, facts=OrderFacts(**BASE)) == {}
