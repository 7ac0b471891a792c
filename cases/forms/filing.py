"""已提交，开始计时: when they should answer, and the number they gave."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.domain.reference_number import Proposal, proposed
from cases.forms.done_at import DoneField, done_at, untouched
from cases.forms.moments import MomentField
from cases.forms.once import OnceForm
from cases.models import Reference
from cases.selectors.clocks import FilingClock

# What the words or the tier propose, until the shopper chooses.
GUESS = ("", _("Recognise it"))
KEPT = _("It is kept in the record.")


class NumberForm(forms.Form):
    """A number as it was pasted, words around it and all."""

    number = forms.CharField(
        label=_("The number they gave you"),
        help_text=_("Paste it as it is; words around it are taken off. You will find the case by it."),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "num"}),
        error_messages={"required": _("Write the number.")},
    )
    kind = forms.ChoiceField(
        label=_("What kind of number"),
        required=False,
        choices=[GUESS, *Reference.Kind.choices],
    )

    def __init__(self, *args: Any, tier: str, kind_url: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tier = tier
        self.fields["number"].widget.attrs |= {
            "hx-get": kind_url,
            "hx-trigger": "input changed delay:400ms",
            "hx-target": "#number-kind",
            "hx-swap": "outerHTML",
        }

    @property
    def proposal(self) -> Proposal | None:
        """Return the kind and the bare number, the chosen kind first; None when no number was written."""
        number = self.cleaned_data.get("number", "").replace("\x00", "").strip()
        if not number:
            return None
        found = proposed(number, self.tier)
        return Proposal(self.cleaned_data.get("kind") or found.kind, found.number)


class FilingForm(OnceForm, NumberForm):
    """`due_needed`: the case moves to whom it was handed, and there a clock that is known must run.

    `clock_at` counts the proposed clock from the moment it was handed in. Left as proposed, the due moment follows that
    moment, and may be over by now; `counted` says so once the form is clean, and `clock` is what was counted.
    """

    at = DoneField(
        label=_("When did you hand it in"),
        help_text=_("If that was earlier, set it back: their time counts from then."),
    )
    due = MomentField(
        label=_("When they should answer"),
        required=False,
        error_messages={"required": _("Choose when they should answer.")},
        show_hidden_initial=True,
    )

    def __init__(
        self, *args: Any, now: datetime, due_needed: bool, clock_at: Callable[[datetime], FilingClock], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.now, self.clock_at = now, clock_at
        self.clock, self.counted = clock_at(now), False
        self.initial |= {"at": now, "due": self.clock.due_at}
        self.fields["number"].required = False
        self.fields["due"].required = due_needed
        self.order_fields(["number", "kind", "at", "due", "key"])

    def clean_at(self) -> datetime:
        return done_at(self, "at", now=self.now)

    def clean_due(self) -> datetime | None:
        due: datetime | None = self.cleaned_data["due"]
        at: datetime | None = self.cleaned_data.get("at")
        if due is None or at is None:
            return due
        if untouched(self, "due"):
            self.clock, self.counted = self.clock_at(at), True
            if self.clock.due_at is None:
                raise forms.ValidationError(self.fields["due"].error_messages["required"])
            return self.clock.due_at
        if due <= at:
            early = (
                _("Choose a time that is still to come.") if at == self.now else _("That is before you handed it in.")
            )
            raise forms.ValidationError(early)
        return due


OTHER = "other"
# Why somebody goes past a warning: what the record may prove first.
WHYS = (
    ("refused", _("They have refused")),
    ("promise", _("What they promised did not come")),
    ("silence", _("They do not answer")),
    ("window", _("My own time is running out")),
    (OTHER, _("Something else")),
)


class UpForm(FilingForm):
    """`guarded`: there are warnings, and going past them has a reason that is kept. `proven`: the record holds it.
    `guarded_at` says whether there were any at the moment it was handed in.

    What stands beside the warnings belongs to the form by its id: `form_id`.
    """

    why = forms.ChoiceField(
        label=_("Why go on all the same (needed)"), required=False, choices=WHYS, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=_("Why now"),
        help_text=_("For example: promised an answer within 24 hours, none came."),
        required=False,
        max_length=200,
    )

    def __init__(
        self,
        *args: Any,
        guarded: bool,
        guarded_at: Callable[[datetime], bool],
        proven: str = "",
        form_id: str = "f",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, due_needed=kwargs["clock_at"](kwargs["now"]).due_at is not None, **kwargs)
        self.guarded, self.guarded_at, self.proven = guarded, guarded_at, proven
        self.order_fields(["why", "reason", "number", "kind", "at", "due", "key"])
        if not guarded:
            del self.fields["why"]
            return
        self.initial.setdefault("why", proven)
        self.fields["why"].help_text = _("It is on record, so it is chosen already.") if proven else KEPT
        self.fields["reason"].label = _("In your own words")
        self.fields["reason"].help_text = _("Needed only with “Something else”.")
        for name in ("why", "reason"):
            self.fields[name].widget.attrs["form"] = form_id

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if self.guarded and (at := data.get("at")) is not None:
            self.guarded = self.guarded_at(at)
        if self.guarded and "why" in data and "reason" in data:
            chosen, typed = data["why"], data["reason"]
            if chosen == OTHER and not typed:
                self.add_error("reason", _("Say in a few words why you go on all the same. It is kept in the record."))
            elif not (chosen or typed or self.proven):
                self.add_error("why", _("Choose why you go on all the same. It is kept in the record."))
        return data

    @property
    def chosen_why(self) -> str:
        """Return the code of the reason that was chosen, or that the record proves; "" where the typed words say it."""
        chosen: str = self.cleaned_data.get("why", "")
        if not chosen and self.guarded and not self.cleaned_data["reason"]:
            chosen = self.proven
        return "" if chosen == OTHER else chosen


def said_why(chosen: str, typed: str) -> str:
    """Return why somebody went up, in the language of the page: an offered reason by its code, and what was typed."""
    return " · ".join(part for part in (str(dict(WHYS).get(chosen, "")), typed) if part)
