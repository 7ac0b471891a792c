"""What an authenticity report says, as the shopper reads it off the paper."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.models import Appraisal


class AppraisalForm(forms.Form):
    """Nothing is required: what the report lacks is told afterwards, not refused."""

    whose = forms.ChoiceField(
        label=_("Whose report it is"), choices=Appraisal.Issuer.choices, required=False, widget=forms.RadioSelect
    )
    issuer = forms.CharField(
        label=_("Who issued it, by name"),
        help_text=_("As the stamp or the letterhead says."),
        required=False,
        max_length=80,
    )
    number = forms.CharField(label=_("Number of the report"), required=False, max_length=60)
    dated = forms.DateField(
        label=_("Date of the report"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    conclusion = forms.ChoiceField(
        label=_("What it found"), choices=Appraisal.Conclusion.choices, required=False, widget=forms.RadioSelect
    )
    asked_by = forms.ChoiceField(
        label=_("Who had it made"), choices=Appraisal.Asked.choices, required=False, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_dated(self) -> date | None:
        day: date | None = self.cleaned_data["dated"]
        if day is not None and day > self.today:
            raise forms.ValidationError(_("That day has not come yet."))
        return day
