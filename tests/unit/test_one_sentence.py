"""One typed sentence: what is plainly said becomes a number, a demand and a problem; the rest stays as it is."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.domain.one_sentence import named_numbers, read_sentence

DEMANDS = {
    "refund": "退款",
    "exchange": "换货",
    "repair": "维修",
    "resend": "补发",
    "compensation": "赔偿",
    "return_refund": "退货退款",
    "price_difference": "补差价",
}


@pytest.mark.parametrize(
    ("text", "number", "demand", "problem"),
    [
        ("订单 123456,衬衫袖口开线,想换货", "123456", "exchange", "衬衫袖口开线"),
        ("订单号：2847561930472918，左耳没有声音，我要退货退款", "2847561930472918", "return_refund", "左耳没有声音"),
        ("订单号是 E2025-118266，少了一件，申请补发。", "E2025-118266", "resend", "少了一件"),
        ("订单１２３４５６，屏幕有一道划痕，希望维修", "123456", "repair", "屏幕有一道划痕"),
        ("袖口开线（订单 123456），想换货", "123456", "exchange", "袖口开线"),
        ("我的订单123456的衬衫袖口开线想换货", "123456", "exchange", "衬衫袖口开线"),
        ("想退款，订单 123456，不保温", "123456", "refund", "不保温"),
        ("订单 1234 5678 9012 屏碎，希望商家给我换新", "1234 5678 9012", "exchange", "屏碎"),
        ("刚买就降价，要价保", "", "price_difference", "刚买就降价"),
        ("商家拒绝退款，想换货", "", "exchange", "商家拒绝退款"),
        ("没有声音，想退货", "", "return_refund", "没有声音"),
        ("订单 123456，想换货", "123456", "exchange", ""),
        ("我在淘宝买的订单 123456 碎了", "123456", "", "我在淘宝买的订单 123456 碎了"),
        ("袖口开线", "", "", "袖口开线"),
        ("", "", "", ""),
    ],
)
def test_it_reads_what_is_plainly_said(text, number, demand, problem):
    told = read_sentence(text, DEMANDS)
    assert (told.number, told.demand, told.problem) == (number, demand, problem)


@pytest.mark.parametrize(
    "text",
    [
        "商家不想换货",
        "客服说想退款",
        "袖口开线，不想换货",
        "想退款,或者换货",
        "想退款，想换货",
        "想退款还是换货",
        "快要退款了",
        "订单 iPhone15 坏了",
        "订单 20000元没到账",
        "订单 12345678 件没到",
        "订单 123456 129元，没到",
        "订单123456，订单654321都没到",
        "手机 13800138000，左耳没有声音",
    ],
)
def test_it_leaves_alone_what_could_be_meant_otherwise(text):
    told = read_sentence(text, DEMANDS)
    assert (told.number, told.demand, told.problem, told.read) == ("", "", text, ())


def test_it_looks_only_for_what_it_is_asked_for():
    text = "订单 123456,袖口开线,想换货"
    assert read_sentence(text, DEMANDS, number=False).problem == "订单 123456,袖口开线"
    assert read_sentence(text, DEMANDS, demand=False).problem == "袖口开线,想换货"
    assert read_sentence(text, {}).demand == ""


def test_it_finds_every_number_that_a_text_calls_an_orders():
    assert named_numbers("订单 123456 和订单号：E99887766；手机 13800138000") == ["123456", "E99887766"]


PIECES = st.sampled_from(
    [
        "订单",
        "订单号",
        "：",
        "123456",
        "12345678",
        "E-998877",
        "的",
        "，",
        ",",
        "（",
        "）",
        "。",
        "我",
        "想",
        "要",
        "申请",
        "希望",
        "不",
        "商家",
        "给我",
        "换货",
        "退款",
        "退货退款",
        "仅退款",
        "修",
        "或者",
        "吧",
        "衬衫袖口开线",
        "１２",
        " ",
        "1234 5678",
    ]
)
SENTENCES = st.one_of(st.lists(PIECES, max_size=12).map("".join), st.text(max_size=40))


def _han(text: str) -> Counter[str]:
    return Counter(re.findall(r"[\u3400-\u9fff]", text))


@given(SENTENCES)
def test_it_loses_nothing_that_was_typed(text):
    told = read_sentence(text, DEMANDS)
    assert _han(told.problem) + _han("".join(told.read)) == _han(text)
    digits = re.findall(r"[0-9A-Za-z０-９]", told.problem + "".join(told.read))
    assert Counter(digits) == Counter(re.findall(r"[0-9A-Za-z０-９]", text))


@given(SENTENCES)
def test_it_answers_only_with_what_a_form_can_hold(text):
    told = read_sentence(text, DEMANDS)
    if not told.read:
        assert told.problem == text
    assert told.demand in ("", *DEMANDS)
    assert told.number == "" or sum(sign.isdigit() for sign in told.number) >= 5
