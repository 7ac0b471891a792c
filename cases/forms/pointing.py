"""Which promise or contact an exhibit shows, and in which part of the picture its words stand."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.forms.marks import MarksForm


class PointForm(MarksForm):
    """`cleaned_data["region"]` is [x, y, width, height] of the one box, [] for the whole picture."""

    tie = forms.ChoiceField(label=_("Which promise or contact it belongs to"), required=False, widget=forms.Select)

    def __init__(self, *args: Any, ties: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, kinds=("box",), **kwargs)
        self.fields["tie"].choices = [("", pgettext_lazy("tie", "Not tied to one")), *ties]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        boxes = data.get("marks", [])
        if len(boxes) > 1:
            self.add_error(None, _("One box is enough: around the sentence itself. Remove the others."))
        elif boxes and not data.get("tie") and "tie" not in self.errors:
            self.add_error("tie", _("Choose the promise or contact whose words these are, or remove the box."))
        data["region"] = [boxes[0][side] for side in "xywh"] if boxes else []
        return data
