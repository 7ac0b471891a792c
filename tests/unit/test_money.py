"""What is at stake and how a sum is said."""

from __future__ import annotations

from decimal import Decimal

import pytest

from cases.domain.money import Claim, at_stake, yuan
from cases.forms.amounts import AmountField

D = Decimal


@pytest.mark.parametrize(
    ("claims", "total"),
    [
        ([], "0"),
        ([Claim(1, D("129"))], "129"),
        ([Claim(1, None)], "0"),
        # One order, two problems: the same money.
        ([Claim(1, D("129")), Claim(1, D("129"))], "129"),
        ([Claim(1, D("129")), Claim(2, D("50"))], "179"),
        # A part of the price is all that is asked for.
        ([Claim(1, D("129"), D("30"))], "30"),
        ([Claim(1, None, D("30"))], "30"),
        # A compensation may be more than was paid.
        ([Claim(1, D("129"), D("500"))], "500"),
        ([Claim(1, D("129"), D("30")), Claim(1, D("129"), D("20"))], "50"),
        ([Claim(1, D("129"), D("30")), Claim(1, D("129"))], "129"),
        # What has come back is not at stake any more, and never makes a debt.
        ([Claim(1, D("129"), None, D("29"))], "100"),
        ([Claim(1, D("129"), D("30"), D("129"))], "0"),
        ([Claim(1, D("129"), None, D("200")), Claim(2, D("50"))], "50"),
    ],
)
def test_it_adds_up_what_is_still_to_be_had(claims, total):
    assert at_stake(claims) == D(total)


def test_it_says_a_sum_with_its_places_and_nothing_for_none():
    assert (yuan(D("58")), yuan(D("0.5")), yuan(None)) == ("¥58.00", "¥0.50", "")


@pytest.mark.parametrize(
    ("typed", "sum_"), [("58", "58"), ("¥58.5", "58.5"), ("￥1,299.00", "1299"), (" 58 元", "58"), ("1，299", "1299")]
)
def test_it_takes_a_sum_as_it_was_pasted(typed, sum_):
    assert AmountField().clean(typed) == D(sum_)


@pytest.mark.parametrize("typed", ["12,50", "1,29", "五十", "-1", "1e9", "1.234", "12345678901"])
def test_it_asks_again_instead_of_guessing_a_sum(typed):
    with pytest.raises(Exception, match=r".+"):
        AmountField().clean(typed)
