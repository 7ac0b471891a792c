"""What the records say, as the facts of a letter to whoever the case is with now."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from cases.domain.chips import english_facts
from cases.domain.messages import LetterFacts
from cases.domain.zone import at_clock, local
from cases.models import Case, Contact, Promise
from cases.selectors import catalog


def facts_of_case(case: Case, *, now: datetime, promises: Sequence[Promise] | None = None) -> LetterFacts:
    """Return what the records say: the latest promise of this tier, who made it, and what came after.

    `promises` are the case's newest, with contact and agents, where the caller has read them: a query less.
    """
    order = case.order
    spoken = case.contacted_at is not None
    promise = cited_promise(case, case.tier, now, promises) if spoken else None
    contact = promise.contact if promise else _last_contact(case) if spoken else None
    chips = promise is not None and not promise.contact.words
    return LetterFacts(
        now=now,
        tier=case.tier,
        order_no=order.number,
        shop=order.shop,
        platform=catalog.platform_words(order.platform, "zh-hans").short,
        item=order.item,
        amount=str(order.amount) if order.amount is not None else "",
        paid_at=order.paid_at,
        signed_at=order.signed_at,
        problem=case.problem,
        problem_detail=case.problem_detail,
        demand=catalog.demand_words(case.demand, "zh-hans"),
        demand_deadline=reply_by(now),
        contact_at=contact.at if contact else None,
        channel=CHANNELS.get(contact.channel, "") if contact else "",
        agent_no=promise.agent.number if promise and promise.agent else _agent_of(contact),
        promise=promise.words if promise else "",
        promise_is_quote=not chips,
        promised_due=promise.due_at if promise else None,
        reminded_at=case.nudged_at if promise and case.nudged_at and case.nudged_at >= promise.heard_at else None,
        answered_at=case.replied_at if promise and case.replied_at and case.replied_at > promise.heard_at else None,
        refused_at=case.refused_at,
        english={"channel": CHANNELS_EN.get(contact.channel, "") if contact else ""}
        | (english_facts(promise.words) if promise and chips else {}),
    )


# The words of a letter are Chinese whatever the page's language.
CHANNELS = {"chat": "平台聊天", "phone": "电话", "form": "售后单", "mail": "邮件", "visit": "当面"}
CHANNELS_EN = {
    "chat": "the in-app chat",
    "phone": "phone",
    "form": "the after-sales form",
    "mail": "e-mail",
    "visit": "a visit",
}


def reply_by(now: datetime) -> datetime:
    """Return when an answer is asked for: 18:00 of the next day (our own choice)."""
    return at_clock(local(now).date() + timedelta(days=1), time(18, 0))


# How many of a case's promises its page reads.
LEDGER = 30
CITED = (Promise.State.RUNNING, Promise.State.BROKEN)


def cited_promise(case: Case, tier: str, now: datetime, known: Sequence[Promise] | None = None) -> Promise | None:
    """Return the latest promise of that tier that names a time and still holds, or was broken.

    Of several in one sentence: the one longest overdue, else the one due last. `known` are the case's newest.
    """
    fits = [row for row in known or () if row.state in CITED and row.due_at and row.contact.tier == tier]
    if not fits and (known is None or len(known) >= LEDGER):  # else that was all of them
        fits = _promises_cited(case, tier)
    dues = {row.due_at: row for row in fits if row.due_at and row.contact_id == fits[0].contact_id}
    if not dues:
        return None
    late = [due for due in dues if due <= now]
    return dues[min(late) if late else max(dues)]


def _promises_cited(case: Case, tier: str) -> list[Promise]:
    rows = Promise.objects.filter(case=case, contact__tier=tier, due_at__isnull=False, state__in=CITED)
    return list(rows.select_related("contact__agent", "agent").order_by("-heard_at", "-id")[:LEDGER])


def _last_contact(case: Case) -> Contact | None:
    rows = Contact.objects.filter(case=case, tier=case.tier, voided_at__isnull=True)
    return rows.select_related("agent").order_by("-at", "-id").first()


def _agent_of(contact: Contact | None) -> str:
    return contact.agent.number if contact and contact.agent else ""
