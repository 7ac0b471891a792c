"""Turns a day, or a day and a time, into an aware moment in Asia/Shanghai."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

SHANGHAI = ZoneInfo("Asia/Shanghai")
# A year outside is a slip of the finger, and too near the end of what a date can hold to count days from.
YEARS = range(2000, 2100)


class DayField(forms.DateField):
    """A day as its 00:00 in Asia/Shanghai (aware), or None. A later day than today is refused."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def __init__(self, *, after_today: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.after_today = after_today

    def clean(self, value: Any) -> datetime | None:
        day = super().clean(value)
        if day is None:
            return None
        if day.year not in YEARS:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return datetime.combine(day, time.min, SHANGHAI)

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, datetime):
            return value.astimezone(SHANGHAI).date()
        return value


class MomentField(forms.DateTimeField):
    """A wall-clock moment in Asia/Shanghai from a native date-and-time input (aware), or None.

    The input knows minutes only: 23:59 means the end of the day, and a moment within the minute shown is unchanged.
    """

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    default_error_messages = {"invalid": _("Choose a date and a time.")}

    def clean(self, value: Any) -> datetime | None:
        moment: datetime | None = super().clean(value)
        if moment is not None and moment.year not in YEARS:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        if moment is None:
            return None
        here = moment.astimezone(SHANGHAI) if moment.tzinfo else moment.replace(tzinfo=SHANGHAI)
        return here.replace(second=59) if (here.hour, here.minute) == (23, 59) else here

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(self.prepare_value(initial or "") != self.prepare_value(self.clean(data) or ""))
        except forms.ValidationError:
            return True

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, datetime):
            return value.astimezone(SHANGHAI).strftime("%Y-%m-%dT%H:%M")
        return value


def shanghai_day(moment: datetime) -> date:
    return moment.astimezone(SHANGHAI).date()
