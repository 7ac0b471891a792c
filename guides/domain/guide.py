"""A guide as its readers see it: steps with words, a picture, what to paste and what to attach."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from guides.domain.drawing import WIDTH, Drawing
from guides.domain.freshness import Freshness, freshness
from guides.domain.marks import Mark, marks_of
from guides.domain.screens import draw
from guides.domain.sources import Source
from guides.domain.words import Words

__all__ = ["GuideView", "Mark", "PictureView", "StepView"]

Doc = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class PictureView:
    """`drawing` is the schematic's, None for a screenshot; `screenshot` is the upload's id, None for a schematic.

    `width` and `height` are what the picture is shown at; the marks lie over it in thousandths.
    """

    kind: str
    alt: Words
    marks: tuple[Mark, ...]
    drawing: Drawing | None = None
    screenshot: int | None = None
    width: float = WIDTH
    height: float = WIDTH

    @classmethod
    def of(cls, picture: Doc) -> PictureView:
        """Return the picture. UnknownTarget or KeyError for what `guide_faults` would have named."""
        alt = _words(picture, "alt")
        if picture["kind"] == "screenshot":
            marks = marks_of(picture.get("marks", ()))
            view = cls("screenshot", alt, marks, None, picture["screenshot"])
            return view.sized(float(picture.get("width") or WIDTH), float(picture.get("height") or WIDTH))
        drawing = draw(picture["screen"])
        marks = marks_of(picture.get("marks", ()), drawing)
        return cls("screen", alt, marks, drawing, None, drawing.width, drawing.height)

    def sized(self, width: float, height: float) -> PictureView:
        """Return the same marks over a picture of this size in pixels."""
        return replace(self, width=WIDTH, height=round(WIDTH * height / width, 1))


@dataclass(frozen=True, slots=True)
class StepView:
    """`paste` is the letter to paste here ("" for none), `attach` the kinds of evidence to add."""

    slug: str
    number: int
    title: Words
    text: Words
    caption: Words
    stuck: Words
    paste: str
    attach: tuple[str, ...]
    files: bool
    tries: bool
    hotline: bool
    source: Source
    picture: PictureView | None
    # True when the source is not simply the guide's.
    own_source: bool = False

    @classmethod
    def of(cls, step: Doc, number: int, source: Source) -> StepView:
        picture = step.get("picture")
        return cls(
            slug=step["slug"],
            number=number,
            title=_words(step, "title"),
            text=_words(step, "text"),
            caption=_words(step, "caption"),
            stuck=_words(step, "stuck"),
            paste=step.get("paste", ""),
            attach=tuple(step.get("attach", ())),
            files=bool(step.get("files")),
            tries=bool(step.get("tries")),
            hotline=bool(step.get("hotline")),
            source=Source.of(step) if step.get("source") else source,
            picture=PictureView.of(picture) if picture else None,
            own_source=bool(step.get("source")),
        )


@dataclass(frozen=True, slots=True)
class GuideView:
    """`platform` is a platform's slug, 12315, local or any; `revision_id` is None while nothing is loaded."""

    slug: str
    platform: str
    tier: str
    kind: str
    use: str
    problems: tuple[str, ...]
    title: Words
    lead: Words
    minutes: int | None
    steps: tuple[StepView, ...]
    source: Source
    checked_on: date
    position: int = 0
    revision_id: int | None = None
    revision_number: int = 0

    @classmethod
    def of(
        cls, doc: Doc, revision_id: int | None = None, revision_number: int = 0, checked_on: date | None = None
    ) -> GuideView:
        """Return the guide a document describes. `checked_on`: a later check than the document's own."""
        source = Source.of(doc)
        return cls(
            slug=doc["slug"],
            platform=doc["platform"],
            tier=doc.get("tier", ""),
            kind=doc["kind"],
            use=doc.get("use", ""),
            problems=tuple(doc.get("problems", ())),
            title=_words(doc, "title"),
            lead=_words(doc, "lead"),
            minutes=doc.get("minutes"),
            steps=tuple(StepView.of(step, number, source) for number, step in enumerate(doc["steps"], 1)),
            source=source,
            checked_on=max(source.checked_on, checked_on or source.checked_on),
            position=int(doc.get("position", 0)),
            revision_id=revision_id,
            revision_number=revision_number,
        )

    def step(self, slug: str) -> StepView | None:
        """Return the step, None when this revision does not have it."""
        return next((step for step in self.steps if step.slug == slug), None)

    def freshness(self, today: date) -> Freshness:
        return freshness(self.checked_on, today)

    @property
    def attach(self) -> tuple[str, ...]:
        """Return every kind of evidence the steps ask for, each once."""
        return tuple(dict.fromkeys(kind for step in self.steps for kind in step.attach))

    @property
    def files(self) -> bool:
        """True when one of its steps hands something in, so a clock starts there."""
        return any(step.files for step in self.steps)


def _words(doc: Doc, name: str) -> Words:
    return Words(doc.get(f"{name}_zh") or "", doc.get(f"{name}_en") or "")
