"""A pasted number proposes its kind and leaves the words around it behind."""

from __future__ import annotations

import pytest

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


@pytest.mark.parametrize("text", ["", "   ", "。。", "-" * 120, "１２３４５６７８", "a" * 4000])
def test_it_survives_any_text(text: str) -> None:
    assert proposed(text, "platform").kind == "dispute"
