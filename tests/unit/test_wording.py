"""How moments and durations are said."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.domain.wording import clock, clock_parts, day, day_and_weekday, day_heading, due, duration, moment, stamp
from cases.domain.zone import SHANGHAI

MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


NOW = at("2026-11-23T15:20:00")  # a Monday


@pytest.mark.parametrize(
    ("when", "zh", "en"),
    [
        ("2026-11-23T10:12:00", "今天 10:12", "today 10:12"),
        ("2026-11-23T23:59:59", "今晚 24:00", "tonight 24:00"),
        ("2026-11-24T00:00:00", "今晚 24:00", "tonight 24:00"),
        ("2026-11-23T00:00:00", "今天 00:00", "today 00:00"),
        ("2026-11-24T09:05:00", "明天 09:05", "tomorrow 09:05"),
        ("2026-11-24T23:59:59", "明天 24:00", "tomorrow 24:00"),
        ("2026-11-22T23:59:59", "昨天 24:00", "yesterday 24:00"),
        ("2026-11-25T15:20:00", "周三 15:20", "Wed 15:20"),
        ("2026-11-21T10:12:00", "周六 10:12", "Sat 10:12"),
        ("2026-11-29T08:00:00", "周日 08:00", "Sun 08:00"),
        ("2026-11-30T08:00:00", "11月30日 08:00", "30 Nov 08:00"),
        ("2026-11-16T08:00:00", "11月16日 08:00", "16 Nov 08:00"),
        ("2026-12-01T00:00:00", "11月30日 24:00", "30 Nov 24:00"),
        ("2027-01-03T23:59:59", "2027年1月3日 24:00", "3 Jan 2027 24:00"),
        ("2025-11-23T15:20:00", "2025年11月23日 15:20", "23 Nov 2025 15:20"),
    ],
)
def test_it_says_a_moment_as_people_do(when: str, zh: str, en: str) -> None:
    assert moment(at(when), NOW) == zh
    assert moment(at(when), NOW, "en") == en


@pytest.mark.parametrize(
    ("when", "zh", "en"),
    [
        ("2026-11-25T23:59:59", "周三 24:00", "Wed 24:00"),
        ("2026-11-23T10:12:00", "今天 10:12", "today 10:12"),
        ("2026-11-22T23:59:59", "昨天 24:00", "yesterday 24:00"),
        ("2026-11-21T23:59:59", "11月21日 24:00", "21 Nov 24:00"),
        ("2026-11-18T23:59:59", "11月18日 24:00", "18 Nov 24:00"),
        ("2025-11-18T23:59:59", "2025年11月18日 24:00", "18 Nov 2025 24:00"),
    ],
)
def test_it_never_calls_a_due_moment_long_past_by_its_weekday(when: str, zh: str, en: str) -> None:
    assert due(at(when), NOW) == zh
    assert due(at(when), NOW, "en") == en


def test_it_turns_from_utc_before_it_speaks() -> None:
    assert moment(datetime(2026, 11, 23, 16, 30, tzinfo=UTC), NOW.astimezone(UTC)) == "明天 00:30"


@pytest.mark.parametrize(
    ("when", "zh", "en"),
    [
        ("2026-11-23T10:12:00", "11月23日 10:12", "23 Nov 10:12"),
        ("2026-11-26T23:59:59", "11月26日 24:00", "26 Nov 24:00"),
        ("2027-01-01T00:00:00", "12月31日 24:00", "31 Dec 24:00"),
        ("2025-12-31T09:00:00", "2025年12月31日 09:00", "31 Dec 2025 09:00"),
    ],
)
def test_it_stamps_letters_without_relative_words(when: str, zh: str, en: str) -> None:
    assert stamp(at(when), NOW) == zh
    assert stamp(at(when), NOW, "en") == en


@pytest.mark.parametrize(
    ("seconds", "zh", "en", "parts"),
    [
        (0, "不到 1 分钟", "less than a minute", [("不到 1", "分钟")]),
        (59, "不到 1 分钟", "less than a minute", [("不到 1", "分钟")]),
        (60, "1 分钟", "1 min", [("1", "分钟")]),
        (23 * 60 + 59, "23 分钟", "23 min", [("23", "分钟")]),
        (3600, "1 小时", "1 h", [("1", "小时"), ("0", "分")]),
        (5 * 3600 + 8 * 60, "5 小时 8 分", "5 h 8 min", [("5", "小时"), ("8", "分")]),
        (86399, "23 小时 59 分", "23 h 59 min", [("23", "小时"), ("59", "分")]),
        (86400, "1 天", "1 d", [("1", "天"), ("0", "小时")]),
        (2 * 86400 + 8 * 3600 + 59 * 60, "2 天 8 小时", "2 d 8 h", [("2", "天"), ("8", "小时")]),
        (-5 * 3600 - 8 * 60, "5 小时 8 分", "5 h 8 min", [("5", "小时"), ("8", "分")]),
    ],
)
def test_it_says_a_duration_in_two_units(seconds: int, zh: str, en: str, parts: list[tuple[str, str]]) -> None:
    assert duration(seconds) == zh
    assert duration(seconds, "en") == en
    assert clock_parts(seconds) == parts


def test_it_names_days() -> None:
    assert day(NOW) == "11月23日"
    assert day(date(2025, 1, 2), NOW) == "2025年1月2日"
    assert day(date(2025, 1, 2), NOW, "en") == "2 Jan 2025"
    assert day_heading(NOW, NOW) == "今天"
    assert day_heading(NOW, NOW, "en") == "Today"
    assert day_heading(at("2026-11-21T10:12:00"), NOW) == "11月21日 周六"
    assert day_heading(date(2025, 11, 21), NOW, "en") == "Fri 21 Nov 2025"
    assert day_and_weekday(NOW, NOW) == "11月23日 周一"
    assert day_and_weekday(NOW, NOW, "en") == "Mon 23 Nov"
    assert clock(at("2026-11-23T09:05:59")) == "09:05"
    assert clock(at("2026-11-23T23:59:59")) == "24:00"


@pytest.mark.parametrize("speak", [moment, stamp])
def test_it_refuses_a_moment_without_a_zone(speak) -> None:
    with pytest.raises(ValueError, match="zone"):
        speak(datetime(2026, 11, 23, 10), NOW)


@given(MOMENTS, MOMENTS, st.sampled_from(["zh-hans", "en"]))
def test_it_never_calls_the_end_of_a_day_the_start_of_the_next(when: datetime, now: datetime, lang: str) -> None:
    end = when.astimezone(SHANGHAI).replace(hour=23, minute=59, second=59, microsecond=0)
    assert moment(end, now, lang).endswith("24:00")
    assert stamp(end, now, lang).endswith("24:00")
    midnight = end + timedelta(seconds=1)
    if midnight > now:
        assert moment(midnight, now, lang) == moment(end, now, lang)


@given(MOMENTS, MOMENTS)
def test_it_says_the_same_words_for_one_day_only(one: datetime, two: datetime) -> None:
    """Weekday names are used within six days only, so no word ever means two different days on one side of now."""
    later = sorted((one, two))
    if later[0] > NOW and later[0].astimezone(SHANGHAI).date() != later[1].astimezone(SHANGHAI).date():
        assert moment(later[0], NOW) != moment(later[1], NOW)


@given(st.integers(0, 10**9))
def test_it_never_rounds_a_duration_up(seconds: int) -> None:
    units = {"天": 86400, "小时": 3600, "分": 60, "分钟": 60}
    said = sum(int(number) * units[unit] for number, unit in clock_parts(seconds) if number != "不到 1")
    assert said <= seconds < said + (3600 if seconds >= 86400 else 60)
