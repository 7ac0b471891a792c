"""Lengths of time a timedelta cannot say: months, and hours in which a desk is staffed."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime, time, timedelta

from cases.domain.calendar import WorkCalendar
from cases.domain.zone import SHANGHAI, local

OPENS, CLOSES = time(9, 0), time(18, 0)


def add_months(day: date, months: int) -> date:
    """Return the same day that many months later, or that month's last day where there is none."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def add_business_hours(start: datetime, hours: int, calendar: WorkCalendar) -> datetime:
    """Return the moment after that many hours between 09:00 and 18:00 on working days, Asia/Shanghai."""
    at, left = local(start), timedelta(hours=hours)
    while True:
        opens = datetime.combine(at.date(), OPENS, SHANGHAI)
        closes = datetime.combine(at.date(), CLOSES, SHANGHAI)
        at = max(at, opens)
        if calendar.is_working(at.date()) and at < closes:
            if left <= closes - at:
                return at + left
            left -= closes - at
        at = opens + timedelta(days=1)
