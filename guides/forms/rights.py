"""The questions on a return, and the sums behind extra damages. Both are asked by GET and nothing is kept."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from guides.domain.compensation import Compensation
from guides.domain.eligibility import UNSURE, Eligibility

NOT_SURE = pgettext_lazy("answer", "Not sure")


class EligibilityForm(forms.Form):
    """One row of buttons per question; 不确定 stands last in each and is what an unanswered one means."""

    def __init__(self, *args: Any, eligibility: Eligibility, lang: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question in eligibility.questions:
            self.fields[question.slug] = forms.ChoiceField(
                label=question.ask.said(lang),
                choices=[*((slug, words.said(lang)) for slug, words in question.options), (UNSURE, NOT_SURE)],
                widget=forms.RadioSelect,
                error_messages={"invalid_choice": _("Choose one of the answers.")},
            )


class CompensationForm(forms.Form):
    """The conditions of one kind, each to be ticked, then the price and the loss."""

    price = forms.DecimalField(
        label=_("What you paid, CNY"),
        max_digits=10,
        decimal_places=2,
        min_value=0,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "num", "autocomplete": "off"}),
        error_messages={"required": _("Write what you paid.")},
    )
    loss = forms.DecimalField(
        label=_("Your loss, CNY"),
        required=False,
        max_digits=10,
        decimal_places=2,
        min_value=0,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "num", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, kind: Compensation, lang: str, **kwargs: Any) -> None:
        super().__init__(*args, auto_id=f"id_{kind.slug}_%s", **kwargs)
        choices = [(str(place), words.said(lang)) for place, words in enumerate(kind.conditions)]
        ticks = forms.CheckboxSelectMultiple(attrs={"class": "form-check-input"})
        self.fields["holds"] = forms.MultipleChoiceField(
            label=_("Which of these hold"), choices=choices, required=False, widget=ticks
        )
        if not kind.loss_times:
            del self.fields["loss"]
        self.order_fields(["holds", "price", "loss"])
