"""What a reader may say without an account."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guides.adapters.pictures import ACCEPT, Picture, PictureRefused, report_picture
from guides.domain.guide import GuideView
from guides.models import HotlineReport


class ReportForm(forms.Form):
    """这一步对不上: which step, what is different, and a picture if there is one."""

    step = forms.ChoiceField(label=gettext_lazy("Which step"), required=False)
    text = forms.CharField(
        label=gettext_lazy("What does it look like now?"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("No names, phone numbers or order numbers, please."),
    )
    picture = forms.FileField(
        label=gettext_lazy("A screenshot"),
        required=False,
        help_text=gettext_lazy("Cover up names, phone numbers and addresses first. Only editors see it."),
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
    )

    def __init__(self, *args: Any, view: GuideView, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        steps = [(step.slug, f"{step.number}. {step.title.said(language)}") for step in view.steps]
        self.fields["step"].choices = [("", _("The guide as a whole")), *steps]

    def clean_picture(self) -> Picture | None:
        """Return the picture made harmless, None when none was sent."""
        sent: UploadedFile | None = self.cleaned_data["picture"]
        if sent is None:
            return None
        if (sent.size or 0) > settings.REPORT_PICTURE_MB * 1024 * 1024:
            limit = settings.REPORT_PICTURE_MB
            raise forms.ValidationError(_("The picture is too large: at most %(limit)s MB.") % {"limit": limit})
        try:
            return report_picture(sent.read())
        except PictureRefused:
            raise forms.ValidationError(_("This is no picture we can read. PNG, JPEG, WebP or HEIC, please.")) from None

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors and not cleaned.get("text", "").strip() and cleaned.get("picture") is None:
            self.add_error("text", _("Say what is different, or add a screenshot."))
        return cleaned


class UsefulForm(forms.Form):
    step = forms.SlugField(required=False)
    useful = forms.ChoiceField(choices=[("yes", ""), ("no", "")])


class HumanForm(forms.Form):
    way = forms.SlugField(max_length=30)
    platform = forms.SlugField(max_length=30, required=False)
    back = forms.CharField(max_length=200, required=False)


class HotlineForm(forms.Form):
    platform = forms.SlugField()
    number = forms.CharField(max_length=30)
    fault = forms.ChoiceField(choices=HotlineReport.Fault.choices)
