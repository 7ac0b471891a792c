"""Sends what waits in the outbox: claim one row, look at the world again, write the text, hand it over, mark it.

A kill at any point loses nothing: an unmarked row comes back when its lease ends, with the same Message-ID.
"""

from __future__ import annotations

import logging
import time
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.db.models import F
from django.db.models.functions import Now

from cases.adapters.courier import Courier, MailProblem, Unreachable
from cases.adapters.patience import patiently
from cases.domain.outbox import Act, mail_verdict
from cases.models import Mail
from cases.selectors.outbox import mail_claimed, mail_facts
from cases.services import mail_outcome as outcome
from cases.services.mail_write import Compose, Composed, mail_message, mail_write

logger = logging.getLogger(__name__)

CANDIDATES = 50
# After so many failures to reach the server in a row the rest waits: it would only burn tries.
STRIKES = 3
# Of a lease this much may be gone when the dialogue starts; the dialogue itself takes a quarter at most.
LEASE_SPENT = 0.75
LEASE_SHARE = 0.25

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
    counts: SendCounts[str] = Counter()
    courier = courier_new(connection)
    strikes = 0
    try:
        while counts.total() < limit:
            before = counts.total()
            for mail_id, token in _candidates(now_fn(), min(CANDIDATES, limit - before)):
                if strikes >= STRIKES or not go_on():
                    return counts
                result = _send(mail_id, token, now_fn, courier, compose)
                if result is not None:
                    counts[result.name] += 1
                    strikes = strikes + 1 if result.unreachable else 0
            if counts.total() == before:
                return counts
    finally:
        courier.close()
    return counts


def mail_send_one(
    *, mail_id: UUID | str, now_fn: Clock, connection: Any = None, compose: Compose | None = None
) -> SendCounts[str]:
    """Return what became of this mail; nothing when it is not due or somebody else has it."""
    waiting = Mail.objects.waiting(now_fn()).filter(pk=mail_id).values_list("claim_token", flat=True).first()
    if waiting is None:
        return Counter()
    courier = courier_new(connection)
    try:
        result = _send(UUID(str(mail_id)), waiting, now_fn, courier, compose)
    finally:
        courier.close()
    return Counter([result.name] if result else [])


def courier_new(connection: Any = None) -> Courier:
    """Return a courier whose dialogue ends well within a lease."""
    seconds = min(settings.SMTP_TIMEOUT_SECONDS, settings.LEASE_SECONDS * LEASE_SHARE)
    return Courier(seconds=seconds, backend=connection)


def _candidates(now: datetime, number: int) -> list[tuple[UUID, str]]:
    rows = Mail.objects.waiting(now).order_by("act_at", "id").values_list("id", "claim_token")
    return patiently(lambda: list(rows[:number]))


def _claim(mail_id: UUID, old_token: str) -> str | None:
    """Return our token when exactly this row became ours, None when somebody else was faster."""
    token = uuid4().hex
    row = Mail.objects.filter(pk=mail_id, state=Mail.State.PENDING, claim_token=old_token).unleased()
    changed = row.update(
        claim_token=token,
        lease_until=Now() + timedelta(seconds=settings.LEASE_SECONDS),
        attempts=F("attempts") + 1,
    )
    return token if changed == 1 else None


def _send(
    mail_id: UUID, old_token: str, now_fn: Clock, courier: Courier, compose: Compose | None
) -> outcome.Result | None:
    claimed_at = time.monotonic()
    token = patiently(lambda: _claim(mail_id, old_token))
    if token is None:
        return None
    now = now_fn()
    mail = patiently(lambda: mail_claimed(mail_id, token, now))
    if mail is None:
        return None
    verdict = mail_verdict(mail_facts(mail, now), now)
    if verdict.act in (Act.CANCEL, Act.POSTPONE):
        return outcome.mail_set_aside(mail=mail, verdict=verdict)
    composed = mail_write(mail=mail, now=now, compose=compose)
    if verdict.act is not Act.SEND:
        return outcome.mail_noted(mail=mail, verdict=verdict, composed=composed, now=now)
    if time.monotonic() - claimed_at > settings.LEASE_SECONDS * LEASE_SPENT:
        # Too late to begin: another sender may hold this row before the server has answered.
        return outcome.mail_released(mail=mail)
    return _hand_over(mail, composed, now_fn, courier)


def _hand_over(mail: Mail, composed: Composed, now_fn: Clock, courier: Courier) -> outcome.Result:
    try:
        courier.deliver(mail_message(mail=mail, composed=composed))
    except MailProblem as problem:
        logger.warning("mail %s not accepted: %s %s", mail.pk, type(problem).__name__, problem.code or "")
        result = outcome.mail_failed(mail=mail, problem=problem, composed=composed, now=now_fn())
        return result if not isinstance(problem, Unreachable) else outcome.Result(result.name, unreachable=True)
    return outcome.mail_sent(mail=mail, composed=composed, now=now_fn())
