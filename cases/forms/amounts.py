"""Sums of money as a person types them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.domain.money import AROUND

# Django's own end in a half-width stop in Chinese.
TOO_LONG = {
    "max_digits": _("At most %(max)s digits in all."),
    "max_whole_digits": _("At most %(max)s digits before the point."),
    "max_decimal_places": _("At most %(max)s digits after the point."),
}


class AmountField(forms.DecimalField):
    """A sum in yuan with two places, or None. Takes ¥58, 58元 and 1,299.00 as they are pasted."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "class": "num", "autocomplete": "off"})
        usual = {"max_digits": 10, "decimal_places": 2, "min_value": 0, "required": False, "widget": widget}
        super().__init__(**(usual | kwargs | {"error_messages": TOO_LONG | kwargs.get("error_messages", {})}))

    def to_python(self, value: Any) -> Decimal | None:
        found: Decimal | None = super().to_python(AROUND.sub("", value) if isinstance(value, str) else value)
        return found
