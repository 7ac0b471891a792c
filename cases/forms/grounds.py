"""The grounds of refusal as questions, and the other bodies that have the dispute."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.forms.moments import shanghai_day
from cases.models import Elsewhere

WORDS = {
    "is": (pgettext_lazy("answer to is it", "Yes"), pgettext_lazy("answer to is it", "No")),
    "has": (pgettext_lazy("answer to has it", "Yes"), pgettext_lazy("answer to has it", "No")),
}
FIRST_YEAR = 2000


@dataclass(frozen=True)
class GroundQuestion:
    """A question about a ground, in the language of the page; `yes` is what a yes is kept as."""

    slug: str
    text: str
    answers: str
    yes: str

    @property
    def choices(self) -> list[tuple[str, Any]]:
        """Return yes, no and not sure, in words that fit the question."""
        yes, no = WORDS[self.answers]
        other = "clear" if self.yes == "met" else "met"
        return [(self.yes, yes), (other, no), ("unsure", pgettext_lazy("answer", "Not sure"))]


class GroundsForm(forms.Form):
    """One question per ground; what is not answered is left out."""

    def __init__(self, *args: Any, questions: Sequence[GroundQuestion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one in questions:
            self.fields[one.slug] = forms.ChoiceField(
                label=one.text, choices=one.choices, required=False, widget=forms.RadioSelect
            )

    @property
    def answers(self) -> dict[str, str]:
        """Return what was answered, by ground."""
        return {slug: said for slug, said in self.cleaned_data.items() if said}


class ElsewhereForm(forms.Form):
    body = forms.ChoiceField(
        label=_("Which body"),
        choices=Elsewhere.Body.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the body.")},
    )
    name = forms.CharField(label=_("What it is called"), required=False, max_length=60)
    day = forms.DateField(
        label=_("Since when"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Choose the day.")},
    )
    number = forms.CharField(label=_("The number they gave you"), required=False, max_length=64)

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now

    def clean_day(self) -> Any:
        day = self.cleaned_data["day"]
        if day > shanghai_day(self.now) or day.year < FIRST_YEAR:
            raise forms.ValidationError(_("Choose a day that has come."))
        return day

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        return data | {name: str(data.get(name, "")).replace("\x00", "").strip() for name in ("name", "number")}
