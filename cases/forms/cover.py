"""Rectangles as number fields: the way without a pointer, and without scripts."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from cases.domain.covers import MOST, SIDES, Box, boxes_of


class CoverForm(forms.Form):
    """Reads x, y, w, h of every row; an empty row is none. `cleaned_data["boxes"]` holds what is covered."""

    def rows(self) -> list[dict[str, str]]:
        """Return what was typed, row by row, empty rows left out."""
        columns = [self.data.getlist(side)[: MOST + 1] for side in SIDES]  # type: ignore[union-attr]
        rows = [dict(zip(SIDES, values, strict=True)) for values in zip(*columns, strict=False)]
        return [row for row in rows if any(value.strip() for value in row.values())]

    def found(self) -> list[str]:
        """Return the proposals that were ticked, each as x,y,w,h."""
        return list(self.data.getlist("found")[: MOST + 1])  # type: ignore[union-attr]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        boxes: list[Box] = []
        for number, row in enumerate(self.rows(), 1):
            try:
                boxes += boxes_of([[float(row[side].replace(",", ".")) for side in SIDES]])
            except ValueError:
                self.add_error(
                    None,
                    _("Rectangle %(number)d: four numbers are needed, from 0 to 1000, covering a part of the picture.")
                    % {"number": number},
                )
        for said in self.found():
            try:
                boxes += boxes_of([[float(side) for side in said.split(",")]])
            except ValueError:
                self.add_error(None, _("A proposal could not be read. Draw the rectangle instead."))
        if len(boxes) > MOST:
            self.add_error(None, _("Up to %(most)d rectangles.") % {"most": MOST})
        data["boxes"] = boxes
        return data
