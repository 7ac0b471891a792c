"""The forms to fill in, field by field, in their own order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from guides.domain.sources import Source
from guides.domain.words import Words

# What can go into a field. "own_…" is the shopper's identity, "choose" the shopper's choice on the page itself, and
# "never" is what we do not touch.
FILLS = frozenset(
    {
        *("company", "seller_address", "store", "item", "amount", "paid_day", "order_no", "problem", "clue"),
        *("story", "request", "statement", "refusal_reason", "entrusts", "exhibits"),
        *("own_name", "own_phone", "own_address", "choose", "never"),
    }
)


@dataclass(frozen=True, slots=True)
class FieldFacts:
    slug: str
    fill: str
    label: Words
    note: Words
    # The slug of the place's limit that counts here, "" for none.
    limit: str


@dataclass(frozen=True, slots=True)
class FormFacts:
    """`to` are slugs of platforms, "12315", or nothing: any platform without a form of its own."""

    slug: str
    to: tuple[str, ...]
    letter: str
    name: Words
    lead: Words
    fields: tuple[FieldFacts, ...]
    source: Source

    @classmethod
    def of(cls, content: Mapping[str, Any]) -> FormFacts:
        return cls(
            slug=content["slug"],
            to=tuple(content["to"]),
            letter=content["letter"],
            name=Words(content["name_zh"], content["name_en"]),
            lead=Words(content["lead_zh"], content["lead_en"]),
            fields=tuple(_field(each) for each in content["fields"]),
            source=Source.of(content),
        )


def _field(content: Mapping[str, Any]) -> FieldFacts:
    return FieldFacts(
        slug=content["slug"],
        fill=content["fill"],
        label=Words(content["label_zh"], content["label_en"]),
        note=Words(content.get("note_zh", ""), content.get("note_en", "")),
        limit=content.get("limit", ""),
    )


def form_faults(form: FormFacts) -> Iterator[str]:
    """Yield what is wrong with the form's fields."""
    slugs = [one.slug for one in form.fields]
    for double in {slug for slug in slugs if slugs.count(slug) > 1}:
        yield f"form {form.slug}: field {double} is listed twice"
    for one in form.fields:
        if one.fill not in FILLS:
            yield f"form {form.slug} {one.slug}: nothing is known as {one.fill!r}"
        if not one.label.zh or not one.label.en or bool(one.note.zh) != bool(one.note.en):
            yield f"form {form.slug} {one.slug}: a language is missing"
    if not form.fields:
        yield f"form {form.slug}: no fields"
