"""Columns with an inner shape, as an editor reads and types them: lines, pairs of languages, sources, YAML."""

from __future__ import annotations

import json
import re
from abc import ABC, abstractmethod
from typing import Any

import yaml
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _

from guides.domain.sources import SOURCE_KEYS

MOST_BYTES, MOST_ROWS, LEAST_ROWS = 60_000, 30, 3
BAR = "|"
# Digits that are a name, not a quantity.
NAMES = frozenset({"number", "article", "source_article", "value", "value_zh", "value_en"})


class PlainLoader(yaml.SafeLoader):
    """Reads days, on and off as they are written: they stand in JSON columns as text."""


PlainLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(("timestamp", "bool"))]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
for _first in "tTfF":
    PlainLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|True|false|False)$"), [_first])


class ShapedField(forms.CharField, ABC):
    """Text on the page, a value in the column. What cannot be read stays as typed, with a sentence beside it."""

    def __init__(self, **kwargs: Any) -> None:
        for name in ("encoder", "decoder", "max_length"):
            kwargs.pop(name, None)
        self.blank_value = kwargs.pop("blank_value", [])
        super().__init__(strip=False, max_length=MOST_BYTES, **kwargs)
        self.widget = forms.Textarea(attrs={"class": "vLargeTextField", "spellcheck": "false", "cols": 100})

    def prepare_value(self, value: Any) -> Any:
        text = value if isinstance(value, str) else self.written(value)
        self.widget.attrs["rows"] = min(max(text.count("\n") + 2, LEAST_ROWS), MOST_ROWS)
        return text

    def to_python(self, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        text = value.replace("\r\n", "\n").strip("\n")
        if not text.strip():
            return type(self.blank_value)()
        return self.read(text)

    def validate(self, value: Any) -> None:
        if self.required and value in (None, [], {}):
            raise ValidationError(self.error_messages["required"], code="required")

    def run_validators(self, value: Any) -> None:
        """The shape was checked by reading it."""

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(self.to_python(data) != initial)
        except ValidationError:
            return True

    @abstractmethod
    def written(self, value: Any) -> str:
        """Return the value as it is typed."""

    @abstractmethod
    def read(self, text: str) -> Any:
        """Return the value of what was typed. ValidationError for what cannot be read."""


class LinesField(ShapedField):
    """One text a line."""

    def written(self, value: Any) -> str:
        return "\n".join(map(str, value or ()))

    def read(self, text: str) -> list[Any]:
        listed = _json_list(text)
        return listed if listed is not None else [line.strip() for line in text.split("\n") if line.strip()]


class PairsField(ShapedField):
    """A line for each pair: Chinese | English."""

    def written(self, value: Any) -> str:
        return "\n".join(f" {BAR} ".join(pair) for pair in value or ())

    def read(self, text: str) -> list[Any]:
        listed = _json_list(text)
        if listed is not None:
            return listed
        pairs = []
        for number, line in enumerate(text.split("\n"), 1):
            parts = [part.strip() for part in line.split(BAR)]
            if line.strip() and (len(parts) != 2 or not all(parts)):
                raise ValidationError(_("Line %(n)s: write Chinese | English.") % {"n": number})
            if line.strip():
                pairs.append(parts)
        return pairs


class SourcesField(ShapedField):
    """A line for each other source: name | address | article."""

    def written(self, value: Any) -> str:
        rows = ((each["name"], each["url"], each["article"]) for each in value or ())
        return "\n".join(f" {BAR} ".join(row).rstrip(f" {BAR}") for row in rows)

    def read(self, text: str) -> list[Any]:
        listed = _json_list(text)
        if listed is not None:
            return listed
        return [self._source(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]

    def _source(self, number: int, line: str) -> dict[str, str]:
        name, url, article = [*(part.strip() for part in line.split(BAR)), "", ""][:3]
        if not name or line.count(BAR) > 2:
            raise ValidationError(_("Line %(n)s: write name | address | article.") % {"n": number})
        try:
            if url:
                URLValidator(schemes=["https"])(url)
        except ValidationError:
            words = _("Line %(n)s: “%(url)s” is no address that begins with https://.")
            raise ValidationError(words % {"n": number, "url": url}) from None
        return {"name": name, "url": url, "article": article}


class YamlField(ShapedField):
    """What has parts, as the shipped files write it."""

    def written(self, value: Any) -> str:
        if value in (None, [], {}):
            return ""
        return yaml.safe_dump(_ordered(value), allow_unicode=True, sort_keys=False, width=100).rstrip("\n")

    def read(self, text: str) -> Any:
        try:
            value = yaml.load(text, PlainLoader)
        except yaml.MarkedYAMLError as problem:
            line = problem.problem_mark.line + 1 if problem.problem_mark else 1
            raise ValidationError(
                _("Line %(n)s cannot be read as YAML: %(why)s") % {"n": line, "why": problem.problem or ""}
            ) from None
        except yaml.YAMLError:
            raise ValidationError(_("This cannot be read as YAML.")) from None
        return _plain(value)


def _ordered(value: Any) -> Any:
    """Return the value with what is said before where it comes from, whatever order the database keeps."""
    if isinstance(value, dict):
        own = [key for key in value if key not in SOURCE_KEYS]
        return {key: _ordered(value[key]) for key in (*own, *(key for key in SOURCE_KEYS if key in value))}
    return [_ordered(each) for each in value] if isinstance(value, list) else value


def _json_list(text: str) -> list[Any] | None:
    """Return the list of a text that is one in JSON, as the column holds it; None for any other."""
    if not text.startswith("["):
        return None
    try:
        value = json.loads(text)
    except ValueError:
        return None
    return value if isinstance(value, list) else None


def _plain(value: Any, key: str = "") -> Any:
    """Return the value as a JSON column keeps it; a number that is a name becomes text."""
    if isinstance(value, dict):
        return {str(name): _plain(each, str(name)) for name, each in value.items()}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    return str(value) if key in NAMES and isinstance(value, int | float) and not isinstance(value, bool) else value
