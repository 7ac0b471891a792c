"""What a mail may cite. Less than a page may: no shop, no item, of an order number only its tail (settled)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from cases.domain.chips import english_facts
from cases.domain.messages import LetterFacts
from cases.domain.next_step.snapshot import OWED_RULE, RULING_RULE, TESTING
from cases.domain.zone import local
from cases.models import Case, Deadline, Order
from cases.selectors.catalog import demand_words
from cases.selectors.clocks import dispute_first
from cases.selectors.letter_facts import CHANNELS, CHANNELS_EN, reply_by
from cases.selectors.promises import RULED, origin_of, promises_deed
from guides.selectors.clock_rules import rule_in_force

TAIL_WORDS, TAIL_WORDS_EN = "尾号{}", "ending in {}"
# These count from something that was done or decided, not from words of the shopper's to them.
NOT_ASKED = frozenset({"CLK06", "CLK10", "CLK21", "CLK22"})
# The seller has the return, and has to refund it (CPL 25).
REFUND_RULE = "CLK06"
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
    if deadline.rule == OWED_RULE:
        tested = deadline.variant == TESTING
        return WindowWords(_("The result of the test") if tested else _("What they asked you for"), "", "")
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
    order = case.order
    said = clock_facts(deadline, case)
    return LetterFacts(
        now=now,
        tier=deadline.tier,
        order_no=TAIL_WORDS.format(order.tail) if order.tail else "",
        demand=demand_words(case.demand, "zh-hans"),
        demand_deadline=reply_by(now),
        **said
        | {
            "promise": without_number(said["promise"], order),
            "english": said["english"] | {"order_no": TAIL_WORDS_EN.format(order.tail) if order.tail else ""},
        },
    )


def asked_platform(case: Case) -> datetime | None:
    """Return when the platform that has the case was asked to step in; of 京东 not its dispute with the seller."""
    if case.tier != Case.Tier.PLATFORM:
        return None
    return case.stepped_in_at if dispute_first(case.order.platform) else case.filed_at


def clock_facts(deadline: Deadline, case: Case, known: LetterFacts | None = None) -> dict[str, Any]:
    """Return the facts of a letter that hang on one clock of theirs: the mail's and the page's are the same.

    Without a promise it is the moment the clock counts from. `known` are the facts of the case's latest contact: its
    channel and agent are named only where it is that moment. Runs no query.
    """
    promise, since = deadline.promise, deadline.trigger_at
    facts: dict[str, Any] = {
        "contact_at": since,
        "channel": "",
        "agent_no": "",
        "promise": "",
        "promise_is_quote": False,
        "deed": False,
        "origin": "",
        "by_rule": False,
        "promised_due": None,
        "filed_at": asked_platform(case) if deadline.tier == case.tier else None,
        "reminded_at": deadline.nudged_at,
        # Only what came after: who refused and then promised again has answered nothing yet.
        "answered_at": case.replied_at if case.replied_at and case.replied_at > since else None,
        "refused_at": case.refused_at if case.refused_at and case.refused_at >= since else None,
        # A mail is written without reading the answers: where one came, it says nothing of how late.
        "answer_at": None,
        "asked": promise is not None or deadline.rule not in NOT_ASKED,
        "english": {},
    }
    if promise is not None:
        contact, agent = promise.contact, promise.agent
        deed = promises_deed(promise)
        # What was agreed to is kept by no answer.
        done = {"deed": True, "origin": origin_of(promise), "answered_at": None} if deed else {}
        return (
            facts
            | done
            | {
                "contact_at": contact.at,
                "channel": CHANNELS.get(contact.channel, ""),
                "agent_no": agent.number if agent else "",
                "promise": promise.words,
                # One tap (24 小时) leaves no words of theirs to quote.
                "promise_is_quote": bool(contact.words),
                "promised_due": deadline.due_at,
                "english": {"channel": CHANNELS_EN.get(contact.channel, "")}
                | (english_facts(promise.words) if not contact.words else {}),
            }
        )
    if deadline.rule == REFUND_RULE:
        return facts | {"returned_at": since, "refund_due": deadline.due_at, "agreed_at": None}
    if deadline.rule == RULING_RULE:
        # 京东 has ruled: an answer carries out nothing.
        ruled = {"promised_due": deadline.due_at, "ruled_at": since, "by_rule": True, "answered_at": None}
        return facts | ruled | {"deed": True, "origin": RULED}
    if known is not None and known.contact_at == since:
        channel = {"channel": known.english.get("channel", "")}
        facts |= {"channel": known.channel, "agent_no": known.agent_no, "english": channel}
    return facts
