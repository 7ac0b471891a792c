"""What programs send, checked by the rules of the pages: one contact, and what goes with new evidence."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from cases.forms.contact import ContactForm
from cases.forms.moments import YEARS
from cases.models import Evidence

# Name in the API -> name of the form's field.
NAMES = {
    "tier": "tier",
    "at": "at",
    "words": "words",
    "agent": "agent",
    "reply": "reply",
    "offered_amount": "offered_amount",
    "channel": "channel",
    "desk": "desk",
    "direction": "direction",
    "note": "note",
    "promise_due": "due",
    "running": "join",
}


class MomentText(forms.Field):
    """A moment as ISO 8601 with its offset."""

    def to_python(self, value: Any) -> datetime | None:
        if value in self.empty_values:
            return None
        try:
            found = parse_datetime(str(value))
        except ValueError:
            found = None
        if found is None or found.tzinfo is None or found.year not in YEARS:
            raise forms.ValidationError(_("Write the moment as 2026-11-23T15:20:00+08:00, with its offset."))
        return found


class ApiContactForm(ContactForm):
    """The log sheet as a program fills it in. `promise` follows from what it sent: a moment, words, or neither."""

    at = MomentText(required=False)
    due = MomentText(required=False)

    def __init__(self, said: dict[str, Any], *, tier: str, now: datetime) -> None:
        data = QueryDict(mutable=True)
        data["tier"] = tier
        for name, own in NAMES.items():
            if said.get(name) not in (None, ""):
                data[own] = str(said[name])
        data["promise"] = "custom" if data.get("due") else "words" if data.get("words") else "none"
        super().__init__(data, now=now)

    def named_errors(self) -> dict[str, list[str]]:
        """Return {name in the API: sentences}."""
        names = {own: name for name, own in NAMES.items()}
        return {names.get(own, own): [str(one) for one in errors] for own, errors in self.errors.items()}


class ApiEvidenceForm(forms.Form):
    kind = forms.ChoiceField(choices=Evidence.Kind, required=False)
    contact = forms.IntegerField(required=False, min_value=1, max_value=2**62)
