"""The stages of one deadline in order, from its first warning to its last mail or its close."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cases.domain.next_step.engine import CLOSING_WITHIN
from cases.domain.stages import MINE, Stage, StageName, stages_mine, stages_theirs

# The moment a window of the shopper's own closes: the row changes, no mail is due (the last warning was it).
CLOSED = "closed"
# The moment it becomes the shopper's next step (CLOSING_WITHIN): lists go by it, no mail is due.
CLOSING = "closing"
WARNINGS = frozenset({StageName.SOON, *MINE})


@dataclass(frozen=True, slots=True)
class Turn:
    """One step of a deadline: a stage's name, "closing" or "closed", and its moment."""

    name: str
    at: datetime


def agenda(lane: str, trigger_at: datetime, due_at: datetime, created_at: datetime, grace: float) -> tuple[Turn, ...]:
    """Return every turn of a deadline, rising. What lay behind when it was recorded is not warned of.

    A promise that had lapsed before it was recorded keeps its lapse and the latest stage: both belong on record.
    """
    if lane == "mine":
        warnings = _turns(stages_mine(due_at, created_at=created_at))
        closing = Turn(CLOSING, due_at - CLOSING_WITHIN)
        ahead = (closing,) if closing.at > created_at else ()
        # Of one moment the warning comes last: it is the one to mail about.
        return (*sorted((*ahead, *warnings), key=lambda turn: turn.at), Turn(CLOSED, due_at))
    turns = _turns(stages_theirs(trigger_at, due_at, int(grace)))
    return tuple(turn for turn in turns if turn.name not in WARNINGS or turn.at > created_at)


def turns_from(turns: tuple[Turn, ...], stage: str) -> tuple[Turn, ...]:
    """Return the turns from the named one on; all of them when it is not among them (the rules have changed)."""
    names = [turn.name for turn in turns]
    return turns[names.index(stage) :] if stage in names else turns


def split_at(turns: tuple[Turn, ...], now: datetime) -> tuple[tuple[Turn, ...], Turn | None]:
    """Return (the turns at or before `now`, the next one or None)."""
    passed = tuple(turn for turn in turns if turn.at <= now)
    ahead = turns[len(passed) :]
    return passed, ahead[0] if ahead else None


def mail_turn(passed: tuple[Turn, ...], due_at: datetime, now: datetime) -> Turn | None:
    """Return the one turn to mail about: the latest passed, and never a warning of what has happened already."""
    spoken = [turn for turn in passed if turn.name != CLOSING]
    if not spoken:
        return None
    last = spoken[-1]
    if last.name == CLOSED or (last.name in WARNINGS and due_at <= now):
        return None
    return last


def lapses(passed: tuple[Turn, ...]) -> bool:
    """Return whether the moment of truth is among the passed turns: their promise broken, or my window closed."""
    return any(turn.name in (StageName.DUE, CLOSED) for turn in passed)


def _turns(stages: tuple[Stage, ...]) -> tuple[Turn, ...]:
    return tuple(Turn(str(stage.name), stage.at) for stage in stages)
