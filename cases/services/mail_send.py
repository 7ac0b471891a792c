"""Sends what waits in the outbox: read some, claim one, write its text, hand it over, mark it, claim the next.

A kill at any point loses nothing: an unmarked row comes back when its lease ends, with the same Message-ID.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings

from cases.adapters import stopwatch
from cases.adapters.courier import Courier, MailProblem, Unreachable
from cases.adapters.patience import patiently
from cases.domain.outbox import Act, mail_verdict
from cases.models import Mail
from cases.selectors.outbox import mail_facts, mails_waiting
from cases.services import mail_outcome as outcome
from cases.services.mail_claim import mail_claim
from cases.services.mail_write import Compose, Composed, mail_message, mail_write

logger = logging.getLogger(__name__)

# Read together, claimed one by one; what was read longer ago than this is read again.
READ_TOGETHER = 100
FRESH_SECONDS = 1.0
# After so many failures to reach the server in a row the rest waits: it would only burn tries.
STRIKES = 3
# Of a lease this much may be gone when the dialogue starts, and of what is left the dialogue may take this much:
# it is over before anybody else can claim the row.
LEASE_SPENT = 0.75
LEASE_SHARE = 0.8

Clock = Callable[[], datetime]
SendCounts = Counter  # of "sent", "postponed", "folded", "in_app", "cancelled", "failed", "dead", "released"


def mail_send_due(
    *,
    now_fn: Clock,
    limit: int = 1000,
    connection: Any = None,
    compose: Compose | None = None,
    go_on: Callable[[], bool] = lambda: True,
) -> SendCounts[str]:
    """Return what became of at most `limit` waiting mails, oldest first, over one kept connection.

    Stops early when `go_on` says so, or when the mail server cannot be reached.
    """
    run = _Run(now_fn, courier_new(connection), compose, go_on)
    try:
        stuck = 0
        # Twice nothing: what is left belongs to another sender.
        while (left := limit - run.counts.total()) > 0 and stuck < 2 and run.may_go_on():
            mails = run.read(min(READ_TOGETHER, left))
            if not mails:
                break
            stuck = 0 if run.send_all(mails) else stuck + 1
    finally:
        run.courier.close()
    return run.counts


def mail_send_one(
    *, mail_id: UUID | str, now_fn: Clock, connection: Any = None, compose: Compose | None = None
) -> SendCounts[str]:
    """Return what became of this mail; nothing when it is not due or somebody else has it."""
    run = _Run(now_fn, courier_new(connection), compose, lambda: True)
    try:
        run.send_all(run.read(1, mail_id))
    finally:
        run.courier.close()
    return run.counts


def courier_new(connection: Any = None) -> Courier:
    return Courier(seconds=settings.SMTP_TIMEOUT_SECONDS, backend=connection)


class _Run:
    """One sender's walk through the outbox."""

    def __init__(self, now_fn: Clock, courier: Courier, compose: Compose | None, go_on: Callable[[], bool]) -> None:
        self.now_fn = now_fn
        self.courier = courier
        self.compose = compose
        self.go_on = go_on
        self.counts: SendCounts[str] = Counter()
        self.strikes = 0

    def may_go_on(self) -> bool:
        return self.strikes < STRIKES and self.go_on()

    def read(self, number: int, mail_id: UUID | str | None = None) -> list[Mail]:
        return patiently(lambda: mails_waiting(self.now_fn(), number, mail_id))

    def send_all(self, mails: list[Mail]) -> int:
        """Return how many of what was just read were settled, until it is no longer fresh."""
        read_at, before = stopwatch.reading(), self.counts.total()
        sent: Counter[int | None] = Counter()
        for mail in mails:
            if not self.may_go_on() or stopwatch.reading() - read_at > FRESH_SECONDS:
                break
            result = self._send(mail, sent[mail.case_id])
            if result is None:
                continue
            self.counts[result.name] += 1
            self.strikes = self.strikes + 1 if result.unreachable else 0
            sent[mail.case_id] += result.name == "sent"
        return self.counts.total() - before

    def _send(self, mail: Mail, sent_since: int) -> outcome.Result | None:
        claimed_at = stopwatch.reading()
        if not patiently(lambda: mail_claim(mail=mail)):
            return None
        now = self.now_fn()
        verdict = mail_verdict(mail_facts(mail, now, sent_since), now)
        if verdict.act in (Act.CANCEL, Act.POSTPONE):
            return outcome.mail_set_aside(mail=mail, verdict=verdict)
        composed = mail_write(mail=mail, now=now, compose=self.compose)
        if verdict.act is not Act.SEND:
            return outcome.mail_noted(mail=mail, verdict=verdict, composed=composed, now=now)
        left = settings.LEASE_SECONDS - (stopwatch.reading() - claimed_at)
        if left < settings.LEASE_SECONDS * (1 - LEASE_SPENT):
            # Too late to begin: another sender may hold this row before the server has answered.
            return outcome.mail_released(mail=mail)
        return self._hand_over(mail, composed, left * LEASE_SHARE)

    def _hand_over(self, mail: Mail, composed: Composed, within: float) -> outcome.Result:
        try:
            self.courier.deliver(mail_message(mail=mail, composed=composed), within=within)
        except MailProblem as problem:
            logger.warning("mail %s not accepted: %s %s", mail.pk, type(problem).__name__, problem.code or "")
            unreachable = isinstance(problem, Unreachable)
            result = outcome.mail_failed(mail=mail, problem=problem, composed=composed, now=self.now_fn())
            return outcome.Result(result.name, unreachable=unreachable)
        return outcome.mail_sent(mail=mail, composed=composed, now=self.now_fn())
