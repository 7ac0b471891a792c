"""One step of a guide as an editor types it: words, what happens here, the picture and its marks."""

from __future__ import annotations

from typing import Any

import yaml
from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from guides.domain.drafts import drawing_of, marks_kept, step_of, with_schematic, with_step
from guides.domain.screen_limits import limit_faults
from guides.domain.sources import SOURCE_KEYS
from guides.domain.words import Words
from guides.forms.guide_words import exhibit_choices, paste_choices, source_choices
from guides.forms.marks import typed_marks
from guides.selectors.sources import sourced

SCREEN_LENGTH = 8000
# A screen, its rows, a row, its items, a pair.
DEEPEST = 8
WORDS = ("title", "text", "caption", "stuck")
# The form's name of each, and the document's.
SOURCE_FIELDS = {"source": "source", "article": "source_article", "label_zh": "label_zh", "label_en": "label_en"}


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class StepForm(forms.Form):
    """Cleans to a step; `change` puts it into the newest document. Half-written steps are fine: it is a draft."""

    title_zh = forms.CharField(label=_("Title, Chinese"), max_length=80, required=False)
    title_en = forms.CharField(label=_("Title, English"), max_length=120, required=False)
    text_zh = forms.CharField(label=_("Text, Chinese"), max_length=2000, required=False, widget=_area(5))
    text_en = forms.CharField(label=_("Text, English"), max_length=4000, required=False, widget=_area(5))
    caption_zh = forms.CharField(label=_("Under the picture, Chinese"), max_length=200, required=False)
    caption_en = forms.CharField(label=_("Under the picture, English"), max_length=300, required=False)
    stuck_zh = forms.CharField(label=_("“Cannot find it?”, Chinese"), max_length=800, required=False, widget=_area(2))
    stuck_en = forms.CharField(label=_("“Cannot find it?”, English"), max_length=1600, required=False, widget=_area(2))
    alt_zh = forms.CharField(label=_("The picture in words, Chinese"), max_length=200, required=False)
    alt_en = forms.CharField(label=_("The picture in words, English"), max_length=300, required=False)
    screen = forms.CharField(
        label=_("Rows of the drawn screen"),
        max_length=SCREEN_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 14, "spellcheck": "false", "class": "mono"}),
    )
    paste = forms.ChoiceField(label=_("Text to paste here"), choices=paste_choices, required=False)
    attach = forms.MultipleChoiceField(
        label=_("To attach here"), choices=exhibit_choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    files = forms.BooleanField(label=_("Something is handed in here: offer to start the clock"), required=False)
    tries = forms.BooleanField(label=_("Count the tries to reach a human"), required=False)
    hotline = forms.BooleanField(label=_("Offer to call from here"), required=False)
    source = forms.ChoiceField(label=_("Source of this step, if another"), required=False)
    article = forms.CharField(label=_("Article or page of the source"), max_length=60, required=False)
    label_zh = forms.CharField(label=_("Label readers see, Chinese"), max_length=100, required=False)
    label_en = forms.CharField(label=_("Label readers see, English"), max_length=200, required=False)

    def __init__(self, *args: Any, step: dict[str, Any], **kwargs: Any) -> None:
        kwargs.setdefault("initial", self.initial_of(step))
        super().__init__(*args, **kwargs)
        self.step = step
        self.fields["source"].choices = [("", _now("The guide’s")), *source_choices()]
        picture = step.get("picture") or {}
        for name in ("caption_zh", "caption_en", "alt_zh", "alt_en", "screen"):
            if not picture or (name == "screen" and picture.get("kind") != "screen"):
                del self.fields[name]

    @staticmethod
    def initial_of(step: dict[str, Any]) -> dict[str, Any]:
        picture = step.get("picture") or {}
        words = {"alt_zh": picture.get("alt_zh", ""), "alt_en": picture.get("alt_en", "")}
        screen = screen_text(picture["screen"]) if picture.get("screen") else ""
        return {**step, **words, "screen": screen, "article": step.get("source_article", "")}

    def clean_screen(self) -> dict[str, Any] | None:
        """Return the screen as data, None when it was not posted. What cannot be drawn is refused."""
        if "screen" not in self.data:
            return None
        text = self.cleaned_data["screen"] or "rows: []"
        try:
            _refuse_traps(text)
            screen = yaml.safe_load(text)
        except yaml.YAMLError as problem:
            mark = getattr(problem, "problem_mark", None)
            line = mark.line + 1 if mark else 1
            raise forms.ValidationError(_("Line %(line)s cannot be read."), params={"line": line}) from problem
        except ValueError as problem:
            # A day no calendar has, a number of thousands of digits.
            raise forms.ValidationError(_("These rows cannot be drawn. See the kinds of rows below.")) from problem
        if not isinstance(screen, dict) or not isinstance(screen.get("rows", []), list):
            raise forms.ValidationError(_("It needs rows: a list of rows, each with its kind."))
        screen = {"on" if key is True else key: value for key, value in screen.items()}
        screen["rows"] = [_with_on(row) for row in screen.get("rows") or []]
        if faults := limit_faults(screen):
            raise forms.ValidationError([_sentence(words) for words in faults])
        if drawing_of({"kind": "screen", "screen": screen}) is None:
            raise forms.ValidationError(_("These rows cannot be drawn. See the kinds of rows below."))
        return screen

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        data["marks"], errors = typed_marks(self.data)
        for error in errors:
            self.add_error(None, error)
        return data

    def change(self, document: dict[str, Any]) -> dict[str, Any]:
        """Return the document with this step as typed. KeyError when the step is gone."""
        step = step_of(document, self.step["slug"])
        if step is None:
            raise KeyError(self.step["slug"])
        return with_step(document, self.applied(step))

    def applied(self, step: dict[str, Any]) -> dict[str, Any]:
        data = self.cleaned_data
        changed = {**step}
        for name in (*(f"{word}_{language}" for word in WORDS for language in ("zh", "en")), "paste", "attach"):
            if name in data:
                changed[name] = data[name]
        changed |= {name: data[name] for name in ("files", "tries", "hotline")}
        if picture := step.get("picture"):
            changed["picture"] = self._picture(picture)
        return self._with_source(changed)

    def _picture(self, picture: dict[str, Any]) -> dict[str, Any]:
        data = self.cleaned_data
        marks = marks_kept(picture, data["marks"])
        changed = {**picture, "alt_zh": data.get("alt_zh", ""), "alt_en": data.get("alt_en", ""), "marks": marks}
        if data.get("screen") is not None:
            changed["screen"] = data["screen"]
        return changed

    def _with_source(self, step: dict[str, Any]) -> dict[str, Any]:
        """Return the step with its own source written out; with none it has the guide's."""
        data = self.cleaned_data
        typed = {name: data.get(name, "") for name in SOURCE_FIELDS}
        if typed == {name: step.get(key, "") for name, key in SOURCE_FIELDS.items()}:
            return step
        bare = {key: value for key, value in step.items() if key not in SOURCE_KEYS}
        return sourced({**bare, **typed}) if typed["source"] else bare


def schematic_change(slug: str) -> Any:
    """Return the change that gives a step an empty drawn screen."""

    def change(document: dict[str, Any]) -> dict[str, Any]:
        step = step_of(document, slug)
        return with_step(document, with_schematic(step)) if step else document

    return change


def screen_text(screen: dict[str, Any]) -> str:
    """Return a screen as an editor reads and writes it."""
    shown = {key: value for key, value in screen.items() if value not in (None, "")}
    return yaml.safe_dump(shown, allow_unicode=True, sort_keys=False, default_flow_style=None, width=100)


def _refuse_traps(text: str) -> None:
    """Stop at what takes long to read: an alias that unfolds into millions of rows, brackets in brackets."""
    depth = 0
    for event in yaml.parse(text, yaml.SafeLoader):
        if isinstance(event, yaml.AliasEvent):
            raise forms.ValidationError(_("Write every row out: & and * are not read here."))
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > DEEPEST:
            raise forms.ValidationError(_("These rows cannot be drawn. See the kinds of rows below."))


def _sentence(words: Words) -> str:
    language = get_language() or ""
    return f"{words.en[:1].upper()}{words.en[1:]}." if language.startswith("en") else f"{words.zh}。"


def _with_on(row: Any) -> Any:
    """Return the row with its keys as written: YAML reads a bare `on:` as true."""
    return {"on" if key is True else key: value for key, value in row.items()} if isinstance(row, dict) else row
