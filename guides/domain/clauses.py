"""Sentences with gaps: a clause whose gap stays empty falls away as a whole."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

GAP = re.compile(r"\{(\w+)\}")


def filled(text: str, facts: Mapping[str, str]) -> str:
    """Return the text with its gaps filled; one that is not known is left empty."""
    return GAP.sub(lambda match: facts.get(match[1], ""), text)


def kept(clauses: Iterable[str], facts: Mapping[str, str]) -> list[str]:
    """Return the clauses that can be said, filled in."""
    return [filled(each, facts) for each in clauses if all(facts.get(gap) for gap in GAP.findall(each))]


def joined(clauses: Iterable[str], facts: Mapping[str, str], by: str = "，") -> str:
    """Return what can be said as one text."""
    return by.join(kept(clauses, facts))
