"""What no answer keeps: what was agreed to, and money that was promised in so many words."""

from __future__ import annotations

import pytest

from cases.domain.promises.deeds import is_deed

MONEY = [
    "48小时内给您退款",
    "48小时内退款到账",
    "不好意思，3个工作日内给您退还",
    "今天给您打款，请注意查收",
    "明天赔付给您30元",
    "这个问题24小时内给您退钱",
    "已经退款，48小时内到账",
]
NO_MONEY = [
    "24小时内答复您退款的事",
    "24小时内给您回复",
    "24小时内告诉您退不退款",
    "退款的事24小时内给您一个说法",
    "24小时内核实，不能退款",
    "我们无法给您退款，24小时内专员来电",
    "不支持退款",
    "拒绝退款",
    "48小时内审核退款申请",
    "48小时内帮您催退款",
    "24小时内看看能不能退款",
    "如果符合条件，48小时内退款",
    "您可以在48小时内退款",
    "48小时内退款可以吗",
    "24小时内补发",
    "",
]


@pytest.mark.parametrize("reply", ["", "auto", "received", "substantive", "agreed", "partly_agreed"])
@pytest.mark.parametrize("words", MONEY)
def test_it_takes_money_that_was_promised_for_a_deed(words, reply):
    assert is_deed(reply, words)


@pytest.mark.parametrize("reply", ["", "received", "substantive"])
@pytest.mark.parametrize("words", NO_MONEY)
def test_it_takes_no_other_words_for_a_deed_where_nothing_was_agreed_to(words, reply):
    assert not is_deed(reply, words)


@pytest.mark.parametrize("words", [*MONEY, *NO_MONEY])
def test_it_takes_a_refusal_for_no_deed(words):
    assert not is_deed("refused", words)
