"""What no record holds and a letter needs: typed once, and kept with the case.

Who the seller is has its own page, which every text and form is filled from.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.domain.messages.typed import TYPED


class TypedForm(forms.Form):
    """Only the fields the letter of that code takes; all may stay empty, the text then shows a mark or says less."""

    loss = forms.CharField(
        label=_("Anything else you ask for"),
        help_text=_("For example: the cost of sending it back."),
        required=False,
        max_length=120,
    )
    ruling = forms.CharField(label=_("What they decided, word for word"), required=False, max_length=300)
    url = forms.CharField(label=_("Link to the item"), required=False, max_length=300)
    entrusts = forms.ChoiceField(
        label=_("Mediation entrusted to another body"),
        required=False,
        widget=forms.RadioSelect,
        choices=[("同意", _("I agree")), ("不同意", _("I do not agree"))],
    )

    def __init__(self, *args: Any, code: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        wanted = TYPED.get(code, ())
        self.fields = {name: self.fields[name] for name in wanted}

    @property
    def typed(self) -> dict[str, str]:
        """What was typed, by the names of LetterFacts; {} before anything was."""
        if not (self.is_bound and self.is_valid()):
            return {}
        return {name: str(value).replace("\x00", "") for name, value in self.cleaned_data.items()}
