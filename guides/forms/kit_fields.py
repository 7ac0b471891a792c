"""The fields of a card's form that know what can be printed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from guides.domain.colours import is_colour
from guides.services.card_make import lacking


class ColourField(forms.CharField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=7, widget=forms.TextInput(attrs={"type": "color"}), **kwargs)

    def clean(self, value: Any) -> str:
        text = str(super().clean(value) or "").upper()
        if text and not is_colour(text):
            raise forms.ValidationError(_("Write the colour as # and six digits, like #1B5A4B."))
        return text


class ShownField(forms.CharField):
    """A text that ends up on the card: it must have a glyph for every character."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.TextInput(attrs={"autocomplete": "off"}), **kwargs)

    def clean(self, value: Any) -> str:
        text = str(super().clean(value))
        boxes = lacking(text)
        if boxes:
            raise forms.ValidationError(
                _("“%(chars)s” cannot be printed on the card. Write it another way.") % {"chars": boxes}
            )
        return text
