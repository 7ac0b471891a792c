"""One pass of everything that waits. It may run twice at once, late, or not for days: the next one does it all."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings

from cases.adapters import stopwatch
from cases.adapters.trace import trace_of
from cases.services.account_delete import deletions_sweep
from cases.services.clean_up import clean_up
from cases.services.closed_sweep import closed_sweep
from cases.services.deadline_sweep import deadlines_sweep
from cases.services.evidence_check import strays_sweep
from cases.services.evidence_develop import evidence_sweep
from cases.services.export_make import exports_sweep
from cases.services.heartbeat import heartbeat_write
from cases.services.mail_send import mail_send_due
from cases.services.mail_write import Compose
from cases.services.night_check import night_check
from cases.services.pack_build import packs_sweep
from cases.services.picture_read import AT_ONCE, pictures_sweep
from cases.services.provisional_sweep import provisional_sweep
from cases.services.stale_sweep import stale_sweep

logger = logging.getLogger(__name__)

Clock = Callable[[], datetime]
BATCH = 1000
# The pulse is written this often while a long pass goes on, so that health can tell long from dead.
PULSE_SECONDS = 15.0


@dataclass(frozen=True)
class Reads:
    """How many waiting pictures a pass reads itself, and for how long one must have waited for its own worker."""

    most: int = AT_ONCE
    after: timedelta = timedelta(0)


def tick_run(
    *,
    now_fn: Clock,
    go_on: Callable[[], bool] = lambda: True,
    rehearsal: bool = False,
    connection: Any = None,
    compose: Compose | None = None,
    reads: Reads = Reads(),
) -> Counter[str]:
    """Return what was done. Sweeps a batch, sends it, sweeps the next, until nothing waits or `go_on` says stop.

    `reads` bounds the pictures read here, each of which takes seconds. A `rehearsal` has a moment of its own and
    writes no pulse. An error in one part is logged and counted, and the other parts go on.
    """
    counts: Counter[str] = Counter()
    pulse = _Pulse(now_fn, silent=rehearsal)
    _part(counts, "stale", lambda: stale_sweep(now=now_fn()))
    _part(counts, "closed", lambda: closed_sweep(now=now_fn()))
    _part(counts, "recounted", lambda: provisional_sweep(now=now_fn()))
    _part(counts, "cleaned", lambda: clean_up(now=now_fn()))
    _part(counts, "rederived", lambda: night_check(now=now_fn()))

    def still() -> bool:
        pulse.beat()
        return go_on()

    more = True
    while more and still():
        swept = _part(counts, "sweep", lambda: deadlines_sweep(now=now_fn(), limit=BATCH))
        if swept is not None:
            counts.update(claimed=swept.claimed, lapsed=swept.lapsed, queued=swept.mails)
        sent = _part(
            counts,
            "mail",
            lambda: mail_send_due(now_fn=now_fn, limit=BATCH, connection=connection, compose=compose, go_on=still),
        )
        counts.update(sent or {})
        more = bool(swept and swept.claimed == BATCH) or bool(sent and sent.total() >= BATCH)
    # After the mail: no reminder waits for a picture.
    _part(counts, "developed", lambda: evidence_sweep(now_fn=now_fn, go_on=still))
    _part(counts, "read", lambda: pictures_sweep(now_fn=now_fn, most=reads.most, after=reads.after, go_on=still))
    _part(counts, "bound", lambda: packs_sweep(now_fn=now_fn, go_on=still))
    if not rehearsal:
        # What cannot be undone goes by the real clock alone.
        _part(counts, "purged", lambda: deletions_sweep(now=now_fn()))
        _part(counts, "exported", lambda: exports_sweep(now_fn=now_fn, go_on=still))
        _part(counts, "swept_files", lambda: strays_sweep(now=now_fn()))
    return counts


def _part(counts: Counter[str], name: str, run: Callable[[], Any]) -> Any:
    """Return what the part returns, None after an error. A number is counted under its name."""
    try:
        result = run()
    except Exception as error:
        logger.error("tick: %s failed, the next tick tries again: %s", name, trace_of(error))
        counts["errors"] += 1
        return None
    if isinstance(result, int):
        counts[name] += result
    return result


class _Pulse:
    """Writes the heartbeat at once and then every PULSE_SECONDS of a long pass."""

    def __init__(self, now_fn: Clock, *, silent: bool) -> None:
        self.now_fn = now_fn
        self.silent = silent
        self.last: float | None = None

    def beat(self) -> None:
        every = min(PULSE_SECONDS, settings.TICK_SECONDS)
        if self.silent or (self.last is not None and stopwatch.reading() - self.last < every):
            return
        self.last = stopwatch.reading()
        try:
            heartbeat_write(name="tick", now=self.now_fn())
        except Exception as error:
            logger.error("tick: the heartbeat could not be written: %s", trace_of(error))
