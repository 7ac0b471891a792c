"""Marks on a merchant's own screenshot: their fields, and what is drawn from them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

MARKS = 3
FULL = 1000
KINDS = [
    ("", gettext_lazy("no mark")),
    ("box", gettext_lazy("red box")),
    ("arrow", gettext_lazy("arrow")),
    ("number", gettext_lazy("numbered circle")),
]
PLACES = {
    "x": gettext_lazy("from the left"),
    "y": gettext_lazy("from the top"),
    "w": gettext_lazy("width"),
    "h": gettext_lazy("height"),
}
OUTSIDE = gettext_lazy("A number from 0 to 1000")


def mark_fields(number: int) -> dict[str, forms.Field]:
    """Return the fields of one mark by name."""
    kind = forms.ChoiceField(label=_("Mark %(number)s") % {"number": number}, choices=KINDS, required=False)
    return {f"m{number}_kind": kind} | {f"m{number}_{name}": _place(label) for name, label in PLACES.items()}


def marks_of(data: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the marks as the sheet draws them; an arrow comes from the side where there is more room."""
    counted = 0
    for number in range(1, MARKS + 1):
        kind = data.get(f"m{number}_kind")
        x, y, w, h = (data.get(f"m{number}_{name}") for name in PLACES)
        if not kind or x is None or y is None:
            continue
        if kind == "box":
            yield {"kind": kind, "x": x, "y": y, "w": min(w or 200, FULL - x), "h": min(h or 80, FULL - y)}
        elif kind == "arrow":
            across, down = (220 if x < FULL / 2 else -220), (130 if y < FULL / 2 else -130)
            yield {"kind": kind, "x": x + across, "y": y + down, "x2": x, "y2": y}
        else:
            counted += 1
            yield {"kind": kind, "x": x, "y": y, "n": counted}


def _place(label: Any) -> forms.FloatField:
    return forms.FloatField(
        label=label,
        required=False,
        min_value=0,
        max_value=FULL,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "num", "autocomplete": "off"}),
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), OUTSIDE),
    )
