"""The record, grouped into days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from cases.domain.timeline import by_day
from cases.domain.zone import SHANGHAI, local


@dataclass(frozen=True)
class Happening:
    at: datetime
    what: str = ""


NOW = datetime(2026, 11, 23, 15, 20, tzinfo=SHANGHAI)
MOMENTS = st.datetimes(datetime(2026, 11, 1), datetime(2026, 12, 1), timezones=st.just(UTC))


def test_it_groups_by_shanghai_days_newest_first() -> None:
    rows = [
        Happening(datetime(2026, 11, 20, 11, 40, tzinfo=UTC), "opened"),
        Happening(datetime(2026, 11, 20, 16, 30, tzinfo=UTC), "past midnight in Shanghai"),
        Happening(datetime(2026, 11, 23, 2, 12, tzinfo=UTC), "late"),
        Happening(datetime(2026, 11, 20, 12, 5, tzinfo=UTC), "contact"),
    ]
    days = by_day(rows, NOW)
    assert [(day.heading, [(entry.clock, entry.row.what) for entry in day.entries]) for day in days] == [
        ("今天", [("10:12", "late")]),
        ("11月21日 周六", [("00:30", "past midnight in Shanghai")]),
        ("11月20日 周五", [("20:05", "contact"), ("19:40", "opened")]),
    ]
    assert [day.heading for day in by_day(rows, NOW, "en")] == ["Today", "Sat 21 Nov", "Fri 20 Nov"]


def test_it_keeps_the_order_of_one_moment() -> None:
    rows = [Happening(NOW, "newest"), Happening(NOW, "older"), Happening(NOW, "oldest")]
    (only,) = by_day(rows, NOW)
    assert [entry.row.what for entry in only.entries] == ["newest", "older", "oldest"]


def test_it_has_no_days_without_rows() -> None:
    assert by_day([], NOW) == ()


@given(st.lists(MOMENTS.map(Happening), max_size=30))
def test_it_loses_no_row_and_repeats_no_day(rows: list[Happening]) -> None:
    days = by_day(rows, NOW)
    kept = [entry.row for day in days for entry in day.entries]
    assert sorted(row.at for row in kept) == sorted(row.at for row in rows)
    assert [row.at for row in kept] == sorted((row.at for row in rows), reverse=True)
    assert len({day.date for day in days}) == len(days)
    assert all(local(entry.row.at).date() == day.date for day in days for entry in day.entries)
