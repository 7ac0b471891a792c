"""The log sheet. Nothing is preselected but the side, which follows from where the case stands."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.forms.amounts import AmountField
from cases.forms.moments import MomentField
from cases.models import Case, Contact

PROMISES = [
    ("24h", _("24 hours")),
    ("48h", _("48 hours")),
    ("3wd", _("3 working days")),
    ("today", pgettext_lazy("promised answer", "Today")),
    ("words", _("In their words")),
    ("custom", _("Another time")),
    ("none", _("No time given")),
]
QUICK = PROMISES[:3]
QUESTIONS = ("running", "unclear", "time", "reason", "agent")


class ContactForm(forms.Form):
    """Cleans to plain values; the view reads the promise and calls the service."""

    tier = forms.ChoiceField(
        label=_("Whom you talked to"),
        widget=forms.RadioSelect,
        choices=[
            (Case.Tier.MERCHANT, _("Seller’s service")),
            (Case.Tier.PLATFORM, _("Platform’s service")),
            (Case.Tier.REGULATOR, _("12315")),
        ],
    )
    promise = forms.ChoiceField(
        label=_("When did they promise an answer"),
        widget=forms.RadioSelect(attrs={"data-look": "promise"}),
        choices=PROMISES,
        error_messages={"required": _("Choose a time, or choose “No time given”")},
    )
    words = forms.CharField(
        label=_("What they said, word for word"),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    due = MomentField(label=_("Due"), required=False)
    agent = forms.CharField(
        label=_("Agent number"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "list": "agents", "class": "num"}),
    )
    reply = forms.ChoiceField(
        label=_("What kind of answer was it"),
        help_text=_("Automatic and “received” replies do not stop the clock."),
        required=False,
        widget=forms.RadioSelect,
        choices=Contact.Reply.choices,
    )
    offered_amount = AmountField(
        label=_("How much they offer, CNY"), help_text=_("If they named a sum: what they would refund or pay.")
    )
    channel = forms.ChoiceField(
        label=_("Through"), required=False, widget=forms.RadioSelect, choices=Contact.Channel.choices
    )
    desk = forms.ChoiceField(
        label=_("Which desk"),
        help_text=_("Pre-sales agents usually pass after-sales questions on, which costs time."),
        required=False,
        widget=forms.RadioSelect,
        choices=[choice for choice in Contact.Desk.choices if choice[0]],
    )
    direction = forms.ChoiceField(
        label=pgettext_lazy("field", "Direction"),
        required=False,
        widget=forms.RadioSelect,
        choices=Contact.Direction.choices,
    )
    at = MomentField(label=_("When"), required=False, help_text=_("Empty means now."))
    note = forms.CharField(
        label=pgettext_lazy("field", "Note"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )
    join = forms.ChoiceField(
        label=_("A promise is still running"),
        required=False,
        widget=forms.RadioSelect,
        choices=[("replace", _("Replace it")), ("join", _("Watch both"))],
    )
    key = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)
    # Which questions were asked already, with commas between.
    asked = forms.CharField(max_length=60, required=False, widget=forms.HiddenInput)

    MAIN = ("tier", "promise", "words", "due", "agent")
    MORE = ("reply", "offered_amount", "channel", "desk", "direction", "at", "note")

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now
        self.replace_label = ""
        # Filled in by what came before (a call): shown at once, so that it can be checked.
        self.shows_more = False

    def ask_to_replace(self, label: str) -> None:
        """Offer the choice between the new promise and what runs, under that question; "" offers nothing."""
        self.replace_label = label
        if label:
            self.fields["join"].label = label

    @property
    def asked_for(self) -> frozenset[str]:
        """The questions asked already; a name nobody asks by is left out."""
        sent = self.cleaned_data.get("asked", "") if self.is_bound else ""
        return frozenset(sent.split(",")) & frozenset(QUESTIONS)

    @property
    def main(self) -> list[forms.BoundField]:
        names = (*self.MAIN, "join") if self.replace_label else self.MAIN
        return [self[name] for name in names]

    @property
    def more(self) -> list[forms.BoundField]:
        return [self[name] for name in self.MORE]

    @property
    def more_open(self) -> bool:
        return any(name in self.errors for name in self.MORE) if self.is_bound else self.shows_more

    def clean_at(self) -> datetime:
        at: datetime = self.cleaned_data["at"] or self.now
        # A phone's clock may run a little ahead; more than that is a slip of the finger.
        if at > self.now + timedelta(minutes=5):
            raise forms.ValidationError(_("That time has not come yet. Choose when you talked to them."))
        return min(at, self.now)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        due, at = data.get("due"), data.get("at")
        if data.get("promise") == "custom":
            if due is None and "due" not in self.errors:
                self.add_error("due", _("Choose the day and time they promised."))
            elif due is not None and at is not None and due <= at:
                self.add_error("due", _("The promised time must be after you talked to them."))
        if data.get("promise") == "words" and not data.get("words"):
            self.add_error("words", _("Write what they said, or choose a time above."))
        return data


def due_names(number: int) -> list[str]:
    """Return the names of the fields with the due moments of an entry's promises, in the promises' order."""
    return ["due", "also_due", *(f"also_due_{place}" for place in range(3, number + 1))][:number]


class EntryForm(forms.Form):
    """Completes or corrects one entry afterwards; one sentence may hold any number of promises."""

    agent = ContactForm.base_fields["agent"]
    words = forms.CharField(
        label=_("What they said, word for word"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    reply = ContactForm.base_fields["reply"]
    offered_amount = ContactForm.base_fields["offered_amount"]
    channel = ContactForm.base_fields["channel"]
    desk = ContactForm.base_fields["desk"]
    note = ContactForm.base_fields["note"]
    due = MomentField(
        label=_("When their promise is due"),
        required=False,
        help_text=_("Correct it if we read it wrong. The first reading stays on record."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, promises: int, decides: bool = False, **kwargs: Any) -> None:
        """`decides`: the entry tells the result of a filing, which says by itself what kind of answer it was."""
        super().__init__(*args, **kwargs)
        if decides:
            del self.fields["reply"], self.fields["desk"]
        if not promises:
            del self.fields["due"]
        for name in due_names(promises)[1:]:
            label = _("When the other promise in the same words is due")
            self.fields[name] = MomentField(label=label, required=False)
