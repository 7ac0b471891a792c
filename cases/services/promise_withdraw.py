"""Withdraws a promise that was never made as its entry said, and takes one up again that was."""

from __future__ import annotations

from datetime import datetime

from cases.domain.lifecycle import PromiseMove, PromiseState, promise_after
from cases.models import Case, Deadline, Promise
from cases.services.deadlines import deadline_end, deadline_resume


def promise_withdraw(*, promise: Promise, now: datetime) -> None:
    """End the promise and its clock. The row comes with its deadline; its words stay as they were."""
    deadline: Deadline | None = getattr(promise, "deadline", None)
    if deadline is not None and deadline.is_live:
        deadline_end(deadline=deadline, state=Deadline.State.CANCELLED, now=now)
    promise.state, promise.settled_at = Promise.State.WITHDRAWN, now
    promise.save(update_fields=["state", "settled_at"])


def promise_take_up(*, promise: Promise, case: Case) -> None:
    """Await a withdrawn promise again, because its entry names a moment again. The caller saves the promise.

    Nothing runs in a tier that the case has left.
    """
    promise.state = promise_after(PromiseState(promise.state), PromiseMove.REVIVE)
    promise.settled_at = None
    deadline: Deadline | None = getattr(promise, "deadline", None)
    if deadline is not None and deadline.state == Deadline.State.CANCELLED and deadline.tier == case.tier:
        deadline_resume(deadline=deadline)
