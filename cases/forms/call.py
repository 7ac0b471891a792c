"""A call noted by hand: when it began."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.forms.moments import MomentField

# A longer wait on the line is a slip of the finger.
LONGEST = timedelta(hours=24)


class CallForm(forms.Form):
    started = MomentField(
        label=_("When the call began"),
        error_messages={"required": _("Choose when the call began.")},
    )

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now

    def clean_started(self) -> datetime:
        started: datetime = self.cleaned_data["started"]
        if started > self.now:
            raise forms.ValidationError(_("That time has not come yet. Choose when you called."))
        if self.now - started > LONGEST:
            raise forms.ValidationError(_("That is more than a day ago. Log the contact instead."))
        return started
