"""What is asked when a case is closed, and how long what hangs on it waits."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from cases.domain.zone import at_clock, local

# Something arrived: whoever closes so is asked to show it, or to say that there is nothing to show.
ARRIVED = ("full", "partial")
PROMISED = "promised_not_paid"
NO_PROOF = "none"
# What may have brought it about, in the order it is asked.
WORKED = ("message", "deadline", "evidence", "rule", "person", "platform", "regulator", "unknown")
# Months after which files are deleted; 0 keeps them.
MONTHS = (0, 3, 6, 12)
ASK_FIRST, ASK_AGAIN = timedelta(days=7), timedelta(days=14)
# That files go is said so long before, and never less than NOTICE_LEAST before they go.
NOTICE, NOTICE_LEAST = timedelta(days=14), timedelta(days=7)
MORNING = time(9, 0)


def money_first(now: datetime) -> datetime:
    """Return when to ask whether promised money has come, where nobody named a day: in a week, in the morning."""
    return at_clock(local(now + ASK_FIRST).date(), MORNING)


def files_go(closed: datetime, months: int) -> datetime | None:
    """Return the morning on which files go, so many months of 30 days after the closing; None to keep them."""
    return at_clock(local(closed + timedelta(days=30 * months)).date(), MORNING) if months else None


def known_worked(said: Sequence[str]) -> list[str]:
    """Return what was said to have worked, each once, in the order it is asked."""
    return [one for one in WORKED if one in said]
