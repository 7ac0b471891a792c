"""What the records say, as the facts of a letter to whoever the case is with now."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from cases.domain.chips import english_facts
from cases.domain.messages import LetterFacts
from cases.domain.zone import at_clock, local
from cases.models import Case, Contact, Promise
from cases.selectors import catalog


def facts_of_case(case: Case, *, now: datetime) -> LetterFacts:
    """Return what the records say: the latest promise of this tier, who made it, and what came after."""
    order = case.order
    spoken = case.contacted_at is not None
    promise = cited_promise(case, case.tier) if spoken else None
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


def cited_promise(case: Case, tier: str) -> Promise | None:
    """Return the latest promise of that tier that names a time and still holds, or was broken."""
    rows = Promise.objects.filter(case=case, contact__tier=tier, due_at__isnull=False)
    rows = rows.filter(state__in=[Promise.State.RUNNING, Promise.State.BROKEN])
    return rows.select_related("contact__agent", "agent").order_by("-heard_at", "-id").first()


def _last_contact(case: Case) -> Contact | None:
    rows = Contact.objects.filter(case=case, tier=case.tier, voided_at__isnull=True)
    return rows.select_related("agent").order_by("-at", "-id").first()


def _agent_of(contact: Contact | None) -> str:
    return contact.agent.number if contact and contact.agent else ""
