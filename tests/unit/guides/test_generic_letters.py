"""What a guide shows to paste before there is a case."""

from __future__ import annotations

import pytest

from cases.domain.messages.generic import generic_text
from cases.domain.messages.letter import CODES


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_it_says_every_letter_with_names_for_facts(code: str, language: str) -> None:
    text = generic_text(code, language)
    assert text
    assert "None" not in text
    assert text.count("【") == text.count("】")


def test_it_opens_with_the_three_elements() -> None:
    expected = "您好，我的订单 【订单号】，买的【商品】【哪里不对】（【具体现象】），想申请【诉求】，请协助处理。"
    assert generic_text("T1", "zh-hans") == expected


def test_it_asks_for_the_agent_number_and_for_a_human_plainly() -> None:
    assert "方便告诉我您的工号吗" in generic_text("T3", "zh-hans")
    assert generic_text("T2", "zh-hans") == "人工客服"


def test_it_knows_no_other_letter() -> None:
    assert generic_text("T99", "zh-hans") == ""
