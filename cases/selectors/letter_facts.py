"""What the records say, as the facts of a letter to whoever the case is with now."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from decimal import Decimal

from cases.domain.chips import english_facts
from cases.domain.lifecycle import STOPS_CLOCK
from cases.domain.messages import LetterFacts
from cases.domain.next_step.special import FAKE
from cases.domain.zone import at_clock, local
from cases.models import Case, Contact, Deadline, Promise
from cases.selectors import catalog
from cases.selectors.promises import origin_of, promises_deed

# What is wrong there is what the seller does, or that nothing came.
NOT_GOODS = frozenset({"refund_late", "refund_refused", "repair_refused", "not_received", "price", "unreachable"})


def facts_of_case(case: Case, *, now: datetime, promises: Sequence[Promise] | None = None) -> LetterFacts:
    """Return what the records say: the latest promise of this tier, who made it, and what came after.

    `promises` are the case's newest, with contact and agents, where the caller has read them: a query less.
    """
    order = case.order
    spoken = case.contacted_at is not None
    promise = cited_promise(case, case.tier, now, promises) if spoken else None
    contact = promise.contact if promise else _last_contact(case) if spoken else None
    chips = promise is not None and not promise.contact.words
    heard = promise.heard_at if promise else None
    answers = answers_of(case) if spoken and case.replied_at else []
    agreed = agreement_in(answers) if case.tier != Case.Tier.REGULATOR else None
    deed = promise is not None and promises_deed(promise)
    return LetterFacts(
        now=now,
        tier=case.tier,
        order_no=order.number,
        shop=order.shop,
        platform=catalog.platform_words(order.platform, "zh-hans").short,
        item=order.item,
        amount=str(order.amount) if order.amount is not None else "",
        asked_amount=asked_part(case.asked_amount, order.amount),
        paid_at=order.paid_at,
        signed_at=order.signed_at,
        problem=case.problem,
        problem_detail=case.problem_detail,
        suspected_fake=case.problem_type in FAKE,
        not_goods=case.problem_type in NOT_GOODS,
        demand=catalog.demand_words(case.demand, "zh-hans"),
        demand_deadline=reply_by(now),
        contact_at=contact.at if contact else None,
        channel=CHANNELS.get(contact.channel, "") if contact else "",
        agent_no=promise.agent.number if promise and promise.agent else _agent_of(contact),
        promise=promise.words if promise else "",
        promise_is_quote=not chips,
        promised_due=promise.due_at if promise else None,
        reminded_at=case.nudged_at if promise and case.nudged_at and case.nudged_at >= promise.heard_at else None,
        deed=deed,
        origin=origin_of(promise) if promise else "",
        # What was agreed to is kept by no answer: only that they took it back counts, and is told as a refusal.
        answered_at=None if deed else _answered_at(case, heard, contact),
        answer_at=first_answer(answers, heard) if heard and not deed else None,
        agreed_at=agreed.at if agreed else None,
        agreed_agent=_agent_of(agreed),
        asked=promise is not None or contact is None or _is_asking(contact),
        # Who refused and then promised again has answered nothing yet.
        refused_at=case.refused_at if not (heard and case.refused_at and case.refused_at < heard) else None,
        english={"channel": CHANNELS_EN.get(contact.channel, "") if contact else ""}
        | (english_facts(promise.words) if promise and chips else {}),
    )


def asked_part(asked: Decimal | None, paid: Decimal | None) -> str:
    """Return the sum asked for, "" where it is what was paid or none was named."""
    return "" if asked is None or asked == paid else f"{asked:.2f}"


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
    """Return the latest promise of that tier that names a time and still holds, or was broken; what is overdue as a
    deed before a promise to answer.

    Of several in one sentence: the one longest overdue, else the one due last. `known` are the case's newest.
    """
    fits = [row for row in known or () if row.state in CITED and row.due_at and row.contact.tier == tier]
    if not fits and (known is None or len(known) >= LEDGER):  # else that was all of them
        fits = _promises_cited(case, tier)
    if not fits:
        return None
    ahead = fits[0] if promises_deed(fits[0]) else next((row for row in fits if _owed(row, now)), fits[0])
    dues = {row.due_at: row for row in fits if row.due_at and row.contact_id == ahead.contact_id}
    late = [due for due in dues if due <= now]
    return dues[min(late) if late else max(dues)]


def _owed(row: Promise, now: datetime) -> bool:
    """Return whether it was to do something by now, and neither came, nor was taken back, nor gave way to another."""
    if not promises_deed(row) or row.replaced_by_id is not None or row.due_at is None or row.due_at > now:
        return False
    clock: Deadline | None = getattr(row, "deadline", None)
    return clock is not None and clock.state != Deadline.State.MET


def _promises_cited(case: Case, tier: str) -> list[Promise]:
    rows = Promise.objects.filter(case=case, contact__tier=tier, due_at__isnull=False, state__in=CITED)
    return list(rows.select_related("contact__agent", "agent", "deadline").order_by("-heard_at", "-id")[:LEDGER])


def _last_contact(case: Case) -> Contact | None:
    rows = Contact.objects.filter(case=case, tier=case.tier, voided_at__isnull=True)
    return rows.select_related("agent", "result").order_by("-at", "-id").first()


def _answered_at(case: Case, heard: datetime | None, contact: Contact | None) -> datetime | None:
    """Return when a real answer came: after the promise, which may stand in one itself, else after the contact."""
    at = case.replied_at
    if at is None or contact is None:
        return None
    return at if (at > heard if heard else at >= contact.at) else None


def _is_asking(contact: Contact) -> bool:
    """Return whether the shopper contacted them then: not where it notes their answer, or what came of a filing."""
    return contact.reply not in STOPS_CLOCK and not hasattr(contact, "result")


def answers_of(case: Case) -> list[Contact]:
    """Return the real answers of the present tier, oldest first."""
    rows = Contact.objects.filter(
        case=case, tier=case.tier, voided_at__isnull=True, reply__in=sorted(STOPS_CLOCK), direction=Contact.Direction.IN
    )
    return list(rows.select_related("agent").order_by("at", "id"))


def first_answer(answers: Sequence[Contact], after: datetime) -> datetime | None:
    """Return when the first of these answers came after that moment, as the dossier counts it."""
    return next((one.at for one in answers if one.at > after), None)


def agreement_in(answers: Sequence[Contact]) -> Contact | None:
    """Return the latest agreement, None where they refused after it."""
    told = [one for one in answers if one.reply in (Contact.Reply.AGREED, Contact.Reply.REFUSED)]
    return told[-1] if told and told[-1].reply == Contact.Reply.AGREED else None


def agreement_broken(answers: Sequence[Contact]) -> Contact | None:
    """Return the latest agreement where they refused after it, None where that still holds or there was none."""
    told = [one for one in answers if one.reply in (Contact.Reply.AGREED, Contact.Reply.REFUSED)]
    if not told or told[-1].reply == Contact.Reply.AGREED:
        return None
    return next((one for one in reversed(told) if one.reply == Contact.Reply.AGREED), None)


def _agent_of(contact: Contact | None) -> str:
    return contact.agent.number if contact and contact.agent else ""
