"""A holiday notice handed in by an administrator: the days as JSON or YAML, and where they are announced."""

from __future__ import annotations

import json
from typing import Any

import yaml
from django import forms
from django.core.validators import URLValidator
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from guides.domain.calendars import NoticeUnreadable, notice_days

MOST_BYTES = 50_000


class NoticeForm(forms.Form):
    """Cleans to `year` and `days`, besides the source."""

    text = forms.CharField(
        label=_("The days, as JSON or YAML"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 18, "cols": 70, "class": "vLargeTextField", "spellcheck": "false"}),
        max_length=MOST_BYTES,
    )
    file = forms.FileField(label=_("Or a file"), required=False, max_length=100)
    source_name = forms.CharField(label=_("Name of the notice"), max_length=200)
    source_url = forms.CharField(
        label=_("Address of the notice"), max_length=300, validators=[URLValidator(schemes=["https"])]
    )
    checked_on = forms.DateField(label=_("Checked on"), widget=forms.DateInput(attrs={"type": "date"}))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        text = self._text(data)
        if not text.strip():
            self.add_error("text", _("Paste the days, or choose a file."))
            return data
        try:
            data["year"], data["days"] = notice_days(_parsed(text))
        except NoticeUnreadable as problem:
            self.add_error("text", problem.words.said(get_language() or ""))
        data["text"] = text
        return data

    def _text(self, data: dict[str, Any]) -> str:
        uploaded = data.get("file")
        if uploaded is None:
            return str(data.get("text") or "")
        if uploaded.size > MOST_BYTES:
            self.add_error("file", _("The file is too large to be a holiday notice."))
            return ""
        return str(uploaded.read().decode("utf-8", "replace"))


def _parsed(text: str) -> Any:
    """Return the document. NoticeUnreadable for text that is neither JSON nor YAML."""
    try:
        return json.loads(text)
    except ValueError:
        pass
    try:
        return yaml.safe_load(text)
    except yaml.YAMLError as problem:
        raise NoticeUnreadable("读不出来：既不是 JSON 也不是 YAML。", "It is neither JSON nor YAML.") from problem
    except ValueError as problem:
        # PyYAML takes 2027-02-30 for a date and fails on it without a word of which.
        raise NoticeUnreadable(
            "里面有日历上没有的日期，比如 2 月 30 日。", "It has a day that no calendar has, such as 30 February."
        ) from problem
