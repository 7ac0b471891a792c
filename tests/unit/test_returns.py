"""What was decided for the shopper: whether the goods have to go back first."""

from __future__ import annotations

import pytest

from cases.domain.returns import sends_back


@pytest.mark.parametrize(
    ("words", "asked", "back"),
    [
        ("支持退货退款，请买家在7天内寄回商品并填写运单号。", False, True),
        ("支持换货，请寄回商品", False, True),
        ("支持仅退款，商家3天内退款。", True, False),
        ("支持退款，无需退货", True, False),
        ("退款，不用寄回", True, False),
        ("支持买家", True, False),
        ("", True, True),
        ("", False, False),
    ],
)
def test_it_tells_a_return_from_the_words(words, asked, back):
    assert sends_back(words, asked=asked) is back
