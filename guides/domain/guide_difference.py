"""What differs between two documents of a guide, part by part."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Doc = Mapping[str, Any]


def difference(theirs: Doc, ours: Doc) -> dict[str, tuple[Any, Any]]:
    """Return {part: (theirs, ours)} where they differ: "title_zh", "steps" (their order), "steps.<slug>.text_zh".

    A step that only one has is "steps.<slug>" with None for the other.
    """
    found = _keys(theirs, ours, "", ("steps",))
    left, right = _steps(theirs), _steps(ours)
    if list(left) != list(right):
        found["steps"] = (list(left), list(right))
    for slug in dict.fromkeys([*left, *right]):
        if slug in left and slug in right:
            found |= _keys(left[slug], right[slug], f"steps.{slug}.", ())
        else:
            found[f"steps.{slug}"] = (left.get(slug), right.get(slug))
    return found


def _keys(theirs: Doc, ours: Doc, prefix: str, leave: tuple[str, ...]) -> dict[str, tuple[Any, Any]]:
    names = [name for name in dict.fromkeys([*theirs, *ours]) if name not in leave]
    return {
        f"{prefix}{name}": (theirs.get(name), ours.get(name)) for name in names if theirs.get(name) != ours.get(name)
    }


def _steps(doc: Doc) -> dict[str, Doc]:
    return {step["slug"]: step for step in doc.get("steps", ())}
