"""Who stands behind the shop, as its licence page shows it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.models import Seller


class SellerForm(forms.Form):
    disclosed = forms.ChoiceField(
        label=_("What the shop’s licence page shows"),
        required=False,
        choices=Seller.Disclosed.choices,
        widget=forms.RadioSelect,
    )
    legal_name = forms.CharField(
        label=_("The seller’s company"),
        help_text=_("Its full name, from the shop’s licence page."),
        required=False,
        max_length=80,
    )
    credit_code = forms.CharField(label=_("Its credit code"), required=False, max_length=30)
    address = forms.CharField(
        label=_("The seller’s address"),
        help_text=_("As the shop’s licence page shows it. A complaint needs it."),
        required=False,
        max_length=120,
    )

    def clean(self) -> dict[str, Any]:
        """Take the parts of a name off their invisible marks; a name and an address mean that they are shown."""
        data = super().clean() or {}
        for name in ("legal_name", "credit_code", "address"):
            data[name] = " ".join(str(data.get(name, "")).replace("\x00", "").split())
        if not data.get("disclosed") and data["legal_name"] and data["address"]:
            data["disclosed"] = Seller.Disclosed.YES
        if data.get("disclosed") == Seller.Disclosed.YES and not (data["legal_name"] or data["credit_code"]):
            self.add_error("legal_name", _("Write the name or the credit code that is shown."))
        return data
