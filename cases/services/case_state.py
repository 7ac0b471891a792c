"""Moves a case: up a tier, closed, open again, corrected. Every move is an event; illegal ones raise."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Q

from cases.domain.lifecycle import CaseMove, CaseState, IllegalMove, Position, Tier, case_after
from cases.domain.next_step.snapshot import PAID
from cases.domain.outbox import CASE_CLOSED
from cases.domain.starts import MET_BY_ASKING, MET_BY_TIER
from cases.models import Case, Deadline, Mail
from cases.selectors.clocks import DISPUTE_RULE, filing_clock
from cases.services.case_ending import FIELDS as ENDING_FIELDS
from cases.services.case_ending import Ending, ending_put, ending_take_back, money_watch
from cases.services.case_lock import case_lock
from cases.services.deadlines import deadline_start, windows_meet
from cases.services.event import event_record
from cases.services.inbox_read import notices_answered
from cases.services.marks import case_marks_refresh
from cases.services.next_step import case_refresh_next
from cases.services.order import OrderFacts, order_update
from cases.services.owed import owed_drop
from cases.services.own_clocks import order_clocks_refresh, own_clocks_refresh
from cases.services.their_clocks import clocks_come_back, clocks_leave, clocks_settle

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
    *,
    case: Case,
    outcome: str,
    now: datetime,
    note: str = "",
    received_amount: Decimal | None = None,
    ending: Ending | None = None,
) -> None:
    """Close with an outcome and what has come back, None when nobody said. Running clocks end, reminders stay silent;
    of money that was promised and not paid the shopper is asked later (services.closed_sweep).

    IllegalMove when it is closed already. Queued mails stay: when their turn comes the sender sees a closed case and
    cancels them, or one open again.
    """
    case_lock(case=case)
    case_after(_position(case), CaseMove.CLOSE)
    owed_drop(case=case, now=now)
    notices_answered(case=case, now=now, over=True)
    case.closed_at, case.outcome, case.stale_at = now, outcome, None
    case.next_actor = case.next_kind = ""
    case.next_at = case.next_deadline = None
    if received_amount is not None:
        case.received_amount = received_amount
    left = ending_put(case=case, outcome=outcome, ending=ending or Ending(), now=now)
    case.save(
        update_fields=[
            *ENDING_FIELDS,
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
    clocks_settle(case=case, outcome=outcome, at=(ending and ending.came_at) or now, now=now)
    clocks_leave(case=case, now=now)
    data = {"outcome": outcome, "note": note} | left | _received(case)
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
    money_watch(case=case, outcome=outcome, now=now)
    case.save(update_fields=["outcome", "received_amount", "money_at"])
    data = {"outcome": outcome, "old": old} | _received(case)
    event_record(case=case, kind="result_corrected", at=now, now=now, data=data)
    return True


@transaction.atomic
def case_reopen(*, case: Case, now: datetime) -> None:
    """Open again: the order's own windows and what the closing had ended run on, with all that came meanwhile.

    What had ended before stays as the ledger has it. IllegalMove when it is open.
    """
    case_lock(case=case)
    case_after(_position(case), CaseMove.REOPEN)
    closed_at = case.closed_at
    was, case.outcome, case.closed_at = case.outcome, "", None
    case.next_kind, case.next_actor, case.next_at = "contact", "me", now
    taken = ending_take_back(case=case)
    case.save(update_fields=["outcome", "closed_at", "next_kind", "next_actor", "next_at", *taken])
    event_record(case=case, kind="case_reopened", at=now, now=now, data={"was": was})
    own_clocks_refresh(case=case, now=now)
    if closed_at is not None:
        clocks_come_back(case=case, ended_at=closed_at)
    _mails_again(case, now)
    case_refresh_next(case_ids=[case.pk], now=now)


def _mails_again(case: Case, now: datetime) -> None:
    """Queue again what would have been said while the case was closed; of windows only while they are open."""
    running = Deadline.objects.running().filter(Q(lane=Deadline.Lane.THEIRS) | Q(due_at__gt=now), case=case)
    held = Mail.objects.filter(deadline__in=running, state=Mail.State.CANCELLED, last_error=CASE_CLOSED)
    held.update(state=Mail.State.PENDING, act_at=now, last_error="")


@transaction.atomic
def tier_move(
    *,
    case: Case,
    to: str,
    now: datetime,
    at: datetime | None = None,
    reason: str = "",
    chosen: str = "",
    due_at: datetime | None = None,
    working: Any = (),
    provisional_year: int | None = None,
) -> None:
    """Move the case to another tier. The shopper has filed there: its usual time starts as a clock (`due_at`).

    `at` is when it went there, None for now. `chosen` is the code of an offered reason, `reason` what was typed.
    A clock counted over a year without its holidays says so (`provisional_year`). IllegalMove when it is there
    already, or closed.
    """
    case_lock(case=case)
    case_after(_position(case), _tier_move(case.tier, to))
    at = at or now
    owed_drop(case=case, now=now)
    was, case.tier = case.tier, to
    case.filed_at = None if to == Case.Tier.MERCHANT else at
    case.no_reply_at = case.stepped_in_at = None
    rule = filing_clock(to, case.order.platform, at).rule if to != Case.Tier.MERCHANT else ""
    case.step_in_at = due_at if rule == DISPUTE_RULE else None
    windows_meet(case=case, rules=_rules_met(Tier(to), asked=case.step_in_at is None), at=at, now=now)
    if to == Case.Tier.MERCHANT:
        # Back with the seller nothing is filed that would be newer than the money.
        case.moments = {name: at for name, at in case.moments.items() if name != PAID}
    case.save(update_fields=["tier", "filed_at", "no_reply_at", "step_in_at", "stepped_in_at", "moments"])
    clocks_leave(case=case, now=now, lane=Deadline.Lane.THEIRS, tier=was)
    data = {"from": was, "to": to, "reason": reason} | ({"chosen": chosen} if chosen else {})
    event_record(case=case, kind="tier_moved", at=at, now=now, data=data)
    if due_at is not None:
        deadline_start(
            case=case,
            lane=Deadline.Lane.THEIRS,
            rule=rule,
            tier=to,
            trigger_at=at,
            due_at=due_at,
            working=list(working),
            provisional_year=provisional_year,
            now=now,
        )
    own_clocks_refresh(case=case, now=now)
    case_marks_refresh(case=case)
    case_refresh_next(case_ids=[case.pk], now=now)


def _rules_met(to: Tier, *, asked: bool) -> tuple[str, ...]:
    """Return the shopper's own windows that going up to that tier meets. `asked`: no dispute with the seller comes
    before the platform itself."""
    asking = MET_BY_ASKING if to == Tier.PLATFORM and asked else ()
    return (*asking, *MET_BY_TIER.get(to, ()))


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
