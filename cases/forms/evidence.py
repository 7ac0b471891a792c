"""What the shopper says of an exhibit, where an inbox item goes, and why one is deleted."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.forms.moments import MomentField
from cases.models import Evidence

LONG = {"rows": 2}


class ExhibitForm(forms.Form):
    """`tie` is "", p12 (a promise) or c34 (a contact); the view offers those of the case.

    `also` are further promises, asked where the case has several. `proposed`: the moment was read from the file and
    nobody has said yet that it is right.
    """

    kind = forms.ChoiceField(label=_("What it is"), widget=forms.RadioSelect, choices=Evidence.Kind.choices)
    caption = forms.CharField(
        label=_("Caption"), help_text=_("A few words to tell it by."), required=False, max_length=120
    )
    proves = forms.CharField(
        label=_("What it proves"),
        help_text=_("One sentence: what whoever reads this should see in it."),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs=LONG),
    )
    tie = forms.ChoiceField(label=_("Which promise or contact it belongs to"), required=False, widget=forms.Select)
    also = forms.MultipleChoiceField(
        label=_("Further promises it shows"),
        help_text=_("A screenshot of a chat often shows several."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    formed_at = MomentField(label=_("When it came about"), required=False)
    formed_sure = forms.BooleanField(label=_("I have checked this time: it is right"), required=False)
    original_where = forms.CharField(
        label=_("Where the original is"),
        help_text=_("For example: in the chat of my Taobao app, on my old phone."),
        required=False,
        max_length=200,
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, ties: list[tuple[str, str]], now: datetime, proposed: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not proposed:
            del self.fields["formed_sure"]
        promises = [(name, words) for name, words in ties if name.startswith("p")]
        self.fields["also"].choices = promises  # type: ignore[attr-defined]
        if len(promises) < 2:
            del self.fields["also"]
        self.fields["tie"].choices = [("", pgettext_lazy("tie", "Not tied to one")), *ties]  # type: ignore[attr-defined]
        self.now = now

    def clean_formed_at(self) -> datetime | None:
        at: datetime | None = self.cleaned_data["formed_at"]
        if at is not None and at > self.now + timedelta(minutes=5):
            raise forms.ValidationError(_("That time has not come yet."))
        return at

    def is_sure(self) -> bool:
        """Return whether the moment is the shopper's word: typed, changed or confirmed, not left as it was proposed."""
        return "formed_sure" not in self.fields or self.cleaned_data["formed_sure"] or "formed_at" in self.changed_data


class DeleteForm(forms.Form):
    reason = forms.CharField(
        label=_("Why"), help_text=_("Kept in the record of the case."), required=False, max_length=200
    )


class MoveForm(forms.Form):
    """Where an item of the inbox goes; `case` holds the refs of the open cases."""

    case = forms.ChoiceField(label=_("Into which case"), widget=forms.Select)

    def __init__(self, *args: Any, cases: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["case"].choices = cases  # type: ignore[attr-defined]
