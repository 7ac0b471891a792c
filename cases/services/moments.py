"""Days that start clocks, told by the shopper: each is an event, and the clocks follow."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from cases.domain.lifecycle import IllegalMove
from cases.domain.starts import OF_ORDER, STARTS, TO_THE_MINUTE, Trigger
from cases.domain.zone import local
from cases.models import Case, CaseEvent, Contact, Deadline, Order
from cases.selectors.clocks import DECIDED
from cases.services.case_lock import case_lock
from cases.services.deadlines import deadline_end, deadline_resume
from cases.services.event import event_record
from cases.services.next_step import case_refresh_next
from cases.services.owed import owed_drop
from cases.services.own_clocks import order_clocks_refresh, own_clocks_refresh
from cases.services.their_clocks import dispute_over


@transaction.atomic
def moment_note(*, case: Case, trigger: Trigger, at: datetime, now: datetime, contact: Contact | None = None) -> bool:
    """Return True when the day was new or another one; the clocks it starts run, those it answers are met.

    The earlier day stays on record. Signing and confirming belong to the order: every open case of it follows.
    `contact` is the entry that tells the day, where the shopper did not; both are taken back together.
    IllegalMove when the case is closed.
    """
    case_lock(case=case)
    if not case.is_open:
        raise IllegalMove("a closed case takes no days")
    old = _save(case, trigger, at)
    if old is None:
        return False
    event_record(
        case=case,
        kind="moment_noted",
        at=now,
        now=now,
        by_owner=contact is None,
        contact=contact,
        data={"trigger": str(trigger), "moment": at.isoformat(), "was": old},
    )
    for rule in (rule for start in STARTS if start.trigger is trigger for rule in start.ends):
        for row in Deadline.objects.live().filter(case=case, rule=rule, promise=None):
            deadline_end(deadline=row, state=Deadline.State.MET, now=now)
    if str(trigger) in DECIDED:
        dispute_over(case=case, now=now)
    if trigger is Trigger.MEDIATION_ENDED and case.tier == Case.Tier.REGULATOR:
        owed_drop(case=case, now=now, contact=contact)
    if trigger in OF_ORDER:
        order_clocks_refresh(order=case.order, now=now)
    else:
        own_clocks_refresh(case=case, now=now)
        case_refresh_next(case_ids=[case.pk], now=now)
    return True


def _save(case: Case, trigger: Trigger, at: datetime) -> str | None:
    """Return the earlier day, "" for none; None when it is the same."""
    if trigger in OF_ORDER:
        name = OF_ORDER[trigger]
        known = getattr(case.order, name)
        if known == at:
            return None
        setattr(case.order, name, at)
        Order.objects.filter(pk=case.order_id).update(**{name: at})
        return known.isoformat() if known else ""
    old = str(case.moments.get(str(trigger), ""))
    if old == at.isoformat() or (old and trigger not in TO_THE_MINUTE and _one_day(old, at)):
        return None
    case.moments = {**case.moments, str(trigger): at.isoformat()}
    case.save(update_fields=["moments"])
    return old


def _one_day(old: str, at: datetime) -> bool:
    return local(datetime.fromisoformat(old)).date() == local(at).date()


def moments_take_back(*, case: Case, contact: Contact, now: datetime) -> None:
    """Forget the days that this entry told: those before it hold again, unless another was told since.

    Runs inside the caller's lock; what the entry had ended is the caller's to revive.
    """
    for event in CaseEvent.objects.filter(case=case, contact=contact, kind="moment_noted"):
        trigger, old = event.data["trigger"], event.data["was"]
        if case.moments.get(trigger) != event.data["moment"]:
            continue
        kept = {name: at for name, at in case.moments.items() if name != trigger}
        case.moments = kept | ({trigger: old} if old else {})
        case.save(update_fields=["moments"])
        _windows_come_back(case, Trigger(trigger), contact)
        data = {"trigger": trigger, "moment": event.data["moment"], "again": old}
        event_record(case=case, kind="moment_dropped", at=now, now=now, by_owner=False, data=data)
        own_clocks_refresh(case=case, now=now)


def _windows_come_back(case: Case, trigger: Trigger, contact: Contact) -> None:
    """Let the shopper's own windows run on that the day had met: nothing was asked within them after all."""
    rules = [rule for start in STARTS if start.trigger is trigger for rule in start.ends]
    met = Deadline.objects.filter(case=case, lane=Deadline.Lane.MINE, rule__in=rules, state=Deadline.State.MET)
    for row in met.filter(ended_at=contact.created_at):
        deadline_resume(deadline=row)


@transaction.atomic
def goods_note(*, case: Case, goods: str, warranty: str, now: datetime) -> bool:
    """Return True when the category of the goods or whether they are on the 三包 list was told anew."""
    case_lock(case=case)
    if not case.is_open or (case.goods, case.warranty) == (goods, warranty):
        return False
    old = {"goods": case.goods, "warranty": case.warranty}
    case.goods, case.warranty = goods, warranty
    case.save(update_fields=["goods", "warranty"])
    event_record(
        case=case, kind="goods_noted", at=now, now=now, data={"goods": goods, "warranty": warranty, "old": old}
    )
    own_clocks_refresh(case=case, now=now)
    case_refresh_next(case_ids=[case.pk], now=now)
    return True
