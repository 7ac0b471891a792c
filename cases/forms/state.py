"""Closing a case, and moving it up a tier."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.forms.amounts import AmountField
from cases.forms.moments import MomentField
from cases.models import Case

OUTCOMES = [
    (Case.Outcome.FULL, _("I got all of it")),
    (Case.Outcome.PARTIAL, _("I got part of it")),
    (Case.Outcome.REFUSED, _("They refused")),
    (Case.Outcome.WITHDRAWN, _("I let it go")),
    (Case.Outcome.PROMISED_NOT_PAID, _("Promised, but not paid")),
    (Case.Outcome.OTHER, pgettext_lazy("outcome", "Something else")),
]


class CloseForm(forms.Form):
    outcome = forms.ChoiceField(
        label=_("How did it end"),
        widget=forms.RadioSelect,
        choices=OUTCOMES,
        error_messages={"required": _("Choose how it ended")},
    )
    received_amount = AmountField(
        label=_("How much has come back, CNY"),
        help_text=_("Leave it empty if no money came: an exchange, a repair or a resend."),
    )
    note = forms.CharField(
        label=pgettext_lazy("field", "Note"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )


class ResultForm(forms.Form):
    """How a closed case ended, corrected."""

    outcome = CloseForm.base_fields["outcome"]
    received_amount = CloseForm.base_fields["received_amount"]


class StepInForm(forms.Form):
    """Asking the platform itself, after a dispute: its answer has no known time, the app may show one."""

    due = MomentField(
        label=_("When they should answer"),
        help_text=_("Only if the app shows a time."),
        required=False,
    )

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now

    def clean_due(self) -> datetime | None:
        due: datetime | None = self.cleaned_data["due"]
        if due is not None and due <= self.now:
            raise forms.ValidationError(_("Choose a time that is still to come."))
        return due


class UpForm(forms.Form):
    reason = forms.CharField(
        label=_("Why now"),
        help_text=_("For example: promised an answer within 24 hours, none came."),
        required=False,
        max_length=200,
    )
    due = MomentField(
        label=_("When they should answer"),
        help_text=_("Go by the countdown on the refund page if it shows another time."),
        error_messages={"required": _("Choose when they should answer.")},
    )

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now

    def clean_due(self) -> datetime:
        due: datetime = self.cleaned_data["due"]
        if due <= self.now:
            raise forms.ValidationError(_("Choose a time that is still to come."))
        return due
