"""When what a promise waits for has happened."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.forms.done_at import DoneField, done_at
from cases.selectors.readings import PromiseReading


class ConditionForm(forms.Form):
    """`read` reads the promise as counting from a moment; `found` is what it came to once the form is clean."""

    at = DoneField(
        label=_("When did that happen"),
        help_text=_("For a return: when they signed for it, by the courier’s record. Their time counts from then."),
    )

    def __init__(
        self, *args: Any, now: datetime, heard_at: datetime, read: Callable[[datetime], PromiseReading], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.now, self.heard_at, self.read = now, heard_at, read
        self.found: PromiseReading | None = None
        self.initial |= {"at": now}

    def clean_at(self) -> datetime:
        at = done_at(self, "at", now=self.now)
        # The input knows minutes only.
        if at < self.heard_at.replace(second=0, microsecond=0):
            raise forms.ValidationError(_("That is before they said it. Check the day."))
        self.found = self.read(at)
        if self.found.due_at is None:
            raise forms.ValidationError(_("No time can be counted from these words. Choose it yourself in the entry."))
        return at
