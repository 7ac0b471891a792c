"""Editing a guide's document: every act takes a document and returns another, the given one stays as it was."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from copy import deepcopy
from typing import Any

from guides.domain.drawing import Drawing
from guides.domain.guide_documents import GUIDE, STEP
from guides.domain.marks import UnknownTarget, mark_of
from guides.domain.screen_limits import limit_faults
from guides.domain.screens import draw

Doc = Mapping[str, Any]
NewDoc = dict[str, Any]
# What stands on the guide itself, before its steps.
HEAD = (
    *("platform", "tier", "kind", "use", "problems", "minutes", "position"),
    *("title_zh", "title_en", "lead_zh", "lead_en"),
)
EMPTY_SCREEN: NewDoc = {"title_zh": "页面标题", "title_en": "Page title", "rows": []}


def new_document(slug: str, head: Doc) -> NewDoc:
    """Return a guide without steps."""
    return {**GUIDE, **head, "slug": slug, "steps": []}


def step_of(doc: Doc, slug: str) -> NewDoc | None:
    """Return a copy of the step, None when the document does not have it."""
    return next((deepcopy(dict(step)) for step in doc.get("steps", ()) if step["slug"] == slug), None)


def with_head(doc: Doc, values: Doc) -> NewDoc:
    return {**deepcopy(dict(doc)), **values}


def with_step(doc: Doc, step: Doc) -> NewDoc:
    """Return the document with the step of that name replaced. KeyError when there is none."""
    if step_of(doc, step["slug"]) is None:
        raise KeyError(step["slug"])
    steps = [dict(step) if each["slug"] == step["slug"] else each for each in doc["steps"]]
    return {**deepcopy(dict(doc)), "steps": deepcopy(steps)}


def with_new_step(doc: Doc, after: str = "") -> tuple[NewDoc, str]:
    """Return the document with an empty step after the named one (else at the end), and the step's name."""
    steps, slug = [deepcopy(dict(each)) for each in doc.get("steps", ())], _free_slug(doc)
    place = next((n + 1 for n, each in enumerate(steps) if each["slug"] == after), len(steps))
    steps.insert(place, {**STEP, "slug": slug, "title_zh": "", "title_en": "", "attach": []})
    return {**deepcopy(dict(doc)), "steps": steps}, slug


def with_moved_step(doc: Doc, slug: str, by: int) -> NewDoc:
    """Return the document with the step that many places further down (negative: up), stopping at the ends."""
    steps = [deepcopy(dict(each)) for each in doc.get("steps", ())]
    at = next((n for n, each in enumerate(steps) if each["slug"] == slug), None)
    if at is not None:
        step = steps.pop(at)
        steps.insert(min(max(at + by, 0), len(steps)), step)
    return {**deepcopy(dict(doc)), "steps": steps}


def without_step(doc: Doc, slug: str) -> NewDoc:
    steps = [deepcopy(dict(each)) for each in doc.get("steps", ()) if each["slug"] != slug]
    return {**deepcopy(dict(doc)), "steps": steps}


def with_screenshot(step: Doc, number: int, width: int, height: int) -> NewDoc:
    """Return the step showing an uploaded picture; words and marks of the picture before stay, in thousandths."""
    old = step.get("picture") or {}
    kept = {"alt_zh": old.get("alt_zh", ""), "alt_en": old.get("alt_en", ""), "marks": marks_in_numbers(old)}
    picture = {"kind": "screenshot", "screenshot": number, "width": width, "height": height, **kept}
    return {**deepcopy(dict(step)), "picture": picture}


def with_schematic(step: Doc) -> NewDoc:
    """Return the step showing an empty schematic screen, ready for its rows."""
    old = step.get("picture") or {}
    kept = {"alt_zh": old.get("alt_zh", ""), "alt_en": old.get("alt_en", ""), "marks": marks_in_numbers(old)}
    return {**deepcopy(dict(step)), "picture": {"kind": "screen", "screen": deepcopy(EMPTY_SCREEN), **kept}}


def marks_in_numbers(picture: Doc) -> list[NewDoc]:
    """Return the picture's marks as numbers, those that point at a part of a schematic too.

    A mark whose part is gone is left out: nobody knows where it stood.
    """
    drawing = drawing_of(picture)
    found = []
    for entry in picture.get("marks", ()):
        try:
            found.append(mark_of(entry, drawing).as_data())
        except (UnknownTarget, TypeError, ValueError):
            continue
    return found


def marks_kept(old: Doc, typed: Iterable[Doc]) -> list[NewDoc]:
    """Return the marks as typed; one that did not move and points at a part of the schematic goes on pointing at it."""
    drawing = drawing_of(old)
    pointing = []
    for entry in old.get("marks", ()):
        try:
            pointing.append((entry, mark_of(entry, drawing).as_data()))
        except (UnknownTarget, TypeError, ValueError):
            continue
    kept = []
    for mark in typed:
        twin = next((one for one in pointing if one[0].get("target") and _place(one[1]) == _place(mark)), None)
        if twin is None:
            kept.append(dict(mark))
            continue
        pointing.remove(twin)
        words = {"alt_zh": mark.get("alt_zh", ""), "alt_en": mark.get("alt_en", "")}
        kept.append({**twin[0], **{key: value for key, value in words.items() if value or key in twin[0]}})
    return kept


def drawing_of(picture: Doc) -> Drawing | None:
    """Return the schematic drawn, None for a screenshot and for rows that cannot be drawn."""
    if picture.get("kind") != "screen":
        return None
    screen = picture.get("screen") or {}
    try:
        return None if limit_faults(screen) else draw(screen)
    except (KeyError, IndexError, TypeError, ValueError, ZeroDivisionError, AttributeError):
        return None


def screenshots_in(doc: Doc) -> set[int]:
    """Return the numbers of the uploaded pictures a document shows."""
    pictures = (step.get("picture") or {} for step in doc.get("steps", ()))
    return {picture["screenshot"] for picture in pictures if picture.get("screenshot")}


def without_screenshots(doc: Doc, shown: Collection[int]) -> Doc:
    """Return the document as readers may see it: a step whose screenshot is not among `shown` has no picture."""
    if screenshots_in(doc) <= set(shown):
        return doc
    steps = [
        {**step, "picture": None} if screenshots_in({"steps": [step]}) - set(shown) else step for step in doc["steps"]
    ]
    return {**doc, "steps": steps}


def _place(mark: Doc) -> dict[str, Any]:
    return {
        key: value if key == "kind" else float(value or 0)
        for key, value in mark.items()
        if key in ("kind", "x", "y", "w", "h", "x2", "y2", "n")
    }


def _free_slug(doc: Doc) -> str:
    taken = {each["slug"] for each in doc.get("steps", ())}
    return next(name for n in range(1, len(taken) + 2) if (name := f"step-{n}") not in taken)
