"""The readers of days, by the name their pattern has in the grammar."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from cases.domain.promises import dates, weeks
from cases.domain.promises.day import Day, Named
from cases.domain.promises.reading import Flag, Kind
from cases.domain.promises.words import DAY_RANGES, LOOSE_DAYS


def _word(named: Named) -> Day:
    token = named.tokens[0]
    flags = set()
    if token.text in DAY_RANGES:
        flags.add(Flag.RANGE)
    if token.text in LOOSE_DAYS:
        flags.add(Flag.AMBIGUOUS)
    return Day(named.today + timedelta(days=token.value), Kind.DAYS, frozenset(flags))


READERS: dict[str, Callable[[Named], Day]] = {
    "word": _word,
    "written": dates.read_written,
    "year_month_day": dates.read_year_month_day,
    "month_days": dates.read_month_days,
    "month_day": dates.read_month_day,
    "next_month_day": dates.read_next_month_day,
    "days_of_month": dates.read_days_of_month,
    "day_of_month": dates.read_day_of_month,
    "month_end": dates.read_month_end,
    "year_end": dates.read_year_end,
    "week_working_day": weeks.read_week_working_day,
    "after_holiday": weeks.read_after_holiday,
    "weekend": weeks.read_weekend,
    "weekday": weeks.read_weekday,
    "week": weeks.read_week,
    "month": dates.read_month,
    "next_working_day": weeks.read_next_working_day,
    "tplus": weeks.read_tplus,
}
