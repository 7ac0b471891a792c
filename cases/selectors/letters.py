"""Letters composed from records: every claim in them comes from a row."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cases.domain.chips import english_facts
from cases.domain.messages import Letter, LetterFacts, compose
from cases.domain.messages.chinese import MARKS
from cases.domain.zone import at_clock, local
from cases.models import Case, Contact, Promise
from cases.selectors import catalog

CODES = ("T1", "T1b", "T2", "T3", "T3b", "T4", "T5", "T5b", "T6", "T6b", "T7")
# Our own marks only: shops put 【】 into the names of what they sell.
BLANK = re.compile("【(?:" + "|".join(sorted(set(MARKS.values()))) + ")】")


def blanks_in(text: str) -> list[str]:
    """Return the marks 【…】 still unfilled in a text; a letter with one cannot be copied or sent."""
    return BLANK.findall(text)


def title_of(code: str) -> str:
    """Return what a letter is for, in the language of the page."""
    titles = {
        "T1": pgettext("letter", "Say what is wrong"),
        "T1b": _("Ask without an order number"),
        "T2": _("Get a human"),
        "T3": _("Ask for a time and the agent number"),
        "T3b": _("Pin down “soon”"),
        "T4": _("Confirm their promise"),
        "T5": _("Nudge: the time has passed"),
        "T5b": _("Nudge again, say what comes next"),
        "T6": _("Decline a private deal"),
        "T6b": _("Keep the request open until paid"),
        "T7": _("Ask for the refusal in writing"),
    }
    return titles[code]


def letter_of_draft(draft: dict[str, Any], *, now: datetime) -> Letter:
    """Return the opening letter of an unsaved case."""
    number = str(draft.get("number", ""))
    facts = LetterFacts(
        now=now,
        order_no=number,
        shop=str(draft.get("shop", "")),
        item=str(draft.get("item", "")),
        problem=str(draft.get("problem", "")),
        problem_detail=str(draft.get("problem_detail", "")),
        demand=catalog.demand_words(str(draft.get("demand", "")), "zh-hans"),
    )
    return compose("T1" if number.strip() else "T1b", facts)


def codes_for(case: Case) -> tuple[str, ...]:
    """Return the letters that make sense where the case stands, the opening one first."""
    opening = "T1" if case.order.number_key else "T1b"
    # A filing nobody has answered can be chased, whoever was talked to.
    asked = case.contacted_at or (case.filed_at and case.tier == Case.Tier.PLATFORM)
    after = ("T4", "T5", "T5b") if asked else ()
    return (opening, "T2", "T3", "T3b", *after, "T6", "T6b", "T7")


def code_now(case: Case, *, now: datetime) -> str:
    """Return the letter the next step asks for."""
    from cases.selectors.snapshots import next_step_of

    return next_step_of(case, now=now).letter or ("T1" if case.order.number_key else "T1b")


def letter_of_case(case: Case, code: str, *, now: datetime) -> Letter:
    """Return the letter of that code filled from the case's records."""
    return compose(code, facts_of_case(case, now=now))


def english_of(letter_code: str, facts: LetterFacts) -> str:
    """Return the translation shown beside the Chinese letter."""
    return compose(letter_code, facts, "en").text


def facts_of_case(case: Case, *, now: datetime) -> LetterFacts:
    """Return what the records say: the latest promise of this tier, who made it, and what came after."""
    order = case.order
    spoken = case.contacted_at is not None
    promise = _cited_promise(case) if spoken else None
    contact = promise.contact if promise else _last_contact(case) if spoken else None
    chips = promise is not None and not promise.contact.words
    return LetterFacts(
        now=now,
        tier=case.tier,
        order_no=order.number,
        shop=order.shop,
        platform=catalog.platform_words(order.platform, "zh-hans").name,
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


def _cited_promise(case: Case) -> Promise | None:
    rows = Promise.objects.filter(case=case, contact__tier=case.tier, due_at__isnull=False)
    rows = rows.filter(state__in=[Promise.State.RUNNING, Promise.State.BROKEN])
    return rows.select_related("contact__agent", "agent").order_by("-heard_at", "-id").first()


def _last_contact(case: Case) -> Contact | None:
    rows = Contact.objects.filter(case=case, tier=case.tier, voided_at__isnull=True)
    return rows.select_related("agent").order_by("-at", "-id").first()


def _agent_of(contact: Contact | None) -> str:
    return contact.agent.number if contact and contact.agent else ""


def number_hint(platform: str, number: str, lang: str) -> str:
    """Return the hint about an unusual order number; "" when it looks right or is empty. Never an error."""
    return catalog.order_number_hint(platform, number, lang)
