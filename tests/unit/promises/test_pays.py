"""What money that came shows to be kept: promises of the money, and no others."""

from __future__ import annotations

import pytest

from cases.domain.promises.pays import promises_money


@pytest.mark.parametrize(
    "words", ["48小时内退款到账", "3个工作日内给您退还", "今天打款", "明天赔付给您30元", "24小时内退钱"]
)
def test_it_knows_a_promise_of_the_money(words):
    assert promises_money(words)


@pytest.mark.parametrize(
    "words",
    [
        "24小时内给您回复",
        "24小时内回复您退款结果",
        "48小时内审核退款申请",
        "48小时内处理退款",
        "3天内补发",
        "收到退货后48小时内退款",
        "24小时内不退款就升级",
        "",
    ],
)
def test_it_claims_nothing_of_a_promise_that_says_another_thing(words):
    assert not promises_money(words)
