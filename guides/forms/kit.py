"""What a merchant fills in for a card. Every field keeps what was typed; the picture travels in the form itself."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guides.adapters.pictures import ACCEPT, CARRIED_MOST_BYTES, PictureRefused, carried_picture
from guides.domain.cards import MAIN, PAPER, Card, Own, Shop
from guides.domain.colours import LARGE, LIGHT, contrast, ink_on, is_colour, readable
from guides.forms.examples import with_example
from guides.forms.kit_fields import ColourField, ShownField
from guides.forms.kit_marks import MARKS, mark_fields, marks_of

OWN_NAME = "own.jpg"
NO_PICTURE = gettext_lazy("This is no picture we can read. Use a JPEG, PNG, WebP or HEIC of up to 10 MB.")


class KitForm(forms.Form):
    """Cleans to a Shop and, where there is one, a picture. `shop()` answers for an invalid form too."""

    platform = forms.ChoiceField(label=gettext_lazy("Where your shop is"), required=False, widget=forms.RadioSelect)
    card = forms.ChoiceField(label=gettext_lazy("Which card"), widget=forms.RadioSelect)
    shop_name = ShownField(
        label=gettext_lazy("Shop name"),
        max_length=40,
        error_messages={"required": gettext_lazy("Write the name of the shop")},
    )
    hours = ShownField(
        label=gettext_lazy("When a person answers"),
        help_text=with_example(
            gettext_lazy("For example {example}. Left empty, the line is left out."), "每天 9:00–21:00"
        ),
        max_length=60,
        required=False,
    )
    reply = ShownField(
        label=gettext_lazy("You answer within"),
        help_text=with_example(gettext_lazy("For example {example}."), "2 小时"),
        max_length=20,
        required=False,
    )
    review = ShownField(
        label=gettext_lazy("You look at a request within"),
        help_text=with_example(gettext_lazy("For example {example}. Only what you can keep."), "24 小时"),
        max_length=20,
        required=False,
    )
    main = ColourField(label=gettext_lazy("Main colour"), required=False)
    paper = ColourField(label=gettext_lazy("Ground colour"), required=False)
    picture = forms.FileField(
        label=gettext_lazy("A screenshot of your own"),
        help_text=gettext_lazy("In place of our sketch. Cover names, numbers and addresses of shoppers first."),
        required=False,
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
    )
    kept = forms.CharField(required=False, widget=forms.HiddenInput)
    frame = forms.IntegerField(
        label=gettext_lazy("In place of which picture"),
        required=False,
        min_value=1,
        max_value=12,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "num", "autocomplete": "off"}),
    )
    remove = forms.BooleanField(label=gettext_lazy("Without the screenshot"), required=False)
    packed = forms.MultipleChoiceField(
        label=gettext_lazy("Cards in the package"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self,
        *args: Any,
        platforms: list[tuple[str, str]],
        cards: list[tuple[str, str]],
        apps: Mapping[str, str],
        chosen: Card,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.apps, self.chosen, self.own_picture = apps, chosen, b""
        self.fields["platform"].choices = [("", gettext_lazy("Any platform")), *platforms]  # type: ignore[attr-defined]
        self.fields["card"].choices = self.fields["packed"].choices = cards  # type: ignore[attr-defined]
        for number in range(1, MARKS + 1):
            self.fields |= mark_fields(number)

    @property
    def mark_rows(self) -> Iterator[list[forms.BoundField]]:
        """The fields of each mark, for the page."""
        for number in range(1, MARKS + 1):
            yield [self[f"m{number}_{name}"] for name in ("kind", "x", "y", "w", "h")]

    def clean_reply(self) -> str:
        # The card says 内 itself.
        return str(self.cleaned_data["reply"]).removesuffix("内").strip()

    def clean_review(self) -> str:
        return str(self.cleaned_data["review"]).removesuffix("内").strip()

    def clean_picture(self) -> None:
        sent = self.cleaned_data.get("picture")
        if sent is not None:
            # Too much is refused by its size, before it is read.
            if sent.size > CARRIED_MOST_BYTES:
                raise forms.ValidationError(NO_PICTURE)
            self.own_picture = _cleaned(sent.read())

    def clean_kept(self) -> str:
        if not self.own_picture and self.cleaned_data.get("kept"):
            try:
                self.own_picture = _cleaned(base64.b64decode(self.cleaned_data["kept"], validate=True))
            except binascii.Error:
                raise forms.ValidationError(NO_PICTURE) from None
        return ""

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("remove"):
            self.own_picture = b""
        main, paper = data.get("main") or MAIN, data.get("paper") or PAPER
        ratio = contrast(main, paper)
        if ratio < LARGE and not {"main", "paper"} & set(self.errors):
            self.add_error("main", _contrast_words(ratio, paper, readable(main, paper)))
        return data

    @property
    def kept_value(self) -> str:
        """The picture as the form carries it on, "" for none."""
        return base64.b64encode(self.own_picture).decode()

    def shop(self) -> Shop:
        """Return what is valid of the form; what is not falls back to nothing or our colours."""
        data = getattr(self, "cleaned_data", {})
        own = None
        if self.own_picture:
            # A card of fewer pictures takes it at its last.
            frame = min(data.get("frame") or 1, len(self.chosen.pictures)) - 1
            own = Own(OWN_NAME, frame, tuple(marks_of(data)))
        return Shop(
            name=data.get("shop_name") or "",
            hours=data.get("hours") or "",
            reply=data.get("reply") or "",
            review=data.get("review") or "",
            app=self.apps.get(data.get("platform") or "", ""),
            # A pair that reads badly is still shown: seeing it is the quickest way to understand.
            main=_colour(self, "main", MAIN),
            paper=_colour(self, "paper", PAPER),
            own=own,
        )


def _colour(form: KitForm, name: str, otherwise: str) -> str:
    typed = str(form.data.get(form.add_prefix(name), "")).upper()
    return typed if is_colour(typed) else otherwise


def _contrast_words(ratio: float, paper: str, better: str) -> str:
    """Return what is wrong with the pair and what to change."""
    facts = {"ratio": f"{ratio:.1f}", "colour": better}
    if ink_on(paper) == LIGHT:
        return (
            _("Too close: %(ratio)s : 1, and 3 : 1 is needed. Make the main colour lighter, like %(colour)s.") % facts
        )
    return _("Too close: %(ratio)s : 1, and 3 : 1 is needed. Make the main colour darker, like %(colour)s.") % facts


def _cleaned(content: bytes) -> bytes:
    try:
        return carried_picture(content)
    except PictureRefused:
        raise forms.ValidationError(NO_PICTURE) from None
