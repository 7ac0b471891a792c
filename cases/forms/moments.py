"""Turns a day, or a day and a time, into an aware moment in Asia/Shanghai."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

SHANGHAI = ZoneInfo("Asia/Shanghai")


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
        return datetime.combine(day, time.min, SHANGHAI)

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, datetime):
            return value.astimezone(SHANGHAI).date()
        return value


class MomentField(forms.DateTimeField):
    """A wall-clock moment in Asia/Shanghai from a native date-and-time input (aware), or None."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    default_error_messages = {"invalid": _("Choose a date and a time.")}

    def clean(self, value: Any) -> datetime | None:
        moment: datetime | None = super().clean(value)
        return moment.replace(tzinfo=SHANGHAI) if moment is not None and moment.tzinfo is None else moment

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, datetime):
            return value.astimezone(SHANGHAI).strftime("%Y-%m-%dT%H:%M")
        return value


def shanghai_day(moment: datetime) -> date:
    return moment.astimezone(SHANGHAI).date()
