"""The questions on a return and the sums behind extra damages, asked for one case by GET; nothing is kept."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.forms.amounts import AmountField
from cases.selectors.rights import UNSURE, Compensation, Eligibility


class EligibilityForm(forms.Form):
    """One row of buttons per question, 不确定 last in each."""

    def __init__(self, *args: Any, rules: Eligibility, lang: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question in rules.questions:
            choices = [(slug, words.said(lang)) for slug, words in question.options]
            self.fields[question.slug] = forms.ChoiceField(
                label=question.ask.said(lang),
                choices=[*choices, (UNSURE, pgettext_lazy("answer", "Not sure"))],
                widget=forms.RadioSelect,
                error_messages={"invalid_choice": _("Choose one of the answers.")},
            )


class CompensationForm(forms.Form):
    """The conditions of one kind to be ticked, then the price and, where it counts, the loss."""

    price = AmountField(
        label=_("What you paid, CNY"), required=True, error_messages={"required": _("Write what you paid.")}
    )
    loss = AmountField(label=_("Your loss, CNY"))

    def __init__(self, *args: Any, kind: Compensation, lang: str, **kwargs: Any) -> None:
        super().__init__(*args, auto_id=f"id_{kind.slug}_%s", **kwargs)
        self.fields["holds"] = forms.MultipleChoiceField(
            label=_("Which of these hold"),
            choices=[(str(place), words.said(lang)) for place, words in enumerate(kind.conditions)],
            required=False,
            widget=forms.CheckboxSelectMultiple(attrs={"class": "form-check-input"}),
        )
        if not kind.loss_times:
            del self.fields["loss"]
        self.order_fields(["holds", "price", "loss"])
