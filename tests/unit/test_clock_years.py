"""All 20 rules, and counts through 春节, 国庆 and 调休: worked out by hand from the notice of 2026, then compared."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from cases.domain.calendar import WorkCalendar
from cases.domain.clocks import ClockRefused, Refusal, start_clock
from cases.selectors.clock_rules import start_of
from cases.selectors.clocks import domain_rule
from guides.adapters.knowledge_files import read_knowledge
from guides.domain.clock_rules import RuleFacts, rule_in_force
from guides.selectors.calendar import rows_of

CALENDAR = WorkCalendar.from_rows(rows_of({row["year"]: row["days"] for row in read_knowledge().calendars}))
VERSIONS = tuple(RuleFacts.of(row) for row in read_knowledge().clock_rules)
CODES = tuple(dict.fromkeys(one.code for one in VERSIONS))


def due(code: str, start: str, category: str = "") -> list[str]:
    begun = start_of(start)
    day = begun.date() if isinstance(begun, datetime) else begun
    facts = rule_in_force((one for one in VERSIONS if one.code == code), day)
    assert facts is not None
    clocks = start_clock(domain_rule(facts), begun, CALENDAR, category)
    return [_short(clock.due_at) for clock in clocks]


def _short(at: datetime) -> str:
    return at.date().isoformat() if f"{at:%H:%M:%S}" == "23:59:59" else f"{at:%Y-%m-%d %H:%M}"


# The twenty rules, each once over 国庆 2026, by hand.
NATIONAL_DAY = {
    "CLK02": ("2026-09-28", ["2026-10-05"]),
    "CLK03": ("2026-09-28", ["2026-10-05"]),
    "CLK04": ("2026-09-28", ["2026-10-05", "2026-10-13"]),
    "CLK05": ("2026-09-28", ["2026-10-05", "2026-10-13"]),
    "CLK06": ("2026-09-30", ["2026-10-07"]),
    "CLK07": ("2026-09-30T16:00:00+08:00", ["2026-10-01 16:00"]),
    "CLK08": ("2026-09-30", ["2026-10-15"]),
    "CLK09": ("2026-09-30", ["2026-10-07"]),
    "CLK10": ("2026-09-30T16:00:00+08:00", ["2026-10-02 16:00"]),
    "CLK12": ("2026-09-30", ["2026-10-10"]),
    "CLK13": ("2026-09-30T16:00:00+08:00", ["2026-10-02 16:00"]),
    "CLK14": ("2026-09-30", ["2026-10-02"]),
    "CLK15": ("2026-09-30T16:00:00+08:00", ["2026-10-01 16:00"]),
    "CLK16": ("2026-09-30", ["2026-10-07"]),
    "CLK20": ("2026-09-30", ["2026-10-15"]),
    "CLK21": ("2026-08-05", ["2026-10-08"]),
    "CLK22": ("2026-09-30", ["2026-10-15"]),
    "CLK23": ("2026-10-01", ["2029-10-01"]),
}


@pytest.mark.parametrize("code", CODES)
def test_it_counts_every_rule_through_the_national_holiday(code: str) -> None:
    if code == "CLK01":
        with pytest.raises(ClockRefused) as refused:
            due(code, "2026-09-30")
        assert refused.value.reason is Refusal.PROMISE
    elif code == "CLK11":
        assert due(code, "2026-09-30T16:00:00+08:00", "fashion_look") == ["2026-10-02 16:00", "2026-10-15"]
    else:
        start, expected = NATIONAL_DAY[code]
        assert due(code, start) == expected


def test_it_knows_twenty_rules() -> None:
    assert len(CODES) == 20
    assert set(CODES) == {*NATIONAL_DAY, "CLK01", "CLK11"}


# Quick windows of facts §2.2, every category there is.
CATEGORIES = {
    "portable_3c_visible": ["2026-10-02 16:00"],
    "portable_3c_hidden": ["2026-10-03 16:00"],
    "desktop_3c": ["2026-10-03 16:00"],
    "fashion_look": ["2026-10-02 16:00", "2026-10-15"],
    "jewellery_look": ["2026-10-02 16:00", "2026-10-15"],
    "jewellery_weight": ["2026-10-07"],
    "home_quality": ["2026-10-15"],
    "tableware_quality": ["2026-10-07"],
    "home_allergy": ["2026-11-29"],
    "car_goods": ["2026-10-15"],
    "fresh_live": ["2026-10-01 04:00"],
    "fresh": ["2026-10-02 16:00"],
    "aquatic_description": ["2026-10-03"],
    "aquatic_illness": ["2026-10-01 16:00"],
    "pet_look": ["2026-10-01 16:00"],
    "pet_illness": ["2026-10-07"],
    "shoes_bags_quality": ["2026-10-07", "2026-10-15"],
    "watch_quality": [],
    "precious_metal_quality": ["2026-10-02 16:00", "2026-10-07"],
    "jewellery_quality": ["2026-10-07", "2026-10-15"],
    "clothes_quality": ["2026-10-15"],
}


@pytest.mark.parametrize(("category", "expected"), CATEGORIES.items())
def test_it_counts_every_category(category: str, expected: list[str]) -> None:
    if expected:
        assert due("CLK11", "2026-09-30T16:00:00+08:00", category) == expected
    else:
        with pytest.raises(ClockRefused):
            due("CLK11", "2026-09-30T16:00:00+08:00", category)


def test_it_has_no_category_beside_those() -> None:
    assert {one.slug for facts in VERSIONS for one in facts.categories} == set(CATEGORIES)


@pytest.mark.parametrize(
    ("code", "start", "expected"),
    [
        # 春节 2026: off 02-15 to 02-23, worked on Saturdays 02-14 and 02-28. The rules of 12315 hold from 2026-04-15.
        ("CLK12", "2026-02-12", ["2026-02-24"]),
        ("CLK12", "2026-02-14", ["2026-02-26"]),
        ("CLK12", "2026-02-26", ["2026-03-02"]),
        ("CLK02", "2026-02-10", ["2026-02-17"]),
        ("CLK02", "2026-02-14", ["2026-02-21"]),
        ("CLK07", "2026-02-14T10:00:00+08:00", ["2026-02-15 10:00"]),
        # 劳动节: off 05-01 to 05-05, Saturday 05-09 is worked.
        ("CLK20", "2026-04-30", ["2026-05-13"]),
        ("CLK20", "2026-05-08", ["2026-05-18"]),
        # 端午: a mediation whose last day is a holiday moves to the first day after it.
        ("CLK21", "2026-04-20", ["2026-06-22"]),
        ("CLK21", "2026-04-23", ["2026-06-22"]),
        # 中秋 and 国庆: Sunday 09-20 and Saturday 10-10 are worked.
        ("CLK20", "2026-09-16", ["2026-09-24"]),
        ("CLK20", "2026-09-24", ["2026-10-12"]),
        ("CLK22", "2026-10-08", ["2026-10-16"]),
        # 元旦: Sunday 01-04 is worked.
        ("CLK12", "2026-01-01", ["2026-01-06"]),
    ],
)
def test_it_counts_through_holidays_and_make_up_days(code: str, start: str, expected: list[str]) -> None:
    assert due(code, start) == expected


@pytest.mark.parametrize(
    ("code", "start", "expected"),
    [
        ("CLK20", "2026-09-24", ["2026-10-12"]),
        ("CLK20", "2026-11-23", ["2026-12-02"]),
        ("CLK21", "2026-10-12", ["2026-12-11"]),
        ("CLK21", "2026-12-02", ["2027-01-31"]),
        ("CLK02", "2026-09-23", ["2026-09-30"]),
        ("CLK02", "2026-09-25", ["2026-10-02"]),
    ],
)
def test_it_meets_every_vector_of_the_facts(code: str, start: str, expected: list[str]) -> None:
    assert due(code, start) == expected


def test_it_gives_mediation_no_time_before_the_rule_was_in_force() -> None:
    """Accepted on 10 April 2026 and on 20 April 2026 are two rules: of the first no time is known and none given."""
    versions = [one for one in VERSIONS if one.code == "CLK21"]
    assert rule_in_force(versions, date(2026, 4, 10)) is None
    assert due("CLK21", "2026-04-20") == ["2026-06-22"]


def test_it_never_says_the_repealed_length() -> None:
    said = str(read_knowledge().clock_rules)
    assert "45 个工作日" not in said
    assert "第20号" not in said
