"""The words of letters: those that ship, and an editor's own in their place."""

from __future__ import annotations

from functools import lru_cache

from cases.domain.messages.grammar import Template
from cases.domain.messages.letter import TEMPLATES, Own
from cases.domain.messages.notation import Unreadable, read
from guides.selectors.letters import letters


def own_letters() -> Own:
    """Return an editor's letters by (language, code); nothing for those whose shipped words hold."""
    found = {}
    for code, one in letters().items():
        for tongue, text in (("zh", one.text.zh), ("en", one.text.en)):
            template = template_of(code, tongue, text) if text else None
            if template is not None:
                found[tongue, code] = template
    return found


@lru_cache(maxsize=256)
def template_of(code: str, tongue: str, text: str) -> Template | None:
    """Return the template of an editor's text, None for one that cannot be read: what ships is said then."""
    shipped = TEMPLATES[tongue].get(code)
    try:
        return read(text, tongue, shipped.gap) if shipped else None
    except Unreadable:
        return None
