"""A day that starts a clock, what the goods are, and what the other side has asked for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.domain.returns import RETURN
from cases.domain.starts import Trigger
from cases.domain.zone import at_clock, local
from cases.forms.done_at import DoneField, done_at
from cases.forms.moments import DayField, MomentField

OWED = (
    ("evidence", _("More evidence")),
    ("identity", _("Proof of identity")),
    (RETURN, _("The goods back")),
    ("testing", _("A test of the goods")),
    ("other", _("Something else")),
)


class TellDayForm(forms.Form):
    """Cleans to `trigger` and `at`: the day's 00:00 without a time, the reading that can only end a window earlier."""

    trigger = forms.ChoiceField(choices=[(one.value, one.value) for one in Trigger], widget=forms.HiddenInput)
    day = DayField(
        label=_("Day"),
        after_today="",
        error_messages={"required": _("Choose the day."), "invalid": _("Write the date as 2026-11-30.")},
    )
    clock = forms.TimeField(
        label=_("Time of day"), required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )

    def __init__(self, *args: Any, now: datetime, filed: Callable[[Trigger], datetime | None], **kwargs: Any) -> None:
        """`filed` says when that was first filed which such a day comes after, None for nothing."""
        super().__init__(*args, **kwargs)
        self.now, self.filed = now, filed

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if day := data.get("day"):
            at = at_clock(local(day).date(), data.get("clock") or time(0))
            if at > self.now:
                self.add_error("day", _("That has not happened yet. Choose a day up to today."))
            elif "trigger" in data and (filed := self.filed(Trigger(data["trigger"]))) and _earlier(at, filed):
                words = _("That is before it was filed, %(day)s. Correct this day, or when it was filed.")
                self.add_error("day", words % {"day": local(filed).date().isoformat()})
            data["at"] = at
        return data


def _earlier(at: datetime, filed: datetime) -> bool:
    """Return whether the day lies before that of the filing. In the same day none is: many days have no time."""
    return local(at).date() < local(filed).date()


class GoodsForm(forms.Form):
    """What the goods are: their category where the platform has short windows, what the law excepts from the seven days
    elsewhere, and on the 三包 list or not."""

    goods = forms.ChoiceField(label=_("Category and problem"), required=False)
    warranty = forms.ChoiceField(
        label=_("Is it on the national warranty list?"),
        required=False,
        choices=[
            ("yes", pgettext_lazy("answer", "Yes")),
            ("no", pgettext_lazy("answer", "No")),
            ("", pgettext_lazy("answer", "Not sure")),
        ],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, categories: list[tuple[str, str]], windows: bool, **kwargs: Any) -> None:
        """`windows`: the platform has short windows for some of the categories."""
        super().__init__(*args, **kwargs)
        none = pgettext_lazy("answer", "Not sure") if windows else _("None of these, or not sure")
        self.fields["goods"].choices = [("", none), *categories]  # type: ignore[attr-defined]
        if not windows:
            self.fields["goods"].label = _("Is it one of these: the seven days do not hold for them")


class OwedForm(forms.Form):
    """What they asked for, in their words, and by when if they said so."""

    kind = forms.ChoiceField(
        label=_("What they ask for"),
        choices=OWED,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what they ask for.")},
    )
    words = forms.CharField(
        label=_("In their words"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    at = DoneField(
        label=_("When did they ask"),
        help_text=_("If that was earlier, set it back: their clocks stand still from then."),
    )
    due = MomentField(
        label=_("By when, as they said"), required=False, help_text=_("Leave it empty if they named no time.")
    )

    def __init__(self, *args: Any, now: datetime, filed_at: datetime | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now, self.filed_at = now, filed_at
        self.initial |= {"at": now}

    def clean_at(self) -> datetime:
        return done_at(self, "at", now=self.now, filed_at=self.filed_at)

    def clean_due(self) -> datetime | None:
        due: datetime | None = self.cleaned_data["due"]
        at: datetime | None = self.cleaned_data.get("at")
        if due is None or at is None:
            return due
        if due <= at:
            early = (
                _("Choose a time that is still to come.")
                if at == self.now
                else _("That is before they asked. Check the day.")
            )
            raise forms.ValidationError(early)
        return due


class SentForm(forms.Form):
    """When what they asked for was sent: now, unless it was earlier."""

    at = DoneField(
        label=_("When did you send it"),
        help_text=_("If that was earlier, set it back: their clocks go on from then."),
    )

    def __init__(self, *args: Any, now: datetime, asked_at: datetime, tested: bool = False, **kwargs: Any) -> None:
        """`tested`: nothing is sent, the result of a test has come."""
        super().__init__(*args, **kwargs)
        self.now, self.asked_at = now, asked_at
        self.initial |= {"at": now}
        if tested:
            self.fields["at"].label = _("When did the result come")

    def clean_at(self) -> datetime:
        at = done_at(self, "at", now=self.now)
        # The input knows minutes only.
        if at < self.asked_at.replace(second=0, microsecond=0):
            raise forms.ValidationError(_("That is before they asked. Check the day."))
        return at
