"""Sums of money as a person types them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms

from cases.domain.money import AROUND


class AmountField(forms.DecimalField):
    """A sum in yuan with two places, or None. Takes ¥58, 58元 and 1,299.00 as they are pasted."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "class": "num", "autocomplete": "off"})
        super().__init__(
            **({"max_digits": 10, "decimal_places": 2, "min_value": 0, "required": False, "widget": widget} | kwargs)
        )

    def to_python(self, value: Any) -> Decimal | None:
        found: Decimal | None = super().to_python(AROUND.sub("", value) if isinstance(value, str) else value)
        return found
