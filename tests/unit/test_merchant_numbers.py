"""A shop's own numbers: differences of what was typed, and nothing where a side is missing."""

from __future__ import annotations

from decimal import Decimal

import pytest

from guides.domain.merchant_numbers import Change, Numbers, changes


def numbers(**fields: str) -> Numbers:
    return Numbers(**{name: Decimal(value) for name, value in fields.items()})


def test_it_works_out_what_was_typed_and_what_follows_from_it():
    before = numbers(cases="40", minutes="15", entry_share="30", praise="93.5")
    after = numbers(cases="40", minutes="5", entry_share="12", praise="95")
    assert changes(before, after) == [
        Change("cases", Decimal(40), Decimal(40), Decimal(0), Decimal(0)),
        Change("minutes", Decimal(15), Decimal(5), Decimal(-10), Decimal("-66.7")),
        Change("hours", Decimal(10), Decimal("3.3"), Decimal("-6.7"), Decimal("-66.7")),
        Change("entry_share", Decimal(30), Decimal(12), Decimal(-18), None),
        Change("entry_hours", Decimal(3), Decimal("0.4"), Decimal("-2.6"), Decimal("-86.7")),
        Change("praise", Decimal("93.5"), Decimal(95), Decimal("1.5"), None),
    ]


@pytest.mark.parametrize("one_sided", [numbers(minutes="15"), Numbers()])
def test_it_says_nothing_of_a_measure_with_one_side(one_sided):
    assert changes(one_sided, Numbers()) == []
    assert changes(Numbers(), one_sided) == []


def test_it_gives_no_percentage_of_nothing():
    (change,) = changes(numbers(minutes="0"), numbers(minutes="5"))
    assert change.percent is None
    assert change.by == 5
