"""The forms around the dossier: making a version, noting who got it, answers to reasons, links and what comes back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.forms.moments import MomentField
from cases.models import Case, Contact, Share

# How long a link lives, in days.
LIVES = [("7", _("7 days")), ("30", _("30 days")), ("90", _("90 days"))]


class MakeForm(forms.Form):
    whole_number = forms.BooleanField(label=_("Show the whole order number"), required=False)


class GivenForm(forms.Form):
    to_whom = forms.CharField(
        label=_("Given to"),
        help_text=_("Who has it now: the platform, 12315, a mediator."),
        max_length=60,
        error_messages={"required": _("Write whom you gave it to.")},
    )


class RebuttalForm(forms.Form):
    """What the shopper says to one reason, and the exhibits that show it."""

    text = forms.CharField(
        label=_("What you say to it"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    exhibits = forms.TypedMultipleChoiceField(
        label=_("Exhibits that show it"), required=False, coerce=int, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, exhibits: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["exhibits"].choices = exhibits  # type: ignore[attr-defined]

    @property
    def said(self) -> tuple[str, list[int]]:
        text = self.cleaned_data["text"].strip()
        return text, sorted(self.cleaned_data["exhibits"]) if text else []


class ShareForm(forms.Form):
    to_whom = forms.CharField(
        label=_("For whom"),
        help_text=_("Only you see this: the shop’s customer service, the mediator."),
        max_length=60,
        error_messages={"required": _("Write whom the link is for.")},
    )
    scope = forms.ChoiceField(label=_("What it opens"), choices=Share.Scope.choices, widget=forms.RadioSelect)
    days = forms.TypedChoiceField(
        label=_("How long it works"), choices=LIVES, coerce=int, widget=forms.RadioSelect, initial="7"
    )
    answer_by = MomentField(
        label=_("Ask for an answer by"),
        help_text=_("They can write it on the page itself. Leave it empty to ask for none."),
        required=False,
    )

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        by, days = found.get("answer_by"), found.get("days")
        if by is not None and by <= self.now:
            self.add_error("answer_by", _("Choose a time that is still to come."))
        elif by is not None and days and by > self.now + timedelta(days=days):
            self.add_error("answer_by", _("The link has ended by then. Choose an earlier time, or let it work longer."))
        return found


class ShareAnswerForm(forms.Form):
    """What somebody writes through a link: text, and a name if they like. No file."""

    text = forms.CharField(
        label=_("Your answer"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Write your answer.")},
    )
    signed = forms.CharField(
        label=_("Who answers"), help_text=_("For example your position or agent number."), max_length=40, required=False
    )

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"].replace("\x00", "").strip()
        if not text:
            raise forms.ValidationError(_("Write your answer."))
        return text

    def clean_signed(self) -> str:
        signed: str = self.cleaned_data["signed"].replace("\x00", "").strip()
        return signed


class AnswerTakeForm(forms.Form):
    """What kind of answer it was, and from whom, as the shopper judges it."""

    reply = forms.ChoiceField(
        label=_("What kind of answer"),
        choices=[one for one in Contact.Reply.choices if one[0] not in ("", "auto")],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what kind of answer it is.")},
    )
    tier = forms.ChoiceField(label=_("Who answered"), choices=[], widget=forms.RadioSelect)
    # Never chosen for anybody: who wrote it is not known, and a clock that runs brings mail.
    watch = forms.BooleanField(label=_("There is a promise in it: watch it as a clock"), required=False)

    def __init__(self, *args: Any, tiers: Sequence[tuple[str, str]], promised: str = "", **kwargs: Any) -> None:
        """`promised` says what was read as a promise; without one nothing is proposed."""
        super().__init__(*args, **kwargs)
        self.fields["tier"].choices = tiers  # type: ignore[attr-defined]
        self.fields["tier"].initial = Case.Tier.MERCHANT
        self.fields["watch"].help_text = promised
        if not promised:
            del self.fields["watch"]
