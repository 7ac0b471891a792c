"""Opens a case: order, file number, first event, the order's own clocks."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import F

from cases.models import Case, User
from cases.services.event import STALE_AFTER, event_record
from cases.services.order import OrderFacts, order_save
from cases.services.own_clocks import order_clocks_refresh
from cases.services.submission import submission_once, submission_result, submission_settle


@dataclass(frozen=True)
class CaseFacts:
    """The three elements as the shopper wrote them."""

    order: OrderFacts
    problem_type: str
    problem: str
    demand: str
    problem_detail: str = ""
    asked_amount: Decimal | None = None


@transaction.atomic
def case_open(*, owner: User, facts: CaseFacts, now: datetime, key: str = "") -> Case:
    """Return the new case, or the one that the same form (same `key`) has already opened."""
    fresh = submission_once(owner=owner, key=key or secrets.token_hex(8), now=now)
    if fresh is None:
        return Case.objects.get(owner=owner, ref=submission_result(owner=owner, key=key))
    order = order_save(owner=owner, facts=facts.order)
    # The counter's row lock makes file numbers gapless and unique per shopper.
    User.objects.filter(pk=owner.pk).update(last_file_no=F("last_file_no") + 1)
    file_no = User.objects.values_list("last_file_no", flat=True).get(pk=owner.pk)
    case = Case.objects.create(
        owner=owner,
        order=order,
        file_no=file_no,
        problem_type=facts.problem_type,
        problem=facts.problem,
        problem_detail=facts.problem_detail,
        demand=facts.demand,
        asked_amount=facts.asked_amount,
        opened_at=now,
        last_event_at=now,
        stale_at=now + STALE_AFTER,
        next_kind="contact",
        next_actor="me",
        next_at=now,
    )
    event_record(case=case, kind="case_opened", at=now, now=now)
    order_clocks_refresh(order=order, now=now)
    submission_settle(submission=fresh, result=case.ref)
    return case
