"""Leaving and moving: the file to import, and the address typed once more before an account goes."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.models import ApiToken, User


class ImportForm(forms.Form):
    bundle = forms.FileField(
        label=_("The exported file"),
        help_text=_("A ZIP file that was made here or on another installation of Youju."),
        allow_empty_file=True,
        error_messages={"required": _("Choose the file first.")},
        widget=forms.FileInput(attrs={"accept": ".zip,application/zip"}),
    )


class DeleteAccountForm(forms.Form):
    email = forms.CharField(
        label=_("Type your e-mail address"),
        help_text=_("So that nobody deletes an account by accident."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_email(self) -> str:
        typed: str = self.cleaned_data["email"].strip().lower()
        if typed != self.user.email.lower():
            raise forms.ValidationError(_("This is not the address of this account: it is shown above."))
        return typed


class TokenForm(forms.Form):
    name = forms.CharField(
        label=_("What is it for"),
        help_text=_("A name to tell it by later, like “script on my computer”."),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    scope = forms.ChoiceField(
        label=_("What it may do"), choices=ApiToken.Scope, initial=ApiToken.Scope.READ, widget=forms.RadioSelect
    )
