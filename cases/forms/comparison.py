"""Which two exhibits are compared, and the boxes in pairs with what differs."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.forms.marks import MarksForm
from cases.selectors.marking import MOST

SIDES = ("genuine", "suspect")


class ChooseForm(forms.Form):
    """`genuine` and `suspect` are numbers of exhibits that have a picture."""

    genuine = forms.ChoiceField(label=_("The genuine one"), widget=forms.Select)
    suspect = forms.ChoiceField(label=_("The suspect one"), widget=forms.Select)

    def __init__(self, *args: Any, exhibits: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in SIDES:
            self.fields[name].choices = [("", "—"), *exhibits]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("genuine") and data.get("genuine") == data.get("suspect"):
            self.add_error("suspect", _("Choose two different exhibits."))
        return data


class PairsForm(forms.Form):
    """`cleaned_data["pairs"]`: the first box on one picture belongs to the first on the other, and so on."""

    caption = forms.CharField(label=_("What the comparison shows"), required=False, max_length=120)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.boards = {name: MarksForm(self.data, kinds=("box",), name=name) for name in SIDES}

    def added(self) -> bool:
        """Return whether a button without scripts asked for one more box."""
        return any(board.added() for board in self.boards.values())

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for board in self.boards.values():
            for error in board.non_field_errors():
                self.add_error(None, error)
        marks = [board.cleaned_data.get("marks", []) for board in self.boards.values()]
        if not self.errors and len(marks[0]) != len(marks[1]):
            self.add_error(
                None,
                _("%(left)d boxes on the genuine one, %(right)d on the suspect one: each box needs its partner.")
                % {"left": len(marks[0]), "right": len(marks[1])},
            )
        if max(len(row) for row in marks) > MOST:
            self.add_error(None, _("Too many boxes."))
        data["pairs"] = [
            {"genuine": _sides(left), "suspect": _sides(right), "words": right.get("alt_zh", "")}
            for left, right in zip(*marks, strict=False)
        ]
        return data


def _sides(mark: dict[str, Any]) -> list[float]:
    return [mark[side] for side in "xywh"]
