"""How the machinery is doing, in numbers: for /healthz/ and for the banner staff see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import DatabaseError, InterfaceError
from django.db.models import Max, Min

from cases.adapters.queue import broker_answers
from cases.models import Heartbeat, Mail

# Older than this and the scheduler counts as dead, the sender as stuck (reliability D6).
TICK_SECONDS_MOST = 90
UNSENT_SECONDS_MOST = 120
DEAD_COUNTED_TO = 1000


@dataclass(frozen=True)
class Health:
    """Seconds, counts and words; nothing about anyone. `dead` is counted up to DEAD_COUNTED_TO."""

    database: str = "down"
    broker: str = "down"
    # None: no tick was ever seen.
    tick_age: float | None = None
    # How long the longest-waiting mail has been due; 0 when none is.
    oldest_unsent: float = 0.0
    failing: int = 0
    dead: int = 0
    # The same, without what one single mailbox refuses for now: that is its owner's trouble, not the machinery's.
    oldest_stuck: float = 0.0

    @property
    def red(self) -> bool:
        """Whether reminders are late or lost. A silent broker alone is not: the ticks tell whether work is done."""
        return (
            self.database != "ok"
            or self.tick_age is None
            or self.tick_age > TICK_SECONDS_MOST
            or self.oldest_stuck > UNSENT_SECONDS_MOST
        )


def health_read(now: datetime) -> Health:
    """Return the health at `now`; a database that is down is an answer, not an error."""
    broker = "ok" if broker_answers() else "down"
    try:
        return _from_database(now, broker)
    except (DatabaseError, InterfaceError):
        return Health(broker=broker)


def _from_database(now: datetime, broker: str) -> Health:
    ticked = Heartbeat.objects.filter(name="tick").aggregate(at=Max("at"))["at"]
    since = Mail.objects.overdue(now).aggregate(at=Min("act_at"))["at"]
    # A mail that failed waits for its next try: its moment lies ahead, its trouble began when it first failed.
    failing = Mail.objects.failing().aggregate(at=Min("failing_since"))["at"]
    stuck = _since_trouble()
    return Health(
        database="ok",
        broker=broker,
        tick_age=_seconds(now, ticked) if ticked else None,
        oldest_unsent=_since(now, since, failing),
        oldest_stuck=_since(now, since, stuck),
        failing=Mail.objects.failing()[:DEAD_COUNTED_TO].count(),
        dead=Mail.objects.dead()[:DEAD_COUNTED_TO].count(),
    )


def _since_trouble() -> datetime | None:
    """Return since when mail fails for a reason of the server's: it cannot be reached, or it refuses several mailboxes.

    None while at most one address is answered with a code of its own (full, greylisted).
    """
    failing = Mail.objects.failing()
    unreachable = failing.filter(last_code__isnull=True).aggregate(at=Min("failing_since"))["at"]
    refused = list(failing.filter(last_code__isnull=False).values("user").annotate(at=Min("failing_since"))[:2])
    several = min(row["at"] for row in refused) if len(refused) > 1 else None
    return min((moment for moment in (unreachable, several) if moment is not None), default=None)


def _since(now: datetime, *moments: datetime | None) -> float:
    known = [moment for moment in moments if moment is not None]
    return _seconds(now, min(known)) if known else 0.0


def _seconds(now: datetime, then: datetime) -> float:
    return round(max((now - then).total_seconds(), 0.0), 1)
