"""The next-step engine: `next_step(CaseSnapshot(...), now)` is the one thing to do in a case."""

from cases.domain.next_step.engine import ClockView, NextStep, next_step, next_window
from cases.domain.next_step.situation import ASKED_RULE, Situation, Standing, standing
from cases.domain.next_step.snapshot import CaseSnapshot, ContactView, DeadlineView
from cases.domain.next_step.table import Action

__all__ = [
    "ASKED_RULE",
    "Action",
    "CaseSnapshot",
    "ClockView",
    "ContactView",
    "DeadlineView",
    "NextStep",
    "Situation",
    "Standing",
    "next_step",
    "next_window",
    "standing",
]
