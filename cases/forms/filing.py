"""已提交，开始计时: when they should answer, and the number they gave."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.domain.reference_number import Proposal, proposed
from cases.forms.moments import MomentField
from cases.forms.once import OnceForm
from cases.models import Reference

# What the words or the tier propose, until the shopper chooses.
GUESS = ("", _("Work it out"))


class NumberForm(forms.Form):
    """A number as it was pasted, words around it and all."""

    number = forms.CharField(
        label=_("The number they gave you"),
        help_text=_("Paste it as it is; words around it are taken off. You will find the case by it."),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "num"}),
        error_messages={"required": _("Write the number.")},
    )
    kind = forms.ChoiceField(
        label=_("What kind of number"),
        required=False,
        choices=[GUESS, *Reference.Kind.choices],
    )

    def __init__(self, *args: Any, tier: str, kind_url: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tier = tier
        self.fields["number"].widget.attrs |= {
            "hx-get": kind_url,
            "hx-trigger": "input changed delay:400ms",
            "hx-target": "#number-kind",
            "hx-swap": "outerHTML",
        }

    @property
    def proposal(self) -> Proposal | None:
        """Return the kind and the bare number, the chosen kind first; None when no number was written."""
        number = self.cleaned_data.get("number", "").replace("\x00", "").strip()
        if not number:
            return None
        found = proposed(number, self.tier)
        return Proposal(self.cleaned_data.get("kind") or found.kind, found.number[:64])


class FilingForm(OnceForm, NumberForm):
    """`due_needed`: the case moves to whom it was handed, and there a clock must run."""

    due = MomentField(
        label=_("When they should answer"),
        required=False,
        error_messages={"required": _("Choose when they should answer.")},
    )

    def __init__(self, *args: Any, now: datetime, due_needed: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now
        self.fields["number"].required = False
        self.fields["due"].required = due_needed
        self.order_fields(["number", "kind", "due", "key"])

    def clean_due(self) -> datetime | None:
        due: datetime | None = self.cleaned_data["due"]
        if due is not None and due <= self.now:
            raise forms.ValidationError(_("Choose a time that is still to come."))
        return due
