"""An uploaded screenshot, before it is judged by its content."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from guides.adapters.pictures import ACCEPT, LEAST_SIDE, MOST_PIXELS, Refusal


class ScreenshotForm(forms.Form):
    picture = forms.FileField(
        label=_("Screenshot"),
        help_text=_("PNG, JPEG, WebP or HEIC. Only its pixels are kept."),
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
        error_messages={"required": _("Choose a picture."), "empty": _("This file is empty.")},
    )

    def clean_picture(self) -> Any:
        picture = self.cleaned_data["picture"]
        if picture.size > settings.REPORT_PICTURE_MB * 1024 * 1024:
            raise forms.ValidationError(refusal_words(Refusal.TOO_LARGE))
        return picture


def refusal_words(refusal: Refusal) -> str:
    """Return the sentence that says why a picture was not taken."""
    words = {
        Refusal.TOO_LARGE: _("The file is too large: at most %(mb)s MB.") % {"mb": settings.REPORT_PICTURE_MB},
        Refusal.NO_PICTURE: _("This is no picture we can read. Take a screenshot as PNG, JPEG, WebP or HEIC."),
        Refusal.TOO_MANY_PIXELS: _("The picture is too large: at most %(most)s million pixels.")
        % {"most": MOST_PIXELS // 1_000_000},
        Refusal.TOO_SMALL: _("The picture is too small: at least %(least)s pixels on each side.")
        % {"least": LEAST_SIDE},
    }
    return str(words[refusal])
