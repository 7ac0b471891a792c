"""/guides/eligible/ and /guides/extra/: rules with their sources for anybody, and never a promise."""

from __future__ import annotations

import pytest
from django.test import Client

from guides.selectors.rights import compensations, eligibility
from tests.web.cases.checklist import check_languages, check_verbs, page_of, words_of

pytestmark = pytest.mark.django_db
ELIGIBLE, EXTRA = "/guides/eligible/", "/guides/extra/"
ALL_FOUR = "?kind=fraud&holds=0&holds=1&holds=2&holds=3"


def test_it_asks_six_questions_with_not_sure_in_each(client: Client) -> None:
    page = page_of(client.get(ELIGIBLE))
    assert page.count("<fieldset") == len(eligibility().questions) == 6
    assert page.count('value="unsure"') == 6
    assert 'id="rights"' not in page


def test_it_shows_the_rule_and_its_source_for_each_right(client: Client) -> None:
    words = words_of(
        client.get(f"{ELIGIBLE}?bought=online&days=within_7&goods=none&intact=inspected&fault=yes&listed=yes")
    )
    for right in eligibility().rights:
        assert right.name.zh in words
    assert words.count("规则上可以提") == 4  # one says it twice: as its tag and in its words
    assert words.count("核对日期") == 3


def test_it_says_not_certain_to_nothing_but_not_sure(client: Client) -> None:
    answers = "&".join(f"{one.slug}=unsure" for one in eligibility().questions)
    assert words_of(client.get(f"{ELIGIBLE}?{answers}")).count("还不能确定") == 3


def test_it_takes_an_unknown_answer_for_not_sure(client: Client) -> None:
    response = client.get(f"{ELIGIBLE}?bought=moon&days=%00")
    assert response.status_code == 200
    assert "还不能确定" in words_of(response)


def test_it_shows_the_conditions_and_no_sum(client: Client) -> None:
    words = words_of(client.get(EXTRA))
    for kind in compensations():
        for condition in kind.conditions:
            assert condition.zh in words
    assert "¥" not in words


def test_it_shows_the_sum_only_when_every_condition_is_ticked(client: Client) -> None:
    some = words_of(client.get(f"{EXTRA}?kind=fraud&holds=0&price=100"))
    assert "还有 3 个条件没打勾" in some
    assert "¥" not in some
    every = words_of(client.get(f"{EXTRA}{ALL_FOUR}&price=100"))
    assert "¥500" in every
    assert "只是算法，不是预测" in every


def test_it_counts_food_by_the_price_or_by_the_loss(client: Client) -> None:
    words = words_of(client.get(f"{EXTRA}?kind=food&holds=0&holds=1&holds=2&price=120&loss=500"))
    assert "¥1200.00 按价款" in words or "¥1200 按价款" in words
    assert "¥1500" in words


@pytest.mark.parametrize("price", ["", "-5", "a lot", "99999999999999"])
def test_it_says_what_is_wrong_with_a_price(client: Client, price: str) -> None:
    page = page_of(client.get(f"{EXTRA}{ALL_FOUR}&price={price}"))
    assert "id_fraud_price_error" in page
    assert "¥" not in words_of(client.get(f"{EXTRA}{ALL_FOUR}&price={price}"))


@pytest.mark.parametrize("url", [ELIGIBLE, EXTRA])
def test_it_never_says_what_anybody_gets(client: Client, url: str) -> None:
    for address in (url, f"{EXTRA}{ALL_FOUR}&price=999"):
        words = words_of(client.get(address))
        for never in ("你能拿到", "一定", "保证", "！", "胜诉"):
            assert never not in words, never


@pytest.mark.parametrize("url", [ELIGIBLE, EXTRA])
def test_it_is_public_and_only_looked_at(client: Client, url: str) -> None:
    check_verbs(client, url, "get", "head")
    assert "noindex" not in page_of(client.get(url))
    assert url in page_of(client.get("/guides/"))


def test_it_speaks_both_languages(client: Client) -> None:
    check_languages(client, ELIGIBLE, "能不能退", "Can I return it")
    check_languages(client, EXTRA, "先看条件", "First the conditions")
