"""What a merchant fills in for a card. Every field keeps what was typed; the picture travels in the form itself."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guides.adapters.merchant_picture import MAX_BYTES, NotAPicture, cleaned
from guides.domain.cards import MAIN, PAPER, Card, Own, Shop
from guides.domain.colours import LARGE, LIGHT, contrast, ink_on, is_colour, readable
from guides.forms.examples import with_example
from guides.services.card_make import lacking

OWN_NAME = "own.jpg"
MARKS = 3
FULL = 1000
NO_PICTURE = gettext_lazy("This is no picture we can read. Use a JPEG, PNG or WebP of up to 10 MB.")


def colour_input() -> forms.TextInput:
    return forms.TextInput(attrs={"type": "color", "class": "colour"})


class ColourField(forms.CharField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=7, widget=colour_input(), **kwargs)

    def clean(self, value: Any) -> str:
        text = str(super().clean(value) or "").upper()
        if text and not is_colour(text):
            raise forms.ValidationError(_("Write the colour as # and six digits, like #1B5A4B."))
        return text


class ShownField(forms.CharField):
    """A text that ends up on the card: it must have a glyph for every character."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.TextInput(attrs={"autocomplete": "off"}), **kwargs)

    def clean(self, value: Any) -> str:
        text = str(super().clean(value))
        boxes = lacking(text)
        if boxes:
            raise forms.ValidationError(
                _("“%(chars)s” cannot be printed on the card. Write it another way.") % {"chars": boxes}
            )
        return text


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
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
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
            self._add_mark(number)

    def _add_mark(self, number: int) -> None:
        kinds = [
            ("", gettext_lazy("no mark")),
            ("box", gettext_lazy("red box")),
            ("arrow", gettext_lazy("arrow")),
            ("number", gettext_lazy("numbered circle")),
        ]
        self.fields[f"m{number}_kind"] = forms.ChoiceField(
            label=_("Mark %(number)s") % {"number": number}, choices=kinds, required=False
        )
        for name, label in (
            ("x", gettext_lazy("from the left")),
            ("y", gettext_lazy("from the top")),
            ("w", gettext_lazy("width")),
            ("h", gettext_lazy("height")),
        ):
            self.fields[f"m{number}_{name}"] = forms.FloatField(
                label=label,
                required=False,
                min_value=0,
                max_value=FULL,
                widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "num", "autocomplete": "off"}),
                error_messages={
                    name: gettext_lazy("A number from 0 to 1000") for name in ("invalid", "min_value", "max_value")
                },
            )

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
            if sent.size > MAX_BYTES:
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
            own = Own(OWN_NAME, frame, tuple(_marks(data)))
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
        return cleaned(content)
    except NotAPicture:
        raise forms.ValidationError(NO_PICTURE) from None


def _marks(data: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the marks as the sheet draws them; an arrow comes from the side where there is more room."""
    counted = 0
    for number in range(1, MARKS + 1):
        kind = data.get(f"m{number}_kind")
        x, y, w, h = (data.get(f"m{number}_{name}") for name in "xywh")
        if not kind or x is None or y is None:
            continue
        if kind == "box":
            yield {"kind": "box", "x": x, "y": y, "w": min(w or 200, FULL - x), "h": min(h or 80, FULL - y)}
        elif kind == "arrow":
            yield {
                "kind": "arrow",
                "x": x + (220 if x < FULL / 2 else -220),
                "y": y + (130 if y < FULL / 2 else -130),
                "x2": x,
                "y2": y,
            }
        else:
            counted += 1
            yield {"kind": "number", "x": x, "y": y, "n": counted}
