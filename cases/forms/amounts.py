"""Sums of money as a person types them."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from django import forms

# Typed or pasted with the sum; none of them changes it. A comma counts only between thousands: 12,50 is asked about.
AROUND = re.compile(r"[\s¥￥元]|[,，](?=\d{3}(?!\d))")


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
