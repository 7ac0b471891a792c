"""What a mail may cite. Less than a page may: no shop, no item, of an order number only its tail (settled)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from cases.domain.chips import english_facts
from cases.domain.messages import LetterFacts
from cases.domain.zone import local
from cases.models import Case, Deadline, Order
from cases.selectors.catalog import demand_words
from cases.selectors.letter_facts import CHANNELS, CHANNELS_EN, reply_by
from guides.selectors.clock_rules import rule_in_force

TAIL_WORDS, TAIL_WORDS_EN = "尾号{}", "ending in {}"
# A shorter number is no secret, and hiding it would tear holes into ordinary sentences.
SHORTEST_HIDDEN = 6


@dataclass(frozen=True, slots=True)
class WindowWords:
    """A window of the shopper's own: its name, how it counts or what to know, and the label of its source."""

    name: str
    counting: str
    label: str


def window_words(deadline: Deadline, lang: str) -> WindowWords:
    """Return the window's words in the version of its rule that held when it started."""
    facts = rule_in_force(deadline.rule, local(deadline.trigger_at).date())
    if facts is None:
        return WindowWords(deadline.rule, "", "")
    return WindowWords(facts.name.said(lang), facts.counting.said(lang), facts.source.label.said(lang))


def without_number(words: str, order: Order) -> str:
    """Return the words with this order's number, however it is grouped, cut to its tail."""
    key = order.number_key
    if len(key) < SHORTEST_HIDDEN or key[-1] not in words.upper():
        return words
    spaced = r"[\s\-_—]*".join(map(re.escape, key))
    return re.sub(spaced, TAIL_WORDS.format(order.tail), words, flags=re.IGNORECASE)


def nudge_facts(deadline: Deadline, case: Case, now: datetime) -> LetterFacts:
    """Return what T5 and T5b of a mail may say. Runs no query: the case comes with its order, the deadline with its
    promise, contact and agent."""
    order, promise = case.order, deadline.promise
    contact, agent = (promise.contact, promise.agent) if promise else (None, None)
    refused = case.refused_at if case.refused_at and case.refused_at >= deadline.trigger_at else None
    return LetterFacts(
        now=now,
        tier=deadline.tier,
        order_no=TAIL_WORDS.format(order.tail) if order.tail else "",
        demand=demand_words(case.demand, "zh-hans"),
        demand_deadline=reply_by(now),
        contact_at=contact.at if contact else deadline.trigger_at,
        channel=CHANNELS.get(contact.channel, "") if contact else "",
        agent_no=agent.number if agent else "",
        promise=without_number(promise.words, order) if promise else "",
        # One tap (24 小时) leaves no words of theirs to quote.
        promise_is_quote=bool(contact and contact.words),
        promised_due=deadline.due_at if promise else None,
        reminded_at=deadline.nudged_at,
        refused_at=refused,
        english={
            "order_no": TAIL_WORDS_EN.format(order.tail) if order.tail else "",
            "channel": CHANNELS_EN.get(contact.channel, "") if contact else "",
        }
        | (english_facts(promise.words) if promise and not promise.contact.words else {}),
    )
