"""When something was done that is noted here: now, unless it was earlier."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.forms.moments import MomentField

# A phone's clock may run a little ahead; more than that is a slip of the finger.
AHEAD = timedelta(minutes=5)
LONGEST_AGO = timedelta(days=3 * 366)


class DoneField(MomentField):
    """Shown filled in with now. Left as it was shown it means the moment the form is sent: the input knows minutes
    only, and what is on record of that same minute came before."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, show_hidden_initial=True, **kwargs)


def untouched(form: forms.Form, name: str) -> bool:
    """Return whether the field came back as it was shown, though what would be shown now may be another moment."""
    shown = form.data.get(form[name].html_initial_name)
    if shown is None:
        shown = form.get_initial_for_field(form.fields[name], name)
    return not form.fields[name].has_changed(shown, form.data.get(form.add_prefix(name)))


def done_at(form: forms.Form, name: str, *, now: datetime, filed_at: datetime | None = None) -> datetime:
    """Return the moment a DoneField tells. ValidationError for the future, for long ago, and for what comes after a
    filing (`filed_at`) and is told as before it."""
    at: datetime | None = form.cleaned_data[name]
    if at is None or untouched(form, name):
        return now
    if at > now + AHEAD:
        raise forms.ValidationError(_("That time has not come yet. Choose when you did it."))
    if at < now - LONGEST_AGO:
        raise forms.ValidationError(_("That is more than three years ago. Check the year."))
    # The input knows minutes only.
    if filed_at is not None and at < filed_at.replace(second=0, microsecond=0):
        raise forms.ValidationError(_("That is before you handed it to them. Check the day."))
    return min(at, now)
