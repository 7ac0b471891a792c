"""Inviting somebody to help with a case."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.models import Helper


class InviteForm(forms.Form):
    name = forms.CharField(
        label=_("What you call them"),
        help_text=_("The record of the case names them so, for example: Ming."),
        max_length=20,
        error_messages={"required": _("Write what you call them")},
    )
    email = forms.EmailField(
        label=_("Their e-mail address"),
        max_length=254,
        error_messages={"required": _("Write their e-mail address"), "invalid": _("This is no e-mail address")},
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    role = forms.ChoiceField(
        label=_("What they may do"),
        choices=Helper.Role,
        initial=Helper.Role.LOG,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what they may do")},
    )

    def __init__(self, *args: object, owner_email: str, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.owner_email = owner_email

    def clean_name(self) -> str:
        """Return the name on one line."""
        return " ".join(str(self.cleaned_data["name"]).split())

    def clean_email(self) -> str:
        email = str(self.cleaned_data["email"]).lower()
        if email == self.owner_email.lower():
            raise forms.ValidationError(_("This is your own address."))
        return email


class RoleForm(forms.Form):
    role = forms.ChoiceField(choices=Helper.Role)
