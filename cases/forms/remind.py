"""When to speak up again: the pause of a case's reminders, and reminders of the shopper's own."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.domain.zone import local, morning
from cases.forms.moments import MomentField
from cases.forms.once import OnceForm

FURTHEST = timedelta(days=730)
LONGEST_SNOOZE = timedelta(days=180)


def bare_helper() -> FormHelper:
    """Return crispy's helper for a form whose <form> tag and CSRF input stand in the template."""
    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True
    # Errors stand at their field and in the summary above the form; crispy would say them a third time.
    helper.form_show_errors = False
    return helper


class SnoozeForm(forms.Form):
    """Cleans to `until`, an aware moment: 24 hours or 3 days from now, or 09:00 of a chosen day."""

    DAY, THREE_DAYS, DATE = "1d", "3d", "date"
    span = forms.ChoiceField(
        label=_("Remind me again"),
        choices=[(DAY, _("In 1 day")), (THREE_DAYS, _("In 3 days")), (DATE, pgettext_lazy("snooze", "On a date"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose when to remind you again.")},
    )
    day = forms.DateField(
        label=_("Date"),
        required=False,
        help_text=_("We write at 09:00 that day."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Write the date as 2026-11-30.")},
    )

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now
        self.helper = bare_helper()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        span = data.get("span")
        if span == self.DATE:
            self._check_day(data)
        elif span:
            data["until"] = self.now + timedelta(days=1 if span == self.DAY else 3)
        return data

    def _check_day(self, data: dict[str, Any]) -> None:
        day: date | None = data.get("day")
        if day is None:
            if "day" not in self.errors:
                self.add_error("day", _("Choose a date."))
        elif day <= local(self.now).date():
            self.add_error("day", _("Choose a day after today."))
        elif day > local(self.now + LONGEST_SNOOZE).date():
            self.add_error("day", _("Choose a day within the next 180 days."))
        else:
            data["until"] = morning(day)


class RemindForm(OnceForm):
    """Cleans to `at`, an aware moment in the next two years, and a note of at most 200 characters."""

    at = MomentField(label=_("When"), help_text=_("Beijing time"))
    note = forms.CharField(
        label=_("Note"),
        max_length=200,
        required=False,
        help_text=_("What to remind you of. It is written in the mail, so leave addresses and numbers out."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now
        self.helper = bare_helper()

    def clean_at(self) -> datetime:
        at: datetime = self.cleaned_data["at"]
        if at <= self.now:
            raise forms.ValidationError(_("Choose a moment that is still to come."))
        if at > self.now + FURTHEST:
            raise forms.ValidationError(_("Choose a moment within the next two years."))
        return at

    def clean_note(self) -> str:
        return " ".join(self.cleaned_data["note"].split())
