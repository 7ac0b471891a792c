"""The new case: three elements. Platform, item, problem and demand are asked for; nothing here blocks on a hint."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.forms.amounts import AmountField
from cases.forms.moments import DayField, shanghai_day
from cases.selectors import catalog
from cases.services.case_open import CaseFacts
from cases.services.order import OrderFacts

DAYS = ("paid_at", "shipped_at", "signed_at", "confirmed_at")
MAIN_ORDER = ("platform", "number", "item", "signed_at")
MORE_ORDER = ("shop", "amount", "paid_at", "shipped_at", "confirmed_at")


class CaseForm(forms.Form):
    """Cleans to a CaseFacts. `now` is the moment of the request."""

    platform = forms.ChoiceField(
        label=_("Where you bought it"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose where you bought it")},
    )
    number = forms.CharField(
        label=_("Order number"),
        max_length=64,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "num"}),
    )
    item = forms.CharField(
        label=_("What you bought"),
        max_length=120,
        error_messages={"required": _("Write what you bought")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    signed_at = DayField(
        label=_("Day you signed for it"), required=False, after_today=_("The day of signing cannot be after today")
    )
    shop = forms.CharField(
        label=_("Shop"), max_length=80, required=False, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    amount = AmountField(label=_("Amount paid, CNY"))
    paid_at = DayField(
        label=_("Day you paid"), required=False, after_today=_("The day of payment cannot be after today")
    )
    shipped_at = DayField(
        label=_("Day it was shipped"), required=False, after_today=_("The day of shipping cannot be after today")
    )
    confirmed_at = DayField(
        label=_("Day you pressed “confirm receipt”"),
        required=False,
        after_today=_("The day of confirming cannot be after today"),
    )
    problem_type = forms.ChoiceField(label=_("Kind of problem"), required=False, widget=forms.RadioSelect)
    problem = forms.CharField(
        label=_("Say exactly what, in one sentence"),
        help_text=_("Say which part, and what happens. Not “there is a problem”."),
        max_length=300,
        error_messages={"required": _("Say what is wrong")},
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    problem_detail = forms.CharField(
        label=_("How you saw it"),
        help_text=_("For example: poured boiling water, cold after 2 hours."),
        max_length=500,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    demand = forms.ChoiceField(
        label=pgettext_lazy("field", "What you want"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what you want")},
    )
    asked_amount = AmountField(
        label=_("How much, CNY"),
        help_text=_("Only if you ask for a part of the price, a difference or a compensation. Empty: what you paid."),
    )
    key = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, now: datetime, lang: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now
        self.fields["platform"].choices = catalog.platform_choices(lang)  # type: ignore[attr-defined]
        self.fields["problem_type"].choices = catalog.problem_choices(lang)  # type: ignore[attr-defined]
        self.fields["demand"].choices = catalog.demand_choices(lang)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for name in DAYS:
            day = data.get(name)
            if day and shanghai_day(day) > shanghai_day(self.now):
                self.add_error(name, self.fields[name].after_today)  # type: ignore[attr-defined]
        return data

    def facts(self) -> CaseFacts:
        """Return the cleaned values for the service."""
        data = self.cleaned_data
        return CaseFacts(
            order=OrderFacts(
                platform=data["platform"],
                item=data["item"],
                number=data["number"],
                shop=data["shop"],
                amount=data["amount"],
                **{name: data[name] for name in DAYS},
            ),
            problem_type=data["problem_type"],
            problem=data["problem"],
            problem_detail=data["problem_detail"],
            demand=data["demand"],
            asked_amount=data["asked_amount"],
        )


DRAFT_FIELDS = tuple(name for name in CaseForm.base_fields if name != "key")


def draft_of(data: Any) -> dict[str, str]:
    """Return the draft kept in the session: what was typed, as it was typed, each field within its limit."""
    return {name: str(data.get(name, ""))[:600] for name in DRAFT_FIELDS if data.get(name)}
