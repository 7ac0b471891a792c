"""What a covered dossier never says: personal numbers, and the order number but its tail."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.domain.dossier.compose import compose
from cases.domain.dossier.covering import STRUCK, covered, striker
from tests.dossier_facts import contact, facts

PERSONAL = ["13812345678", "138 1234 5678", "+86 138-1234-5678", "11010119900307123X", "6222021234567890123",
            "0571-87654321", "li.wei@example.com"]  # fmt: skip


@pytest.mark.parametrize("secret", PERSONAL)
def test_it_strikes_personal_numbers_wherever_they_stand(secret):
    content = compose(facts(contacts=(contact(words=f"请打{secret}联系", note=f"电话{secret}"),), problem=secret))
    shown = covered(content, whole_number=True)
    assert secret not in str(shown)
    assert STRUCK in str(shown)
    assert secret in str(content)


def test_it_leaves_dates_sums_agents_fingerprints_and_given_numbers():
    given = "2026110988441234567"
    content = compose(facts(numbers=(("纠纷单", given),), contacts=(contact(words=f"单号 {given}，退 129.00 元"),)))
    assert covered(content, whole_number=True) == content


def test_it_shows_only_the_tail_of_the_order_number_unless_it_is_asked_for():
    content = compose(facts(contacts=(contact(words="订单 4012 3456 7890 1234 567"),)))
    tail = str(covered(content, whole_number=False))
    assert "4012345678901234567" not in tail
    assert "4012 3456" not in tail
    assert f"{STRUCK}4567" in tail
    assert "4012345678901234567" in str(covered(content, whole_number=True))


@pytest.mark.parametrize("typed", ["123456", "12 34 56", "123-456", "１２３４５６", "NO123456", "12 - 3456"])
def test_it_covers_the_order_number_in_what_the_shopper_typed(typed):
    content = compose(
        facts(order_no="123456", problem=f"订单{typed},袖口开线", contacts=(contact(words=f"单{typed}"),))
    )
    shown = str(covered(content, whole_number=False))
    assert typed.removeprefix("NO") not in shown
    assert f"{STRUCK}3456,袖口开线" in shown
    assert "123456,袖口开线" in str(covered(content, whole_number=True))


@pytest.mark.parametrize("typed", ["订单 123456", "订单号：123456", "我的订单号１２３４５６"])
def test_it_covers_an_order_number_that_stands_only_in_the_problem(typed):
    content = compose(facts(order_no="", problem=f"{typed},衬衫袖口开线", contacts=(contact(words="就是123456那单"),)))
    shown = str(covered(content, whole_number=False))
    assert "123456" not in shown
    assert "１２３４５６" not in shown
    assert f"就是{STRUCK}3456那单" in shown
    assert "就是123456那单" in str(covered(content, whole_number=True))
    assert "123456" not in striker("", whole_number=False)(f"{typed},衬衫袖口开线")


def test_it_takes_no_longer_number_for_the_orders():
    assert striker("123456", whole_number=False)("1234567 和 9123456") == "1234567 和 9123456"


@given(st.text(max_size=60), st.text(max_size=60))
def test_it_never_leaves_the_order_number_in_any_text(before, after):
    number = "4012345678901234567"
    shown = striker(number, whole_number=False)(f"{before} {number} {after}")
    assert number not in shown


@given(st.text(alphabet="一二三，。 abc", max_size=80))
def test_it_changes_nothing_in_a_text_without_numbers(text):
    assert striker("4012345678901234567", whole_number=False)(text) == text
