"""The difference between two documents of a guide: steps, words, settings, pictures and their marks.

The empty document {} stands for "nothing published yet": everything then counts as added.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from guides.domain.drafts import drawing_of
from guides.domain.mark_change import MarkChange, mark_changes
from guides.domain.text_change import Piece, text_pieces
from guides.domain.words import Words

Doc = Mapping[str, Any]
StepKind = Literal["same", "added", "removed", "changed"]
HEAD_TEXTS = ("title", "lead")
HEAD_VALUES = (
    *("platform", "tier", "kind", "use", "problems", "minutes", "source", "source_article", "confidence"),
    *("label_zh", "label_en", "checked_on"),
)
STEP_TEXTS = ("title", "text", "caption", "stuck")
STEP_VALUES = ("paste", "attach", "files", "tries", "hotline", "source", "source_article")


@dataclass(frozen=True, slots=True)
class TextChange:
    """`field` is title, text, …; `language` zh or en."""

    field: str
    language: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class ValueChange:
    field: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class PictureChange:
    """Both pictures as they stand in the documents. `redrawn`: what lies under the marks is another picture."""

    old: Doc | None
    new: Doc | None
    redrawn: bool
    marks: tuple[MarkChange, ...]
    texts: tuple[TextChange, ...]


@dataclass(frozen=True, slots=True)
class StepChange:
    """`number` and `old_number` count from 1, None where the step is not there. `moved`: its place among the others."""

    kind: StepKind
    slug: str
    title: Words
    number: int | None
    old_number: int | None
    moved: bool
    texts: tuple[TextChange, ...] = ()
    values: tuple[ValueChange, ...] = ()
    picture: PictureChange | None = None

    @property
    def is_change(self) -> bool:
        return self.kind != "same" or self.moved


@dataclass(frozen=True, slots=True)
class Difference:
    texts: tuple[TextChange, ...]
    values: tuple[ValueChange, ...]
    steps: tuple[StepChange, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.texts or self.values or any(step.is_change for step in self.steps))


def difference(old: Doc, new: Doc) -> Difference:
    """Return what leads from one document to the other; steps in the new order, removed ones where they stood."""
    return Difference(
        texts=tuple(_text_changes(old, new, HEAD_TEXTS)),
        values=tuple(_value_changes(old, new, HEAD_VALUES)),
        steps=tuple(_step_changes(old.get("steps") or (), new.get("steps") or ())),
    )


def _text_changes(old: Doc, new: Doc, fields: Iterable[str]) -> Iterator[TextChange]:
    for field in fields:
        for language in ("zh", "en"):
            before, after = (str(doc.get(f"{field}_{language}") or "").strip() for doc in (old, new))
            if before != after:
                yield TextChange(field, language, text_pieces(before, after))


def _value_changes(old: Doc, new: Doc, fields: Iterable[str]) -> Iterator[ValueChange]:
    for field in fields:
        before, after = old.get(field), new.get(field)
        # Absent, empty and "no" are one thing, and so are a date and its text.
        if str(before or "") != str(after or ""):
            yield ValueChange(field, before, after)


def _step_changes(old: Iterable[Doc], new: Iterable[Doc]) -> Iterator[StepChange]:
    before = {step["slug"]: (number, step) for number, step in enumerate(old, 1)}
    after = {step["slug"]: (number, step) for number, step in enumerate(new, 1)}
    kept = [slug for slug in after if slug in before]
    steady = _longest_rising([before[slug][0] for slug in kept])
    gone = [(number, step) for slug, (number, step) in before.items() if slug not in after]
    for slug, (number, step) in after.items():
        if slug not in before:
            yield _added(number, step)
            continue
        old_number, old_step = before[slug]
        while gone and gone[0][0] < old_number:
            yield _removed(*gone.pop(0))
        yield _kept(old_number, old_step, number, step, moved=old_number not in steady)
    for each in gone:
        yield _removed(*each)


def _title(step: Doc) -> Words:
    return Words(step.get("title_zh") or "", step.get("title_en") or "")


def _added(number: int, step: Doc) -> StepChange:
    texts, values = tuple(_text_changes({}, step, STEP_TEXTS)), tuple(_value_changes({}, step, STEP_VALUES))
    picture = _picture_change(None, step.get("picture"))
    return StepChange("added", step["slug"], _title(step), number, None, False, texts, values, picture)


def _removed(number: int, step: Doc) -> StepChange:
    texts, picture = tuple(_text_changes(step, {}, STEP_TEXTS)), _picture_change(step.get("picture"), None)
    return StepChange("removed", step["slug"], _title(step), None, number, False, texts, (), picture)


def _kept(old_number: int, old: Doc, number: int, new: Doc, *, moved: bool) -> StepChange:
    texts, values = tuple(_text_changes(old, new, STEP_TEXTS)), tuple(_value_changes(old, new, STEP_VALUES))
    picture = _picture_change(old.get("picture"), new.get("picture"))
    kind: StepKind = "changed" if texts or values or picture else "same"
    return StepChange(kind, new["slug"], _title(new), number, old_number, moved, texts, values, picture)


def _picture_change(old: Doc | None, new: Doc | None) -> PictureChange | None:
    """Return what changed in a step's picture, None when nothing did."""
    drawings = drawing_of(old or {}), drawing_of(new or {})
    marks = mark_changes((old or {}).get("marks") or (), (new or {}).get("marks") or (), drawings)
    texts = tuple(_text_changes(old or {}, new or {}, ("alt",)))
    redrawn = _beneath(old) != _beneath(new)
    if not (redrawn or texts or any(mark.is_change for mark in marks)):
        return None
    return PictureChange(old or None, new or None, redrawn, marks, texts)


def _beneath(picture: Doc | None) -> tuple[Any, ...]:
    """Return what lies under the marks: the schematic's rows or the screenshot's number."""
    if not picture:
        return ()
    return picture.get("kind"), picture.get("screen"), picture.get("screenshot")


def _longest_rising(numbers: list[int]) -> set[int]:
    """Return the most numbers that stand in rising order: the steps that did not move."""
    best: list[list[int]] = []
    for number in numbers:
        before = [row for row in best if row[-1] < number]
        best.append([*_longest(before), number])
    return set(_longest(best))


def _longest(rows: list[list[int]]) -> list[int]:
    return max(rows, key=lambda row: len(row), default=[])
