"""Closing a case, and moving it up a tier."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.domain.closing import ARRIVED, MONTHS, NO_PROOF
from cases.domain.money import yuan
from cases.forms.amounts import AmountField
from cases.forms.done_at import AHEAD, DoneField, done_at
from cases.forms.moments import MomentField
from cases.forms.remind import bare_helper
from cases.models import Case
from cases.services.case_ending import Ending

OUTCOMES = [
    (Case.Outcome.FULL, _("I got all of it")),
    (Case.Outcome.PARTIAL, _("I got part of it")),
    (Case.Outcome.REFUSED, _("They refused")),
    (Case.Outcome.WITHDRAWN, _("I let it go")),
    (Case.Outcome.PROMISED_NOT_PAID, _("Promised, but not paid")),
    (Case.Outcome.OTHER, pgettext_lazy("outcome", "Something else")),
]


WORKED_WORDS = {
    "message": pgettext_lazy("what worked", "A clear message"),
    "deadline": pgettext_lazy("what worked", "Holding them to their time"),
    "evidence": pgettext_lazy("what worked", "Photos, videos, screenshots"),
    "rule": pgettext_lazy("what worked", "Naming the rule"),
    "person": pgettext_lazy("what worked", "Reaching a person"),
    "platform": pgettext_lazy("what worked", "The platform stepping in"),
    "regulator": pgettext_lazy("what worked", "12315"),
    "unknown": pgettext_lazy("what worked", "Hard to say"),
}
MONTHS_WORDS = [
    (0, _("Keep them")),
    *((months, format_lazy(_("Delete after {months} months"), months=months)) for months in MONTHS if months),
]
NOTHING_TO_SHOW = _("I have nothing to show; close without it")


class CloseForm(forms.Form):
    outcome = forms.ChoiceField(
        label=_("How did it end"),
        widget=forms.RadioSelect,
        choices=OUTCOMES,
        error_messages={"required": _("Choose how it ended")},
    )
    received_amount = AmountField(
        label=_("How much has come back, CNY"),
        help_text=_(
            "All of it so far, earlier parts too. Leave it empty if no money came: an exchange, a repair or a resend."
        ),
    )
    proof = forms.ChoiceField(
        label=_("What shows that it has arrived"),
        help_text=_(
            "The refund record in the app or the bank’s notice; for goods a photo. Asked where you got something."
        ),
        required=False,
        widget=forms.RadioSelect,
    )
    came_at = MomentField(
        label=_("When it arrived"),
        help_text=_(
            "They had agreed to it, so the record says whether it came in time. Left empty, the moment of closing "
            "counts."
        ),
        required=False,
    )
    money_at = MomentField(
        label=_("When the promised money should be there"),
        help_text=_("Only where it was promised, but not paid. You are asked then; left empty, in a week."),
        required=False,
    )
    worked = forms.MultipleChoiceField(
        label=_("What worked?"), required=False, widget=forms.CheckboxSelectMultiple, choices=WORKED_WORDS.items
    )
    asked_amount = AmountField(label=_("What you asked for, CNY"))
    offered_amount = AmountField(label=_("What they offered last, CNY"))
    note = forms.CharField(
        label=pgettext_lazy("field", "Note"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    files_months = forms.TypedChoiceField(
        label=_("The files of this case"),
        help_text=_(
            "Screenshots, videos and recordings, and the dossiers made of them. You are told two weeks before, and can "
            "keep them then."
        ),
        coerce=int,
        required=False,
        empty_value=None,
        choices=MONTHS_WORDS,
        widget=forms.RadioSelect,
    )

    def __init__(
        self, *args: Any, exhibits: list[tuple[str, str]], now: datetime, awaited: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if not awaited:
            del self.fields["came_at"]
        self.fields["proof"].choices = [*exhibits, (NO_PROOF, NOTHING_TO_SHOW)]  # type: ignore[attr-defined]
        self.now = now

    def clean_came_at(self) -> datetime | None:
        at: datetime | None = self.cleaned_data["came_at"]
        if at is not None and at > self.now + AHEAD:
            raise forms.ValidationError(_("That time has not come yet. Choose when it arrived."))
        return min(at, self.now) if at is not None else None

    def clean_money_at(self) -> datetime | None:
        at: datetime | None = self.cleaned_data["money_at"]
        if at is not None and at <= self.now:
            raise forms.ValidationError(_("Choose a time that is still to come."))
        return at

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("outcome") in ARRIVED and not data.get("proof") and "proof" not in self.errors:
            self.add_error("proof", _("Choose what shows it, add a picture, or say that you have none."))
        asked, received = data.get("asked_amount"), data.get("received_amount")
        if data.get("outcome") == Case.Outcome.FULL and asked and received is not None and received < asked:
            sums = {"asked": yuan(asked), "received": yuan(received)}
            self.add_error(
                "received_amount",
                _(
                    "You asked for %(asked)s and %(received)s came back. Enter the whole sum, choose that it was met "
                    "in part, or correct what you asked for."
                )
                % sums,
            )
        return data

    def ending(self) -> Ending:
        """Return what the closing keeps beside outcome, sum and note."""
        names = ("asked_amount", "offered_amount", "proof", "worked", "came_at", "money_at", "files_months")
        return Ending(**{name: self.cleaned_data[name] for name in names if name in self.fields})


class SolvedForm(forms.Form):
    """Solved, said with one tap in a mail: the proof is asked for here too. It is added where a case is closed."""

    ADD = "add"
    proof = forms.ChoiceField(
        label=CloseForm.base_fields["proof"].label,
        choices=[(ADD, _("I have something: on to the page where I add it")), (NO_PROOF, NOTHING_TO_SHOW)],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose whether you have something that shows it.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = bare_helper()


class FilesForm(forms.Form):
    """What becomes of a closed case's files."""

    months = forms.TypedChoiceField(
        label=_("The files of this case"), coerce=int, choices=MONTHS_WORDS, widget=forms.RadioSelect
    )


class ResultForm(forms.Form):
    """How a closed case ended, corrected."""

    outcome = CloseForm.base_fields["outcome"]
    received_amount = CloseForm.base_fields["received_amount"]


class StepInForm(forms.Form):
    """Asking the platform itself, after a dispute: its answer has no known time, the app may show one."""

    at = DoneField(
        label=_("When did you hand it in"),
        help_text=_("If that was earlier, set it back: their time counts from then."),
    )
    due = MomentField(
        label=_("When they should answer"),
        help_text=_("Only if the app shows a time."),
        required=False,
    )

    def __init__(self, *args: Any, now: datetime, filed_at: datetime | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now, self.filed_at = now, filed_at
        self.initial |= {"at": now}

    def clean_at(self) -> datetime:
        return done_at(self, "at", now=self.now, filed_at=self.filed_at)

    def clean_due(self) -> datetime | None:
        due: datetime | None = self.cleaned_data["due"]
        if due is not None and due <= self.now:
            raise forms.ValidationError(_("Choose a time that is still to come."))
        return due
