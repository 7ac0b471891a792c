"""The questions, rights, sums and routes as data: every answer leads somewhere, every word has a source."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guides.domain.eligibility import MOST_QUESTIONS, UNSURE, VERDICTS
from guides.domain.sources import Source
from guides.selectors.rights import compensations, eligibility, routes

RULES = eligibility()
SLUGS = tuple(one.slug for one in RULES.questions)


def everything() -> Iterator[dict[str, str]]:
    """Yield every set of answers there is."""
    choices = [[*(slug for slug, _words in one.options), UNSURE] for one in RULES.questions]
    for answers in product(*choices):
        yield dict(zip(SLUGS, answers, strict=True))


def verdicts(**answers: str) -> dict[str, str]:
    return {right.slug: right.says(RULES.answers(answers)).verdict for right in RULES.rights}


def test_it_asks_no_more_than_six_questions() -> None:
    assert len(RULES.questions) <= MOST_QUESTIONS
    assert {"no_reason", "quality", "warranty"} == {right.slug for right in RULES.rights}


def test_it_has_a_ruling_for_every_set_of_answers() -> None:
    reached = set()
    for answers in everything():
        for right in RULES.rights:
            ruling = right.says(answers)
            assert ruling.verdict in VERDICTS
            reached.add((right.slug, ruling.text.zh))
    assert reached == {(right.slug, one.text.zh) for right in RULES.rights for one in right.rulings}


def test_it_asks_about_no_question_or_option_that_is_not_there() -> None:
    options = {one.slug: {slug for slug, _words in one.options} for one in RULES.questions}
    for right in RULES.rights:
        for ruling in right.rulings:
            for question, wanted in ruling.when.items():
                assert set(wanted) <= options[question]


def test_it_never_says_yes_to_not_sure() -> None:
    assert set(verdicts().values()) == {"unsure"}
    for right in RULES.rights:
        for ruling in right.rulings:
            if ruling.verdict == "yes":
                assert ruling.when


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({"bought": "online", "days": "within_7", "goods": "none", "intact": "intact"}, {"no_reason": "yes"}),
        ({"bought": "online", "days": "within_7", "goods": "none", "intact": "inspected"}, {"no_reason": "yes"}),
        ({"bought": "online", "days": "within_7", "goods": "none", "intact": "spoiled"}, {"no_reason": "no"}),
        ({"bought": "online", "days": "within_7", "goods": "fresh", "intact": "intact"}, {"no_reason": "no"}),
        ({"bought": "online", "days": "within_7", "goods": "confirmed", "intact": "intact"}, {"no_reason": "depends"}),
        ({"bought": "shop", "days": "within_7", "goods": "none", "intact": "intact"}, {"no_reason": "no"}),
        ({"bought": "online", "days": "within_15", "goods": "none", "intact": "intact"}, {"no_reason": "late"}),
        ({"fault": "yes", "days": "within_7"}, {"quality": "yes", "warranty": "unsure"}),
        ({"fault": "yes", "days": "over_15"}, {"quality": "depends"}),
        ({"fault": "no", "days": "within_7"}, {"quality": "no", "warranty": "no"}),
        ({"fault": "yes", "listed": "yes", "days": "within_7"}, {"warranty": "yes"}),
        ({"fault": "yes", "listed": "yes", "days": "within_15"}, {"warranty": "yes"}),
        ({"fault": "yes", "listed": "yes", "days": "over_15"}, {"warranty": "depends"}),
        ({"fault": "yes", "listed": "no", "days": "within_7"}, {"warranty": "no", "quality": "yes"}),
    ],
)
def test_it_says_what_the_rule_says(answers: dict[str, str], expected: dict[str, str]) -> None:
    said = verdicts(**answers)
    assert {name: said[name] for name in expected} == expected


@pytest.mark.parametrize(
    ("slug", "price", "expected"),
    [
        ("fraud", "100", "500"),
        ("fraud", "166.66", "500"),
        ("fraud", "166.67", "500.01"),
        ("fraud", "299", "897"),
        ("food", "9.9", "1000"),
        ("food", "120", "1200"),
    ],
)
def test_it_counts_as_the_law_does(slug: str, price: str, expected: str) -> None:
    kind = next(one for one in compensations() if one.slug == slug)
    assert kind.by_price(Decimal(price)) == Decimal(expected)


@given(st.decimals(0, 10**6, places=2))
def test_it_is_never_below_the_floor(price: Decimal) -> None:
    for kind in compensations():
        assert kind.by_price(price) == max(kind.times * price, kind.floor)


def test_it_counts_a_loss_for_food_only() -> None:
    fraud, food = compensations()
    assert fraud.by_loss(Decimal(500)) is None
    assert food.by_loss(Decimal(500)) == Decimal(1500)
    assert food.by_loss(Decimal(100)) == Decimal(1000)
    with pytest.raises(ValueError, match="negative"):
        food.by_price(Decimal(-1))


def _sources() -> Iterator[Source]:
    yield from (ruling.source for right in RULES.rights for ruling in right.rulings)
    yield from (kind.source for kind in compensations())
    yield from (route.source for platform in ("taobao", "jd", "pdd") for route in routes(platform))


def test_it_has_a_dated_source_for_every_word() -> None:
    for source in _sources():
        assert source.name
        assert source.checked_on
        assert source.confidence in ("A", "B") or source.label.zh


def test_it_names_the_routes_of_each_platform() -> None:
    assert {"jd_ask", "jd_exception"} <= {one.slug for one in routes("jd")}
    assert "taobao_exception" in {one.slug for one in routes("taobao")}
    assert not {"jd_ask", "taobao_exception"} & {one.slug for one in routes("pdd")}
    assert {"complaint", "court", "association"} <= {one.slug for one in routes("pdd")}
