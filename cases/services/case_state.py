"""Moves a case: up a tier, closed, open again, corrected. Every move is an event; illegal ones raise."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from cases.domain.lifecycle import CaseMove, CaseState, IllegalMove, Position, Tier, case_after
from cases.domain.outbox import CASE_CLOSED
from cases.models import Case, Deadline, Mail
from cases.selectors.clocks import DISPUTE_RULE, filing_clock
from cases.services.case_lock import case_lock
from cases.services.deadlines import deadline_end, deadline_start
from cases.services.event import event_record
from cases.services.marks import case_marks_refresh
from cases.services.next_step import case_refresh_next
from cases.services.order import OrderFacts, order_update
from cases.services.own_clocks import order_clocks_refresh, own_clocks_refresh

TIER_MOVES = {
    (Tier.MERCHANT, Tier.PLATFORM): CaseMove.TO_PLATFORM,
    (Tier.MERCHANT, Tier.REGULATOR): CaseMove.TO_REGULATOR,
    (Tier.PLATFORM, Tier.REGULATOR): CaseMove.TO_REGULATOR,
    (Tier.PLATFORM, Tier.MERCHANT): CaseMove.BACK_TO_MERCHANT,
    (Tier.REGULATOR, Tier.MERCHANT): CaseMove.BACK_TO_MERCHANT,
    (Tier.REGULATOR, Tier.PLATFORM): CaseMove.BACK_TO_PLATFORM,
}


def _position(case: Case) -> Position:
    return Position(CaseState.OPEN if case.is_open else CaseState.CLOSED, Tier(case.tier))


def _tier_move(here: str, to: str) -> CaseMove:
    try:
        return TIER_MOVES[Tier(here), Tier(to)]
    except KeyError:
        raise IllegalMove(f"{here} to {to} is no move") from None


@transaction.atomic
def case_close(
    *, case: Case, outcome: str, now: datetime, note: str = "", received_amount: Decimal | None = None
) -> None:
    """Close with an outcome and what has come back, None when nobody said. Running clocks end, reminders stay silent.

    IllegalMove when it is closed already. Queued mails stay: when their turn comes the sender sees a closed case and
    cancels them, or one open again.
    """
    case_lock(case=case)
    case_after(_position(case), CaseMove.CLOSE)
    case.closed_at, case.outcome, case.stale_at = now, outcome, None
    case.next_actor = case.next_kind = ""
    case.next_at = case.next_deadline = None
    if received_amount is not None:
        case.received_amount = received_amount
    case.save(
        update_fields=[
            "closed_at",
            "outcome",
            "received_amount",
            "stale_at",
            "next_actor",
            "next_kind",
            "next_at",
            "next_deadline",
        ]
    )
    for row in Deadline.objects.running().filter(case=case):
        deadline_end(deadline=row, state=Deadline.State.CANCELLED, now=now)
    data = {"outcome": outcome, "note": note} | _received(case)
    event_record(case=case, kind="case_closed", at=now, now=now, data=data)


def _received(case: Case) -> dict[str, str]:
    return {} if case.received_amount is None else {"received": str(case.received_amount)}


@transaction.atomic
def case_result_correct(*, case: Case, outcome: str, received_amount: Decimal | None, now: datetime) -> bool:
    """Correct how a closed case ended: what was promised may arrive later. False when it is open or nothing changed."""
    case_lock(case=case)
    if case.is_open or (case.outcome, case.received_amount) == (outcome, received_amount):
        return False
    old = {"outcome": case.outcome} if case.outcome != outcome else {}
    if case.received_amount is not None and case.received_amount != received_amount:
        old["received_amount"] = str(case.received_amount)
    case.outcome, case.received_amount = outcome, received_amount
    case.save(update_fields=["outcome", "received_amount"])
    data = {"outcome": outcome, "old": old} | _received(case)
    event_record(case=case, kind="result_corrected", at=now, now=now, data=data)
    return True


@transaction.atomic
def case_reopen(*, case: Case, now: datetime) -> None:
    """Open again: the order's own windows run on if they still can; promises stay as the ledger has them.

    IllegalMove when it is open.
    """
    case_lock(case=case)
    case_after(_position(case), CaseMove.REOPEN)
    was, case.outcome, case.closed_at = case.outcome, "", None
    case.next_kind, case.next_actor, case.next_at = "contact", "me", now
    case.save(update_fields=["outcome", "closed_at", "next_kind", "next_actor", "next_at"])
    event_record(case=case, kind="case_reopened", at=now, now=now, data={"was": was})
    own_clocks_refresh(case=case, now=now)
    _warnings_again(case, now)
    case_refresh_next(case_ids=[case.pk], now=now)


def _warnings_again(case: Case, now: datetime) -> None:
    """Queue again the warnings of windows still open whose turn came while the case was closed."""
    running = Deadline.objects.running().filter(case=case, lane=Deadline.Lane.MINE, due_at__gt=now)
    held = Mail.objects.filter(deadline__in=running, state=Mail.State.CANCELLED, last_error=CASE_CLOSED)
    held.update(state=Mail.State.PENDING, act_at=now, last_error="")


@transaction.atomic
def tier_move(
    *,
    case: Case,
    to: str,
    now: datetime,
    reason: str = "",
    due_at: datetime | None = None,
    working: Any = (),
    provisional_year: int | None = None,
) -> None:
    """Move the case to another tier. The shopper has filed there: its usual time starts as a clock (`due_at`).

    A clock counted over a year without its holidays says so (`provisional_year`). IllegalMove when it is there
    already, or closed.
    """
    case_lock(case=case)
    case_after(_position(case), _tier_move(case.tier, to))
    was, case.tier = case.tier, to
    case.filed_at = None if to == Case.Tier.MERCHANT else now
    case.no_reply_at = case.stepped_in_at = None
    rule = filing_clock(to, case.order.platform, now).rule if to != Case.Tier.MERCHANT else ""
    case.step_in_at = due_at if rule == DISPUTE_RULE else None
    case.save(update_fields=["tier", "filed_at", "no_reply_at", "step_in_at", "stepped_in_at"])
    for row in Deadline.objects.running().filter(case=case, lane=Deadline.Lane.THEIRS, tier=was):
        deadline_end(deadline=row, state=Deadline.State.CANCELLED, now=now)
    event_record(case=case, kind="tier_moved", at=now, now=now, data={"from": was, "to": to, "reason": reason})
    if due_at is not None:
        deadline_start(
            case=case,
            lane=Deadline.Lane.THEIRS,
            rule=rule,
            tier=to,
            trigger_at=now,
            due_at=due_at,
            working=list(working),
            provisional_year=provisional_year,
            now=now,
        )
    case_marks_refresh(case=case)
    case_refresh_next(case_ids=[case.pk], now=now)


@transaction.atomic
def case_correct(*, case: Case, fields: dict[str, Any], order: OrderFacts, now: datetime, version: int) -> bool:
    """Correct what was written; the old values are kept in an event. False when somebody saved or closed in between."""
    case_lock(case=case)
    if not case.is_open:
        return False
    if Case.objects.filter(pk=case.pk, version=version).update(version=version + 1) != 1:
        return False
    old = order_update(order=case.order, facts=order)
    for name, value in fields.items():
        if value != getattr(case, name):
            known = getattr(case, name)
            old[name] = "" if known is None else str(known)
            setattr(case, name, value)
    case.version = version + 1
    case.save(update_fields=list(fields))
    if old:
        event_record(case=case, kind="case_corrected", at=now, now=now, data={"old": old})
        order_clocks_refresh(order=case.order, now=now)
    return True
