"""Where a promise stands, as pages and the dossier say it."""

from __future__ import annotations

from datetime import datetime

from cases.domain.next_step.snapshot import RULING_RULE
from cases.domain.promises.deeds import is_deed, kept_by_money, only_answers
from cases.models import Case, Deadline, FilingResult, Promise

# A promise whose clock was ended without an answer: the case was closed, or it has moved up.
UNWATCHED = "unwatched"
PAUSED = "paused"
# It counts from something that has to happen first (收到退货后48小时内), and nobody has told yet that it has.
CONDITIONAL = "conditional"


def promise_state(row: Promise, now: datetime) -> str:
    """Return running, paused, kept, broken, replaced, vague, conditional or unwatched; broken once its moment has
    passed, swept or not. What stands still because they wait for the shopper is not late, whatever its moment was.

    The row comes with its deadline. Of one that was not due when its clock was ended nobody knows whether it was kept.
    """
    if row.state != Promise.State.RUNNING or row.due_at is None:
        return CONDITIONAL if is_conditional(row) else row.state
    clock: Deadline | None = getattr(row, "deadline", None)
    if clock is not None and clock.state == Deadline.State.PAUSED:
        return PAUSED
    watched_until = now if clock is None or clock.ended_at is None else clock.ended_at
    if row.due_at <= watched_until:
        return Promise.State.BROKEN
    return Promise.State.RUNNING if clock is None or clock.ended_at is None else UNWATCHED


def is_conditional(row: Promise) -> bool:
    """Return whether its time counts from something that nobody has told to have happened."""
    return row.state == Promise.State.VAGUE and row.reading.get("reason") == CONDITIONAL


def condition_of(case: Case) -> str:
    """Return the words of what was promised last where the case is, if its time waits for something; else ""."""
    rows = Promise.objects.filter(case=case, contact__tier=case.tier).exclude(state=Promise.State.WITHDRAWN)
    last = rows.order_by("-heard_at", "-pk").first()
    return last.words if last is not None and is_conditional(last) else ""


def promises_deed(row: Promise) -> bool:
    """Return whether it is to do what was agreed to: no answer keeps it. The row comes with its contact."""
    return is_deed(row.contact.reply, row.words)


def stays_owed(old: Promise, by: Promise, *, chosen: bool) -> bool:
    """Return whether something to be done is owed whatever `by` says: no promise to answer takes its place. Words that
    leave open what is promised do, where the shopper chose so. The rows come with their contacts."""
    return promises_deed(old) and not promises_deed(by) and (not chosen or only_answers(by.words))


def clock_deed(row: Deadline) -> bool:
    """Return whether the clock is of something to be done, so that no answer is what is late: of what was agreed to,
    or of 京东's ruling (JD2 art. 16). The row comes with its promise and the contact of that."""
    return row.rule == RULING_RULE or (row.promise is not None and promises_deed(row.promise))


def deeds_awaited(case: Case) -> bool:
    """Return whether something that was agreed to is waited for, in time or overdue."""
    rows = Deadline.objects.live().filter(case=case, rule="CLK01", promise__isnull=False)
    return any(
        row.promise is not None and promises_deed(row.promise) for row in rows.select_related("promise__contact")
    )


def pays_off(row: Promise) -> bool:
    """Return whether money that came keeps it. The row comes with its contact."""
    return kept_by_money(row.contact.reply, row.words)


# Where what was agreed to was not promised by whoever speaks: the platform ruled, or both sides agreed at 12315.
RULED, MEDIATED = "ruled", "mediated"
RULINGS = (FilingResult.Kind.FOR, FilingResult.Kind.PARTLY)


def origin_of(row: Promise) -> str:
    """Return RULED, MEDIATED, or "" for a promise of their own. The row comes with its contact; one of a platform's
    that is no promise to answer costs a query where the contact comes without its result."""
    contact = row.contact
    if contact.tier == Case.Tier.MERCHANT or not promises_deed(row):
        return ""
    if contact.tier == Case.Tier.REGULATOR:
        # R121 arts 18, 24: 12315 promises nothing, it mediates.
        return MEDIATED
    result = getattr(contact, "result", None)
    return RULED if result is not None and result.kind in RULINGS else ""
