"""Writes down what became of a claimed mail. Each outcome is one conditional UPDATE under our claim token."""

from __future__ import annotations

import logging
import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import DatabaseError, transaction
from django.db.models import F

from cases.adapters.bulk import as_stored, forgettable, row_update
from cases.adapters.courier import MailProblem, Refused, Unwritable
from cases.adapters.patience import patiently
from cases.adapters.trace import trace_of
from cases.domain.outbox import Act, Verdict
from cases.domain.zone import local
from cases.models import Mail, User
from cases.selectors.outbox import digest_step
from cases.services.helper import helper_copies
from cases.services.mail_write import Composed

logger = logging.getLogger(__name__)
REFUSALS_ALLOWED = 3
GIVE_UP_AFTER = timedelta(days=3)
LAST_ERROR_MOST = 200


@dataclass(frozen=True)
class Result:
    """The name a result is counted under."""

    name: str
    unreachable: bool = False


def mail_sent(*, mail: Mail, composed: Composed, now: datetime) -> Result:
    """The server has accepted it. True whatever happened to our lease meanwhile, so the token is not insisted on.

    Visible at once, on the disk with the sender's next claim: the shorter this takes, the rarer a killed sender's mail
    goes out again; a power cut can undo one mark per sender. Where its owner's banner goes with it, or helpers are
    told, that happens in the same transaction: a killed worker leaves nothing half done.
    """
    fields = _words(mail, composed, now) | {"state": Mail.State.SENT, "act_at": None, "sent_at": now}
    fields |= {"failing_since": None, "last_code": 250, "last_error": ""} | _emptied(mail)
    where = "id = %s AND (claim_token = %s OR state = 'pending')"
    row = [as_stored(Mail, "id", mail.pk), mail.claim_token]

    def mark() -> int:
        with forgettable():
            return row_update(Mail, fields | {"lease_until": None}, where, row)

    arrives_again = mail.user.mail_failed_at is not None and _to_owner(mail)

    @transaction.atomic
    def mark_and_tell() -> None:
        mark()
        if arrives_again:
            User.objects.filter(pk=mail.user_id).update(mail_failed_at=None)
        _tell_helpers(mail, composed, now)

    patiently(mark_and_tell if arrives_again or _has_helpers(mail) else mark)
    return Result("sent")


def mail_failed(*, mail: Mail, problem: MailProblem, composed: Composed, now: datetime) -> Result:
    """Back off and try again, or give up: after three refusals, three days, or when it cannot be written at all."""
    since = mail.failing_since or now
    refusals = mail.refusals + isinstance(problem, Refused)
    fields = _words(mail, composed, now) | {
        "failing_since": since,
        "refusals": refusals,
        "last_code": problem.code if problem.code and problem.code > 0 else None,
        "last_error": _one_line(str(problem)),
    }
    if refusals >= REFUSALS_ALLOWED or isinstance(problem, Unwritable) or now - since >= GIVE_UP_AFTER:
        given_up = fields | {"failing_since": None} | _emptied(mail)
        patiently(lambda: _bury(mail, given_up, now))
        return Result("dead")
    _update(mail, act_at=now + back_off(mail.attempts), **fields)
    return Result("failed")


def mail_set_aside(*, mail: Mail, verdict: Verdict) -> Result:
    """Postpone or cancel. A postponed mail was not tried."""
    if verdict.act is Act.POSTPONE:
        _update(mail, act_at=verdict.at, attempts=F("attempts") - 1)
        return Result("postponed")
    _update(mail, state=Mail.State.CANCELLED, act_at=None, failing_since=None, last_error=verdict.reason)
    return Result("cancelled")


def mail_released(*, mail: Mail) -> Result:
    """Give the row back untried."""
    _update(mail, attempts=F("attempts") - 1)
    return Result("released")


def mail_noted(*, mail: Mail, verdict: Verdict, composed: Composed, now: datetime) -> Result:
    """Show it in 通知 without a mail of its own: in the app only, or folded into the owner's next digest."""
    fields = _words(mail, composed, now) | {"act_at": None, "failing_since": None, "last_error": verdict.reason}
    if verdict.act is Act.FOLD and verdict.at is not None:
        at = verdict.at
        patiently(lambda: _fold(mail, at, now, fields, composed))
        return Result("folded")
    patiently(lambda: _keep_in_app(mail, now, fields, composed))
    return Result("in_app")


@transaction.atomic
def _keep_in_app(mail: Mail, now: datetime, fields: dict[str, Any], composed: Composed) -> None:
    _update(mail, state=Mail.State.IN_APP, **fields)
    _tell_helpers(mail, composed, now)


def _has_helpers(mail: Mail) -> bool:
    return mail.case is not None and mail.case.mailed_helpers > 0


def _tell_helpers(mail: Mail, composed: Composed, now: datetime) -> None:
    """Queue what helpers who want it are told, in the transaction that settles the owner's mail. Safe to repeat.

    What cannot be written to them must not undo the owner's: that mail would go out again and again.
    """
    if not _has_helpers(mail):
        return
    try:
        with transaction.atomic():
            helper_copies(mail=mail, subject=composed.subject, now=now)
    except DatabaseError:
        raise
    except Exception as error:
        logger.error("mail %s: its helpers could not be told: %s", mail.pk, trace_of(error))


def back_off(attempts: int) -> timedelta:
    """Return how long to wait after that many tries: RETRY_SECONDS doubled each time up to the ceiling, ±10 %."""
    seconds = settings.RETRY_SECONDS * 2 ** min(max(attempts, 1) - 1, 20)
    # Jitter: a thousand mails that failed together must not come back together.
    return timedelta(seconds=min(seconds, settings.RETRY_CEILING_SECONDS) * random.uniform(0.9, 1.1))


@transaction.atomic
def _bury(mail: Mail, fields: dict[str, Any], now: datetime) -> None:
    """Give the mail up and tell its owner on every page, both or neither: a killed worker leaves nobody untold."""
    if _update(mail, state=Mail.State.DEAD, act_at=None, **fields) and _to_owner(mail):
        User.objects.filter(pk=mail.user_id).update(mail_failed_at=now)


@transaction.atomic
def _fold(mail: Mail, at: datetime, now: datetime, fields: dict[str, Any], composed: Composed) -> None:
    digest = _digest_at(mail.user, at, now)
    if digest.state != Mail.State.PENDING:
        # That morning's digest is out already (a clock was set back): this goes into the next one.
        digest = _digest_at(mail.user, at + digest_step(mail.user.mail_mode), now)
    _update(mail, state=Mail.State.FOLDED, digest=digest, **fields)
    _tell_helpers(mail, composed, now)


def _digest_at(user: User, at: datetime, now: datetime) -> Mail:
    key = f"digest:{user.pk}:{local(at).date()}"
    defaults = {"kind": Mail.Kind.DIGEST, "user": user, "act_at": at, "created_at": now}
    return Mail.objects.get_or_create(key=key, defaults=defaults)[0]


def _update(mail: Mail, **fields: Any) -> int:
    row = Mail.objects.filter(pk=mail.pk, claim_token=mail.claim_token, state=Mail.State.PENDING)
    return patiently(lambda: row.update(lease_until=None, **fields))


def _words(mail: Mail, composed: Composed, now: datetime) -> dict[str, Any]:
    """Return what 通知 shows: the words of this try. An account mail is never shown and keeps its own."""
    if mail.kind == Mail.Kind.ACCOUNT:
        return {}
    return {"subject": composed.subject, "text": composed.text, "noted_at": mail.noted_at or now}


def _to_owner(mail: Mail) -> bool:
    """Return whether it went to the owner's address: a code may go to one they only want to change to."""
    return mail.to_address in ("", mail.user.email)


def _emptied(mail: Mail) -> dict[str, Any]:
    """Return what takes the words out of a finished account mail: it held a code, and nothing of that stays."""
    return {"text": "", "html": ""} if mail.kind == Mail.Kind.ACCOUNT else {}


def _one_line(words: str) -> str:
    return " ".join(words.split())[:LAST_ERROR_MOST]
