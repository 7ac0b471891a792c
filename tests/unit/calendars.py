"""The calendar of the fact sheet, for tests that want no knowledge files: 2024's make-up days and all of 2026."""

from __future__ import annotations

from datetime import date, timedelta

from cases.domain.calendar import WorkCalendar


def _run(first: date, last: date, name: str) -> dict[date, tuple[bool, str]]:
    return {first + timedelta(days=i): (False, name) for i in range((last - first).days + 1)}


def _works(*days: date) -> dict[date, tuple[bool, str]]:
    return dict.fromkeys(days, (True, "调休上班"))


ROWS_2026 = {
    **_run(date(2026, 1, 1), date(2026, 1, 3), "元旦"),
    **_run(date(2026, 2, 15), date(2026, 2, 23), "春节"),
    **_run(date(2026, 4, 4), date(2026, 4, 6), "清明节"),
    **_run(date(2026, 5, 1), date(2026, 5, 5), "劳动节"),
    **_run(date(2026, 6, 19), date(2026, 6, 21), "端午节"),
    **_run(date(2026, 9, 25), date(2026, 9, 27), "中秋节"),
    **_run(date(2026, 10, 1), date(2026, 10, 7), "国庆节"),
    **_works(date(2026, 1, 4), date(2026, 2, 14), date(2026, 2, 28), date(2026, 5, 9), date(2026, 9, 20)),
    **_works(date(2026, 10, 10)),
}
ROWS_2024 = {
    **_run(date(2024, 2, 10), date(2024, 2, 17), "春节"),
    **_run(date(2024, 10, 1), date(2024, 10, 7), "国庆节"),
    **_works(date(2024, 2, 4), date(2024, 2, 18), date(2024, 9, 29), date(2024, 10, 12)),
}
CALENDAR = WorkCalendar.from_rows({2024: ROWS_2024, 2026: ROWS_2026})
