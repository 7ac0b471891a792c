"""What a seller said, pasted in."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy

LONGEST = 2000


class RefusalForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("Paste what the seller said"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("We look for known refusals in it and keep nothing of it."),
    )
