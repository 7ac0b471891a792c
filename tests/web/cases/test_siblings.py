"""Other cases of the same shop or order stand on the case page, as links and nothing else."""

from __future__ import annotations

import pytest

from cases.models import Case
from cases.services.case_state import case_close
from tests.case_acts import DAY, HOUR, opened
from tests.factories import NOW
from tests.web.cases.checklist import PAYLOAD, check_escaped, page_of, queries_of

pytestmark = pytest.mark.django_db

SHOP = "示例衬衫店"


@pytest.fixture
def here(alice) -> Case:
    return opened(alice, shop=SHOP, number="1001")


def siblings(client, case: Case) -> str:
    page = page_of(client.get(f"/c/{case.ref}/"))
    return page.split('id="sib-h"', 1)[1].split("</section>", 1)[0] if 'id="sib-h"' in page else ""


def test_it_links_an_open_and_a_closed_case_of_the_same_shop(as_alice, alice, here):
    other = opened(alice, shop=SHOP, number="1002", item="外套")
    over = opened(alice, shop=SHOP, number="1003", item="裤子")
    case_close(case=over, outcome="full", now=NOW)
    shown = siblings(as_alice, here)
    assert shown.index(other.ref) < shown.index(over.ref)
    assert shown.count("同一家店") == 2
    assert "进行中" in shown
    assert "了结" in shown.split(over.ref)[1]


def test_it_links_the_other_problem_of_the_same_order(as_alice, alice, here):
    other = opened(alice, shop="", number="10 01", item="外套", problem="少了一颗扣子")
    shown = siblings(as_alice, here)
    assert other.ref in shown
    assert "同一个订单" in shown


@pytest.mark.parametrize(
    "other", [{"shop": "另一家店"}, {"platform": "jd"}, {"shop": ""}], ids=["other shop", "other platform", "no shop"]
)
def test_it_links_nothing_that_only_looks_alike(as_alice, alice, here, other):
    opened(alice, **({"shop": SHOP, "number": "1002", "item": "外套"} | other))
    assert siblings(as_alice, here) == ""


def test_it_does_not_take_two_cases_without_shop_and_number_for_siblings(as_alice, alice):
    opened(alice, shop="", number="")
    assert siblings(as_alice, opened(alice, shop="", number="")) == ""


def test_it_shows_nobody_elses_case(as_alice, charlie, here):
    opened(charlie, shop=SHOP, number="1001")
    assert siblings(as_alice, here) == ""


def test_it_shows_the_latest_few_in_one_query_more(as_alice, alice, here):
    opened(alice, shop=SHOP, number="1002", now=NOW - DAY)
    as_alice.get(f"/c/{here.ref}/")
    few = len(queries_of(as_alice, f"/c/{here.ref}/"))
    for number in range(20):
        opened(alice, shop=SHOP, number=f"2{number}", now=NOW - DAY + HOUR)
    assert len(queries_of(as_alice, f"/c/{here.ref}/")) == few
    assert siblings(as_alice, here).count("<li>") == 5


def test_it_offers_no_act_over_several_cases(as_alice, alice, here):
    opened(alice, shop=SHOP, number="1002")
    shown = siblings(as_alice, here)
    assert not {"<form", "<button", "<input"} & {tag for tag in ("<form", "<button", "<input") if tag in shown}


def test_it_shows_markup_as_text(as_alice, alice, here):
    opened(alice, shop=SHOP, number="1002", item=PAYLOAD)
    check_escaped(as_alice.get(f"/c/{here.ref}/"))
