"""What an editor says when publishing."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class PublishForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    note = forms.CharField(
        label=_("What changed, in one line"), max_length=200, required=False, help_text=_("For the history.")
    )
    checked = forms.BooleanField(label=_("I compared every step with the app today"), required=False)
