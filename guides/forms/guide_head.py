"""What stands on a guide before its steps: titles, for whom it is, and where it comes from."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from guides.domain.drafts import with_head
from guides.forms.guide_words import (
    CONFIDENCES,
    KINDS,
    TIERS,
    place_choices,
    problem_choices,
    source_choices,
    use_choices,
)
from guides.selectors.sources import sourced

LONG = {"rows": 3}


class HeadForm(forms.Form):
    """Cleans to the head of a document; `change` puts it there."""

    title_zh = forms.CharField(label=_("Title, Chinese"), max_length=80)
    title_en = forms.CharField(label=_("Title, English"), max_length=120)
    lead_zh = forms.CharField(
        label=_("Opening words, Chinese"), max_length=400, widget=forms.Textarea(attrs=LONG), required=False
    )
    lead_en = forms.CharField(
        label=_("Opening words, English"), max_length=800, widget=forms.Textarea(attrs=LONG), required=False
    )
    platform = forms.ChoiceField(label=_("Where it leads"), choices=place_choices)
    tier = forms.ChoiceField(label=_("Tier"), choices=TIERS, required=False)
    kind = forms.ChoiceField(label=_("Kind of guide"), choices=KINDS)
    use = forms.ChoiceField(label=_("What it is for"), choices=use_choices, required=False)
    problems = forms.MultipleChoiceField(
        label=_("Only for these problems"),
        choices=problem_choices,
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"data-fold": "0"}),
        help_text=_("None chosen: for all."),
    )
    source = forms.ChoiceField(label=_("Source"), choices=source_choices)
    article = forms.CharField(label=_("Article or page of the source"), max_length=60, required=False)
    checked_on = forms.DateField(
        label=_("Compared with the app on"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    confidence = forms.ChoiceField(label=_("Confidence"), choices=CONFIDENCES)
    label_zh = forms.CharField(label=_("Label readers see, Chinese"), max_length=100, required=False)
    label_en = forms.CharField(label=_("Label readers see, English"), max_length=200, required=False)

    @staticmethod
    def initial_of(document: dict[str, Any]) -> dict[str, Any]:
        return {**document, "article": document.get("source_article", "")}

    def head(self) -> dict[str, Any]:
        """Return the values as a document holds them, the source written out."""
        data = {**self.cleaned_data}
        checked: date = data.pop("checked_on")
        return sourced({**data, "checked_on": checked.isoformat()})

    def change(self, document: dict[str, Any]) -> dict[str, Any]:
        head = self.head()
        if document.get("also_sources"):
            head["also_sources"] = document["also_sources"]
        return with_head(document, head)


class NewGuideForm(HeadForm):
    """The same for a guide that is not there yet, with its name in the address."""

    slug = forms.RegexField(
        r"^[a-z0-9]+(-[a-z0-9]+)*$",
        label=_("Name in the address"),
        max_length=60,
        help_text=_("Small letters, digits and dashes: pinduoduo-step-in. It never changes again."),
    )
    field_order = ["slug"]

    def clean_slug(self) -> str:
        slug: str = self.cleaned_data["slug"]
        if slug in RESERVED:
            raise forms.ValidationError(_("This name is taken."))
        return slug


# Addresses of the studio's own.
RESERVED = frozenset({"new", "queue", "screenshots", "reports", "hotline"})
