"""How long nothing came counts from what was sent or handed in: a moment to look again, and nobody's promise."""

from __future__ import annotations

from datetime import datetime, timedelta

from cases.models import Case, Deadline
from cases.services.deadlines import deadline_end, deadline_start

# How long the other side may stay silent before it counts (facts CLK15, CLK14).
SILENCE = {Case.Tier.MERCHANT: ("CLK15", timedelta(hours=24)), Case.Tier.PLATFORM: ("CLK14", timedelta(days=2))}


def silence_start(*, case: Case, at: datetime, now: datetime) -> None:
    """Start the clock of silence of the case's tier from that moment, unless something of theirs runs already.

    What is over by now starts none: the step says that nothing has come. Runs in the caller's transaction.
    """
    if case.tier not in SILENCE:
        return
    rule, span = SILENCE[Case.Tier(case.tier)]
    running = Deadline.objects.running().filter(case=case, tier=case.tier, lane=Deadline.Lane.THEIRS)
    if at + span > now and not running.exists():
        deadline_start(
            case=case,
            lane=Deadline.Lane.THEIRS,
            rule=rule,
            tier=case.tier,
            trigger_at=at,
            due_at=at + span,
            working=[],
            now=now,
        )


def silence_end(*, case: Case, tier: str, at: datetime, now: datetime) -> None:
    """End the clock that counts from that moment: what it counted from was taken back."""
    rules = [rule for rule, _span in SILENCE.values()]
    for row in Deadline.objects.live().filter(case=case, tier=tier, rule__in=rules, trigger_at=at):
        deadline_end(deadline=row, state=Deadline.State.CANCELLED, now=now)
