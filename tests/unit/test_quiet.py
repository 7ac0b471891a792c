"""Quiet hours."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.domain.quiet import Quiet, quiet_parse, quiet_until, send_at
from cases.domain.zone import SHANGHAI, local

NIGHT = (time(22), time(8))
NOON = (time(12), time(14))
CLOCKS = st.times().map(lambda clock: clock.replace(second=0, microsecond=0))
HOURS = st.tuples(CLOCKS, CLOCKS).filter(lambda pair: pair[0] != pair[1])
MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC))


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-11-{text}").replace(tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("words", "quiet"),
    [
        ("22:00-08:00", NIGHT),
        (" 22:00 – 08:00 ", NIGHT),
        ("22：00-8:00", NIGHT),
        ("12:00-14:00", NOON),
        ("22:30-24:00", (time(22, 30), time(0))),
        ("", None),
        ("  ", None),
    ],
)
def test_it_reads_quiet_hours(words: str, quiet: Quiet | None) -> None:
    assert quiet_parse(words) == quiet


@pytest.mark.parametrize("words", ["22-8", "22:00", "25:00-08:00", "22:60-08:00", "24:30-08:00", "nachts", "a" * 500])
def test_it_says_what_is_wrong_with_other_words(words: str) -> None:
    with pytest.raises(ValueError, match=r"22:00-08:00|there is no"):
        quiet_parse(words)


@pytest.mark.parametrize("words", ["08:00-08:00", "00:00-24:00"])
def test_it_refuses_a_day_that_is_all_or_nothing(words: str) -> None:
    with pytest.raises(ValueError, match="same time"):
        quiet_parse(words)


@pytest.mark.parametrize(
    ("moment", "quiet", "end"),
    [
        ("23T21:59:59", NIGHT, None),
        ("23T22:00:00", NIGHT, "24T08:00:00"),
        ("23T23:59:59", NIGHT, "24T08:00:00"),
        ("24T00:00:00", NIGHT, "24T08:00:00"),
        ("24T07:59:59", NIGHT, "24T08:00:00"),
        ("24T08:00:00", NIGHT, None),
        ("24T12:00:00", NIGHT, None),
        ("24T12:00:00", NOON, "24T14:00:00"),
        ("24T14:00:00", NOON, None),
        ("24T03:00:00", None, None),
    ],
)
def test_it_knows_when_the_quiet_ends(moment: str, quiet: Quiet | None, end: str | None) -> None:
    assert quiet_until(at(moment), quiet) == (end and at(end))


def test_it_counts_in_shanghai_whatever_zone_the_moment_has() -> None:
    assert quiet_until(datetime(2026, 11, 23, 14, 30, tzinfo=UTC), NIGHT) == at("24T08:00:00")


@pytest.mark.parametrize(
    ("moment", "closes", "sent"),
    [
        ("23T23:30:00", None, "24T08:00:00"),
        ("23T23:30:00", "24T07:00:00", "23T23:30:00"),
        ("23T23:30:00", "24T08:00:00", "23T23:30:00"),
        ("23T23:30:00", "24T08:00:01", "24T08:00:00"),
        ("23T12:00:00", "24T07:00:00", "23T12:00:00"),
    ],
)
def test_it_breaks_the_quiet_only_for_a_window_closing_in_it(moment: str, closes: str | None, sent: str) -> None:
    assert send_at(at(moment), NIGHT, closes and at(closes)) == at(sent)


@given(MOMENTS, HOURS)
def test_it_never_sends_early_or_in_the_quiet_or_a_day_late(moment: datetime, quiet: Quiet) -> None:
    sent = send_at(moment, quiet)
    assert moment <= sent < moment + timedelta(days=1)
    assert quiet_until(sent, quiet) is None
    assert sent == moment or local(sent).time() == quiet[1]


@given(MOMENTS, HOURS, st.integers(0, 86400))
def test_it_sends_before_the_window_closes_or_not_in_the_quiet_at_all(
    moment: datetime, quiet: Quiet, seconds: int
) -> None:
    closes = moment + timedelta(seconds=seconds)
    assert send_at(moment, quiet, closes) <= closes or send_at(moment, quiet, closes) == moment
