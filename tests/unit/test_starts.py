"""What starts which clock, and which day is asked for when."""

from __future__ import annotations

from typing import Any

import pytest

from cases.domain.lifecycle import Tier
from cases.domain.starts import (
    MET_BY_ASKING,
    MET_BY_TIER,
    OF_ORDER,
    PRESSING,
    RULES,
    STARTS,
    Known,
    Trigger,
    questions,
    starts_for,
)
from guides.adapters.knowledge_files import read_knowledge
from guides.domain.clock_rules import RuleFacts

FACTS = {row["code"]: RuleFacts.of(row) for row in read_knowledge().clock_rules}
PLATFORMS = {code: facts.platforms for code, facts in FACTS.items()}


def known(tier: str = Tier.MERCHANT, **fields: Any) -> Known:
    return Known(tier=tier, **fields)


def rules(case: Known) -> set[str]:
    return {one.rule for one in starts_for(case, PLATFORMS)}


def asked(case: Known) -> list[str]:
    return [str(one) for one in questions(case, starts_for(case, PLATFORMS))]


def test_it_starts_each_rule_from_the_trigger_of_the_facts() -> None:
    for one in STARTS:
        assert FACTS[one.rule].trigger == str(one.trigger), one.rule


def test_it_knows_every_rule_of_the_facts_or_says_who_starts_it() -> None:
    elsewhere = {
        "CLK01": "a promise that was logged",
        "CLK07": "the dispute that was filed",
        "CLK12": "the filing with the platform",
        "CLK14": "what was sent to the platform",
        "CLK15": "what was sent to the seller",
        "CLK20": "the filing with 12315",
    }
    assert set(RULES) | set(elsewhere) == set(FACTS)
    assert not set(RULES) & set(elsewhere)


def test_it_keeps_signing_confirming_refusing_and_filing_apart() -> None:
    by_rule = {one.rule: one.trigger for one in STARTS}
    kinds = [by_rule[rule] for rule in ("CLK02", "CLK03", "CLK05", "CLK08", "CLK13")]
    assert len(set(kinds)) == len(kinds)


@pytest.mark.parametrize(
    ("case", "there", "not_there"),
    [
        (known(platform="taobao"), {"CLK02", "CLK05", "CLK06", "CLK23"}, {"CLK03", "CLK04", "CLK08", "CLK11", "CLK13"}),
        (known(platform="taobao", problem="defect"), {"CLK03"}, {"CLK16"}),
        (known(platform="jd", problem="defect"), {"CLK08", "CLK09", "CLK10"}, {"CLK11", "CLK13"}),
        (known(platform="jd", goods="fresh"), {"CLK11"}, set()),
        (known(platform="taobao", goods="fresh"), set(), {"CLK11"}),
        (known(platform="douyin"), {"CLK13"}, {"CLK08"}),
        # CPL 25, R7D 6: fresh and perishable goods, as far as the record knows them.
        (known(platform="jd", goods="fresh"), set(), {"CLK02"}),
        (known(platform="pdd", problem="expired_food"), {"CLK05"}, {"CLK02"}),
        (known(platform="meituan", problem="wrong_item"), {"CLK05"}, {"CLK02"}),
        (known(platform="pdd", problem="wrong_item"), {"CLK02"}, set()),
        (known(platform="taobao", warranty="yes"), {"CLK04"}, set()),
        (known(platform="taobao", warranty="no"), set(), {"CLK04"}),
        (known(platform="taobao", problem="not_received"), {"CLK16"}, {"CLK03"}),
    ],
)
def test_it_counts_only_what_can_hold(case: Known, there: set[str], not_there: set[str]) -> None:
    assert there <= rules(case)
    assert not not_there & rules(case)


@pytest.mark.parametrize(
    ("case", "days"),
    [
        (known(platform="taobao"), ["signed"]),
        (known(platform="taobao", problem="defect"), ["signed", "received"]),
        (known(platform="taobao", contacted=True, moments=frozenset({"signed"})), ["confirmed"]),
        (known(platform="jd", refused=True, moments=frozenset({"signed"})), ["after_sale_refused"]),
        (known(platform="taobao", refused=True, moments=frozenset({"signed"})), []),
        # What starts the 15 days for asking JD comes before what starts a window of a rule of thumb.
        (
            known(platform="jd", problem="defect", contacted=True, refused=True, moments=frozenset({"signed"})),
            ["after_sale_refused", "received", "confirmed"],
        ),
        (
            known(platform="jd", problem="defect", contacted=True, refused=True, warranty="yes"),
            ["after_sale_refused", "signed", "received", "confirmed", "delivered"],
        ),
        (
            known(Tier.PLATFORM, platform="jd", refused=True, unasked=True),
            ["after_sale_refused", "dispute_closed", "harm_known"],
        ),
        (known(platform="douyin", contacted=True, moments=frozenset({"signed", "confirmed"})), ["after_sale_filed"]),
        (
            known(platform="taobao", problem="refund_late", demand="return_refund", moments=frozenset({"signed"})),
            ["return_received"],
        ),
        (known(platform="taobao", windows_over=True, moments=frozenset({"signed"})), ["harm_known"]),
        (known(Tier.PLATFORM, platform="jd", refused=True), ["dispute_closed", "harm_known"]),
        (known(Tier.PLATFORM, platform="jd", agreed=True), ["ruled", "harm_known"]),
        (known(Tier.PLATFORM, platform="taobao", refused=True), ["harm_known"]),
        (known(Tier.REGULATOR, platform="taobao", filed=True), ["complaint_accepted"]),
        (
            known(Tier.REGULATOR, platform="taobao", filed=True, moments=frozenset({"complaint_accepted"})),
            [],
        ),
        (known(Tier.REGULATOR, filed=True, refused=True), []),
        (known(Tier.REGULATOR, filed=True, refused=True, moments=frozenset({"mediation_ended"})), []),
        (
            known(Tier.REGULATOR, filed=True, refused=True, moments=frozenset({"complaint_accepted"})),
            ["mediation_ended"],
        ),
    ],
)
def test_it_asks_for_the_days_of_the_stage(case: Known, days: list[str]) -> None:
    assert asked(case) == days


def test_it_asks_for_no_day_twice() -> None:
    everything = frozenset(str(one) for one in Trigger)
    for tier in Tier:
        assert asked(known(tier, platform="jd", refused=True, agreed=True, filed=True, moments=everything)) == []


def test_it_ranks_every_day_once() -> None:
    ranked = [trigger for row in PRESSING for trigger in row]
    assert sorted(ranked) == sorted(Trigger)


def test_it_meets_a_window_by_going_up() -> None:
    assert MET_BY_TIER == {Tier.PLATFORM: ("CLK05",), Tier.REGULATOR: ("CLK23",)}
    assert MET_BY_ASKING == ("CLK08",)
    assert set(OF_ORDER) == {Trigger.SIGNED, Trigger.CONFIRMED}
