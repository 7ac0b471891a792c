"""The automatic answer and the worksheet: a few fields each, all of them optional."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from guides.domain.merchant_numbers import Numbers
from guides.forms.examples import with_example


def _line(label: Any, help_text: Any, length: int) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=length,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class ReplyForm(forms.Form):
    """Cleans to the gaps of T16."""

    service_hours = _line(_("When a person answers"), with_example(_("For example {example}."), "每天 9:00–21:00"), 60)
    reply_sla = _line(
        _("You answer within"), with_example(_("For example {example}. Only what you can keep."), "2 小时"), 20
    )
    agent_no = _line(_("Agent number"), _("So that a shopper can name whom they talked to."), 20)

    def clean_reply_sla(self) -> str:
        # The sentence says 内 itself.
        return str(self.cleaned_data["reply_sla"]).removesuffix("内").strip()

    def facts(self) -> dict[str, str]:
        """Return what is valid; a gap that is not stays empty."""
        data = getattr(self, "cleaned_data", {})
        return {name: data.get(name) or "" for name in self.fields}


def _number(label: Any, most: int) -> forms.DecimalField:
    return forms.DecimalField(
        label=label,
        required=False,
        min_value=0,
        max_value=most,
        max_digits=9,
        decimal_places=2,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "num", "autocomplete": "off"}),
        error_messages={"invalid": _("A number, please")},
    )


ROWS = (
    ("cases", _("Conversations a day"), 1_000_000),
    ("minutes", _("Minutes per case"), 100_000),
    ("entry_share", _("Time spent on “where is the entry”, %"), 100),
    ("praise", _("Praise rate, %"), 100),
)


class NumbersForm(forms.Form):
    """Cleans to the numbers of two weeks, or whatever spans a shop compares."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label, most in ROWS:
            for side in ("before", "after"):
                self.fields[f"{side}_{name}"] = _number(label, most)

    @property
    def rows(self) -> list[tuple[Any, forms.BoundField, forms.BoundField]]:
        return [(label, self[f"before_{name}"], self[f"after_{name}"]) for name, label, _most in ROWS]

    def sides(self) -> tuple[Numbers, Numbers]:
        """Return before and after; what is not valid counts as not typed."""
        data = getattr(self, "cleaned_data", {})

        def side(which: str) -> Numbers:
            return Numbers(**{name: data.get(f"{which}_{name}") for name, _label, _most in ROWS})

        return side("before"), side("after")
