"""What a special row is: data, and when it holds."""

from __future__ import annotations

from dataclasses import dataclass

from cases.domain.lifecycle import Tier
from cases.domain.next_step.situation import Situation
from cases.domain.next_step.table import Action, Row


@dataclass(frozen=True, slots=True)
class Special:
    """One row and when it holds. `open`, `over`, `none`: of these windows one is open, all that began are over, none
    began. `past` are more windows that are over. `ruled`: how the tier decided what was filed, last of all."""

    tiers: tuple[Tier, ...]
    situations: tuple[Situation, ...]
    row: Row
    problems: frozenset[str] = frozenset()
    open: tuple[str, ...] = ()
    over: tuple[str, ...] = ()
    past: tuple[str, ...] = ()
    none: tuple[str, ...] = ()
    clock: tuple[str, ...] = ()
    platforms: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    grounds: tuple[str, ...] = ()
    agreed: bool = False
    partly: bool = False
    ruled: tuple[str, ...] = ()
    returns: bool = False
    owed: tuple[str, ...] = ()
    unexplained: bool = False


def me(kind: str, title: str, reason: str, primary: Action, second: Action | None = None) -> Row:
    return Row(kind, "me", title, reason, primary, second)
