"""/c/<ref>/clocks/goods/: what the goods are decides which windows hold."""

from __future__ import annotations

import pytest

from cases.services.case_state import case_close
from tests.case_acts import DAY, again, kinds, opened, running
from tests.factories import NOW
from tests.web.cases.checklist import check_gate, check_verbs, page_of, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def jd(alice):
    return opened(alice, platform="jd", signed_at=NOW - DAY)


def test_it_starts_the_window_of_the_category(as_alice, jd):
    response = as_alice.post(f"/c/{jd.ref}/clocks/goods/", {"goods": "desktop_3c", "warranty": "yes"})
    assert response["Location"] == f"/c/{jd.ref}/clocks/"
    assert running(jd) == ["CLK11 desktop_3c", "CLK02"]
    assert "你填了商品的类别" in words_of(as_alice.get(f"/c/{jd.ref}/"))


def test_it_offers_categories_only_where_the_platform_has_them(as_alice, jd, alice):
    taobao = opened(alice, number="")
    assert 'value="desktop_3c"' in page_of(as_alice.get(f"/c/{jd.ref}/clocks/"))
    assert 'value="desktop_3c"' not in page_of(as_alice.get(f"/c/{taobao.ref}/clocks/"))


@pytest.mark.parametrize("platform", ["taobao", "pdd", "jd"])
@pytest.mark.parametrize("goods", ["fresh", "made", "digital", "papers"])
def test_it_takes_what_the_law_excepts_from_the_seven_days_everywhere(as_alice, alice, platform, goods):
    """CPL 25, R7D 6: the window goes, and comes back where it was said by mistake."""
    case = opened(alice, platform=platform, signed_at=NOW - DAY, number="")
    assert "CLK02" in running(case)
    url = f"/c/{case.ref}/clocks/goods/"
    assert f'value="{goods}"' in page_of(as_alice.get(f"/c/{case.ref}/clocks/"))
    as_alice.post(url, {"goods": goods, "warranty": ""})
    assert "CLK02" not in running(case)
    assert f'value="{goods}" selected' in page_of(as_alice.get(f"/c/{case.ref}/clocks/"))
    asked = page_of(as_alice.get(f"/c/{case.ref}/eligible/")).split(f'name="goods" value="{goods}"', 1)[1]
    assert "checked" in asked.split(">", 1)[0]
    as_alice.post(url, {"goods": "", "warranty": ""})
    assert "CLK02" in running(case)


def test_it_takes_not_sure_for_an_answer(as_alice, jd):
    as_alice.post(f"/c/{jd.ref}/clocks/goods/", {"goods": "desktop_3c", "warranty": ""})
    as_alice.post(f"/c/{jd.ref}/clocks/goods/", {"goods": "", "warranty": ""})
    assert running(jd) == ["CLK02"]
    assert again(jd).goods == ""


def test_it_takes_no_category_it_does_not_know(as_alice, jd):
    as_alice.post(f"/c/{jd.ref}/clocks/goods/", {"goods": "books", "warranty": "yes"})
    assert again(jd).goods == ""
    assert "goods_noted" not in kinds(jd)


def test_it_takes_nothing_in_a_closed_case(as_alice, jd):
    case_close(case=jd, outcome="full", now=NOW)
    as_alice.post(f"/c/{jd.ref}/clocks/goods/", {"goods": "", "warranty": "yes"})
    assert again(jd).warranty == ""


def test_it_answers_posts_only(as_alice, jd):
    check_verbs(as_alice, f"/c/{jd.ref}/clocks/goods/", "post")


def test_it_is_for_its_owner_alone(client, as_charlie, jd):
    check_gate(f"/c/{jd.ref}/clocks/goods/", "post", anonymous=client, stranger=as_charlie)
    assert "goods_noted" not in kinds(jd)
