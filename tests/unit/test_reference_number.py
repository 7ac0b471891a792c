"""A pasted number proposes its kind and leaves the words around it behind."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.domain.reference_number import proposed


@pytest.mark.parametrize(
    ("text", "tier", "kind", "number"),
    [
        ("售后单号：RF20261123001", "merchant", "after_sale", "RF20261123001"),
        ("您的售后服务单 1234567890 已提交", "platform", "after_sale", "1234567890"),
        ("纠纷编号 JF-2026-0098", "merchant", "dispute", "JF-2026-0098"),
        ("工单号 A00123 请保留", "platform", "ticket", "A00123"),
        ("【全国12315平台】登记编号1330100002026112300012345", "platform", "complaint", "1330100002026112300012345"),
        ("12315 编号 0098", "regulator", "complaint", "0098"),
        ("举报编号：JB2026110200009", "regulator", "report", "JB2026110200009"),
        ("【全国12315平台】投诉举报编号 0098", "regulator", "complaint", "0098"),
        ("快递投诉单号 9988776655", "merchant", "courier", "9988776655"),
        ("88123456", "merchant", "after_sale", "88123456"),
        ("88123456", "platform", "dispute", "88123456"),
        ("88123456", "regulator", "complaint", "88123456"),
        ("1234 5678 9012", "platform", "dispute", "1234 5678 9012"),
        ("介入编号：TB-2026 998877 谢谢", "platform", "dispute", "TB-2026 998877"),
        ("售后单号 RF20261123 thanks 收到", "merchant", "after_sale", "RF20261123"),
        ("您的纠纷 Service 1234567 已受理", "platform", "dispute", "1234567"),
        ("工单 AB_2026-11 0098 请保留", "platform", "ticket", "AB_2026-11 0098"),
        ("投诉编号 2026 1123 0001，客服 Alexander", "platform", "complaint", "2026 1123 0001"),
        ("甲乙丙", "platform", "dispute", "甲乙丙"),
        ("12", "platform", "dispute", "12"),
    ],
)
def test_it_takes_a_pasted_number_for_what_it_says(text: str, tier: str, kind: str, number: str) -> None:
    assert proposed(text, tier) == (kind, number)


@pytest.mark.parametrize(
    "text", ["", "   ", "。。", "-" * 120, "１２３４５６７８", "a" * 4000, "您的单 " * 300, "编号：" * 300]
)
def test_it_survives_any_text(text: str) -> None:
    assert proposed(text, "platform").kind == "dispute"


# Numbers as offices, platforms and couriers write them.
WHOLE = [
    "沪市监诉〔2026〕12345号",
    "沪市监投〔2026〕第 12345 号",
    "（2026）浙0106民诉前调1234号",
    "(2026)京0105民初998号",
    "浙杭2026-11-1234",
    "浙杭监举[2026]0012",
    "深市监投诉〔2026〕77号",
    "12315-ABC-1",
    "12315-2026-0098",
    "12345热线2026-1",
    "投诉〔2026〕3号",
    "朝消协诉2026第88号",
    "JF-2026-0098",
    "TB_2026 998877",
    "1330100002026112300012345",
    "SF1234567890123",
    "A/2026/11.28#7",
    "粤深-投-20261128-001",
]


@pytest.mark.parametrize("number", WHOLE)
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", ""),
        ("登记编号：", ""),
        ("登记编号:", ""),
        ("投诉编号是", ""),
        ("您的投诉单号为 ", " 已受理"),
        ("【全国12315平台】登记编号：", "，请保存"),
        ("12315 编号 ", ""),
        ("浦东新区市场监管局 登记编号：", "。"),
        ("工单 ", " 谢谢"),
        ("案号：", "已提交"),
    ],
)
def test_it_keeps_a_number_whole_and_cuts_only_what_is_around_it(before: str, number: str, after: str) -> None:
    assert proposed(before + number + after, "regulator").number == number


@pytest.mark.parametrize("text", ["12315 0098", "杭州2026 转 88", "编号 2026-1，2026-2", "11月28日登记编号：A-1"])
def test_it_keeps_all_where_it_is_not_sure(text: str) -> None:
    assert proposed(text, "regulator").number in (text, text.removeprefix("编号 "))


PIECES = st.sampled_from(
    [*"诉〔〕（）()[]-_/ 号第字：:，。浙杭AB0123456789", "登记编号", "12315", "投诉", "单", "已", "请", "谢谢"]
)


@given(st.lists(PIECES, max_size=24).map("".join) | st.text(max_size=120))
def test_it_returns_a_part_of_what_was_pasted_with_all_its_digits(text: str) -> None:
    line = " ".join(text.split())
    number = proposed(text, "regulator").number
    places = [place for place in range(len(line) + 1) if line.startswith(number, place)]
    assert any(_no_digit(line[:place]) and _no_digit(line[place + len(number) :]) for place in places)


def _no_digit(words: str) -> bool:
    """Return whether no digit is lost with these words; the name of a hotline is none of a number's."""
    for hotline in ("12315", "12345", "12305"):
        words = words.replace(hotline, "")
    return not any(each.isdecimal() for each in words)
