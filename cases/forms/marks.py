"""Marks over a picture as number fields: the way without a pointer, and without scripts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from cases.selectors.marking import ALL_KINDS, MOST, MOST_NUMBER, MarkFault, read_marks, typed_rows

# Where a mark added without a pointer appears: in the middle, to be moved by its numbers.
FRESH: dict[str, dict[str, Any]] = {
    "box": {"x": 350, "y": 400, "w": 300, "h": 120},
    "arrow": {"x": 300, "y": 700, "x2": 450, "y2": 550},
    "number": {"x": 500, "y": 500, "n": 1},
    "text": {"x": 300, "y": 500, "text": ""},
}


class MarksForm(forms.Form):
    """Reads the rows of one board; `cleaned_data["marks"]` holds them in order. `name` tells two boards apart."""

    def __init__(self, *args: Any, kinds: Sequence[str] = ALL_KINDS, name: str = "mark", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kinds, self.name = tuple(kinds), name

    def rows(self) -> list[dict[str, Any]]:
        """Return what was typed, with one more row where a button without scripts asked for it."""
        rows: list[dict[str, Any]] = [dict(row) for row in typed_rows(self.data, self.kinds, prefix=self.name)]
        if kind := self.added():
            row = {"kind": kind} | FRESH[kind]
            if kind == "number":
                row["n"] = 1 + max((int(one["n"]) for one in rows if one["n"].isdecimal()), default=0)
            rows.append(row)
        return rows

    def added(self) -> str:
        """Return the kind of mark a button asked to add; "" for none."""
        asked = str(self.data.get("do", ""))
        kind = asked.removeprefix("add-" if self.name == "mark" else f"add-{self.name}-")
        return kind if asked != kind and kind in self.kinds else ""

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        data["marks"], faults = read_marks(self.data, self.kinds, prefix=self.name)
        for fault in faults:
            self.add_error(None, _fault_words(fault))
        return data


def _fault_words(fault: MarkFault) -> str:
    return {
        "place": _("Mark %(n)s: its place must be numbers from 0 to 1000.") % {"n": fault.n},
        "number": _("Mark %(n)s: its number must be from 1 to %(most)s.") % {"n": fault.n, "most": MOST_NUMBER},
        "text": _("Mark %(n)s: type the text, or remove the mark.") % {"n": fault.n},
    }.get(fault.what, _("No more than %(n)s marks on one picture.") % {"n": MOST})
