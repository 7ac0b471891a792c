"""What came of a filing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.forms.moments import MomentField
from cases.forms.once import OnceForm
from cases.models import FilingResult


class FilingResultForm(OnceForm):
    kind = forms.ChoiceField(
        label=_("What came of it"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what came of it.")},
    )
    ground = forms.ChoiceField(
        label=_("Only if it was not accepted: why"),
        help_text=_("Leave it as it is if they did not say."),
        required=False,
        widget=forms.RadioSelect,
    )
    at = MomentField(label=_("When they said so"), error_messages={"required": _("Choose when they said so.")})
    words = forms.CharField(
        label=_("Their exact words"),
        help_text=_("It goes into the texts for the next step, word for word."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "lang": "zh-Hans"}),
    )

    # What was promised in a decision is watched only if that is wanted: it may be the other side's to do, or done.
    watch = forms.ChoiceField(
        label=_("They named a time. Watch it?"),
        choices=[("yes", _("Yes, watch it")), ("no", _("No, only note it"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose whether the time they named is to be watched.")},
    )

    def __init__(
        self,
        *args: Any,
        now: datetime,
        filed_at: datetime,
        kinds: Sequence[str],
        grounds: Sequence[tuple[str, str]],
        promised: str = "",
        **kwargs: Any,
    ) -> None:
        """`promised` says what was read as a promise in the words sent; without one nothing is asked."""
        super().__init__(*args, **kwargs)
        self.fields["watch"].help_text = promised
        if not promised:
            del self.fields["watch"]
        self.now, self.filed_at = now, filed_at
        labels = dict(FilingResult.Kind.choices)
        self.fields["kind"].choices = [(kind, labels[kind]) for kind in kinds]  # type: ignore[attr-defined]
        self.fields["ground"].choices = [("", _("They did not say")), *grounds]  # type: ignore[attr-defined]
        if not grounds:
            del self.fields["ground"]

    def clean_at(self) -> datetime:
        at: datetime = self.cleaned_data["at"]
        if at > self.now + timedelta(minutes=1):
            raise forms.ValidationError(_("Choose a time that has passed."))
        # Minutes only: what was said in the minute of the filing came after it.
        if at < self.filed_at - timedelta(minutes=1):
            raise forms.ValidationError(_("That is before it was filed."))
        return max(min(at, self.now), self.filed_at)

    def clean_words(self) -> str:
        return str(self.cleaned_data["words"]).replace("\x00", "").strip()
