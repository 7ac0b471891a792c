"""A page as it looked: what it is, its address as text, and when it was seen."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.domain.page_address import says_where
from cases.forms.moments import MomentField
from cases.models import PageCapture


class PageForm(forms.Form):
    what = forms.ChoiceField(
        label=_("Which page"),
        choices=PageCapture.What.choices,
        initial=PageCapture.What.PRODUCT,
        widget=forms.RadioSelect,
    )
    address = forms.CharField(
        label=_("Its address"),
        help_text=_("Copy the link from “Share”. It is kept as text; nobody here opens it."),
        max_length=500,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "url"}),
    )
    seen_at = MomentField(label=_("When you saw it like this"))

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now

    def clean_address(self) -> str:
        address = " ".join(str(self.cleaned_data["address"]).split())
        if not says_where(address):
            raise forms.ValidationError(
                _("That is no address of a page. It begins with https:// or http://; what “Share” copies will do.")
            )
        return address

    def clean_seen_at(self) -> datetime:
        at: datetime = self.cleaned_data["seen_at"]
        if at > self.now + timedelta(minutes=5):
            raise forms.ValidationError(_("That time has not come yet."))
        return at
