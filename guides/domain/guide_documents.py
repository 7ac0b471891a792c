"""A guide's document in full: every key there, sources written out, dates as text. What a revision freezes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from guides.domain.entries import plain
from guides.domain.sources import with_source

Doc = Mapping[str, Any]

GUIDE: dict[str, Any] = {
    "tier": "",
    "kind": "steps",
    "use": "",
    "problems": [],
    "lead_zh": "",
    "lead_en": "",
    "minutes": None,
    "position": 100,
}
STEP: dict[str, Any] = {
    "text_zh": "",
    "text_en": "",
    "caption_zh": "",
    "caption_en": "",
    "stuck_zh": "",
    "stuck_en": "",
    "paste": "",
    "attach": [],
    "files": False,
    "tries": False,
    "hotline": False,
    "picture": None,
}
# The columns a guide's row repeats from its document, so that lists need not open it.
ROW = ("slug", "platform", "tier", "kind", "use", "problems", "title_zh", "title_en", "position")


def guide_documents(docs: Iterable[Doc], sources: Mapping[str, Doc]) -> list[dict[str, Any]]:
    """Return the documents of guides/*.yaml. UnknownSource for a source that is not listed."""
    return [complete(doc, sources) for doc in docs]


def complete(doc: Doc, sources: Mapping[str, Doc]) -> dict[str, Any]:
    """Return the document with every key and its sources written out."""
    whole = {**GUIDE, **with_source(doc, sources)}
    whole["steps"] = [
        {**STEP, **(with_source(step, sources) if step.get("source") else step)} for step in doc.get("steps", ())
    ]
    return _with_on(plain(whole))  # type: ignore[no-any-return]


def _with_on(value: Any) -> Any:
    """Return the value with its keys as written: YAML reads a bare `on:` as true."""
    if isinstance(value, Mapping):
        return {"on" if key is True else key: _with_on(each) for key, each in value.items()}
    return [_with_on(each) for each in value] if isinstance(value, list) else value
