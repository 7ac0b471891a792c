"""The lines of a count in English: each one the rules and the parser make, and none left in Chinese."""

from __future__ import annotations

import re
from datetime import datetime

import pytest

from cases.domain.clocks import ClockRule, Step, Unit, start_clock
from cases.domain.count_lines import count_line
from cases.domain.promises.parse import parse_promise
from cases.domain.zone import SHANGHAI
from tests.unit.calendars import CALENDAR

HAN = re.compile("[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
EVE_OF_HOLIDAY = datetime(2026, 9, 29, 10, 0, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("2026-11-24 周二 第1个工作日", "2026-11-24 Tue: working day 1"),
        ("2026-10-10 周六 第2个工作日（调休上班）", "2026-10-10 Sat: working day 2 (a make-up working day)"),
        ("2026-10-01 周四 跳过：国庆节", "2026-10-01 Thu: skipped: National Day"),
        ("2026-11-25 周三 15:20 满48小时", "2026-11-25 Wed 15:20: 48 h later"),
        ("2026-11-27 周五 18:00", "2026-11-27 Fri 18:00"),
    ],
)
def test_it_says_a_line_in_english(line, said):
    assert count_line(line, "en") == said
    assert count_line(line, "zh-hans") == line


def test_it_leaves_a_line_it_does_not_know_as_it_is():
    assert count_line("2026-11-27 周五 另有约定", "en") == "2026-11-27 周五 另有约定"


@pytest.mark.parametrize("unit", list(Unit))
def test_it_leaves_no_chinese_in_the_count_of_a_rule(unit):
    rule = ClockRule("CLK21", (Step(unit, 3),), extends_over_holiday=True)
    for clock in start_clock(rule, EVE_OF_HOLIDAY, CALENDAR):
        assert clock.working
        for line in clock.working:
            assert not HAN.search(count_line(line, "en")), line


@pytest.mark.parametrize(
    "words",
    ["半小时内", "48小时内", "3天内", "5个工作日内", "2个月内", "60天内", "明天下午3点前", "周五前", "10月20日前"],
)
def test_it_leaves_no_chinese_in_the_reading_of_a_promise(words):
    reading = parse_promise(words, EVE_OF_HOLIDAY, CALENDAR)
    assert reading.working
    for line in reading.working:
        assert not HAN.search(count_line(line, "en")), line
