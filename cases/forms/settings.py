"""The settings a shopper changes: how mail comes, and how the pages look."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.forms.remind import bare_helper
from cases.models import User

QUIET_NONE, QUIET_CUSTOM = "none", "custom"


def _clock_input() -> forms.TimeInput:
    return forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


class NotifyForm(forms.Form):
    """Cleans to `mail_mode` and `quiet_hours` as the user row keeps them ("default", "", "22:00-08:00")."""

    mail_mode = forms.ChoiceField(
        label=_("Reminder mail"),
        help_text=_("A window of yours that closes before the next gathered mail is mailed at once."),
        choices=User.MailMode,
        widget=forms.RadioSelect,
    )
    quiet = forms.ChoiceField(
        label=_("Quiet hours"),
        help_text=_("No mail in these hours, except about a window of yours that closes within them."),
        widget=forms.RadioSelect,
    )
    quiet_from = forms.TimeField(label=pgettext_lazy("quiet hours", "From"), required=False, widget=_clock_input())
    quiet_to = forms.TimeField(label=pgettext_lazy("quiet hours", "To"), required=False, widget=_clock_input())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        default = settings.QUIET_HOURS.replace("-", "–") or _("none")
        self.fields["quiet"].choices = [  # type: ignore[attr-defined]
            (User.QUIET_DEFAULT, _("As usual (%(hours)s)") % {"hours": default}),
            (QUIET_NONE, _("None, write at any hour")),
            (QUIET_CUSTOM, _("My own hours")),
        ]
        self.helper = bare_helper()

    @staticmethod
    def initial_of(user: User) -> dict[str, str]:
        """Return the initial values of a user's settings."""
        start, _dash, end = user.quiet_hours.partition("-")
        custom = bool(end)
        quiet = QUIET_CUSTOM if custom else (user.quiet_hours or QUIET_NONE)
        return {
            "mail_mode": user.mail_mode,
            "quiet": quiet,
            "quiet_from": start if custom else "22:00",
            "quiet_to": end if custom else "08:00",
        }

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        quiet = data.get("quiet")
        if quiet == QUIET_CUSTOM:
            data["quiet_hours"] = self._custom(data)
        else:
            data["quiet_hours"] = "" if quiet == QUIET_NONE else quiet
        return data

    def _custom(self, data: dict[str, Any]) -> str:
        start, end = data.get("quiet_from"), data.get("quiet_to")
        for name, value in (("quiet_from", start), ("quiet_to", end)):
            if value is None and name not in self.errors:
                self.add_error(name, _("Write a time, for example 22:00."))
        if start is None or end is None:
            return ""
        if (start.hour, start.minute) == (end.hour, end.minute):
            self.add_error("quiet_to", _("The quiet hours must end at another time than they start."))
        return f"{start:%H:%M}-{end:%H:%M}"


class LookForm(forms.Form):
    """Cleans to `language`, `look` and `large_type`."""

    language = forms.ChoiceField(
        label=_("Language"),
        # Each in its own language: who cannot read this page must still find theirs.
        choices=[(User.Language.CHINESE, "中文"), (User.Language.ENGLISH, "English")],
        widget=forms.RadioSelect,
    )
    look = forms.ChoiceField(label=_("Colours"), choices=User.Look, widget=forms.RadioSelect)
    large_type = forms.BooleanField(label=_("Larger type"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = bare_helper()
