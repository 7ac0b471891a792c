"""Cases in every tier and situation, and the next step each must have."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from cases.domain.lifecycle import Tier
from cases.domain.next_step import CaseSnapshot, ContactView, DeadlineView
from cases.domain.zone import SHANGHAI

OPENED = datetime(2026, 11, 20, 19, 40, tzinfo=SHANGHAI)
HEARD = datetime(2026, 11, 21, 10, 12, tzinfo=SHANGHAI)
DUE = datetime(2026, 11, 23, 10, 12, tzinfo=SHANGHAI)
OVERDUE = datetime(2026, 11, 24, 9, 0, tzinfo=SHANGHAI)
LONG_OVERDUE = datetime(2026, 11, 26, 9, 0, tzinfo=SHANGHAI)
NOW = datetime(2026, 11, 23, 15, 20, tzinfo=SHANGHAI)
H = timedelta(hours=1)
M, P, R = Tier.MERCHANT, Tier.PLATFORM, Tier.REGULATOR


def case(tier: str = M, **fields: Any) -> CaseSnapshot:
    return CaseSnapshot(opened_at=OPENED, tier=tier, platform_name="淘宝", demand="退款", **fields)


def heard(reply: str = "", at: datetime = HEARD, tier: str = M, **fields: Any) -> ContactView:
    return ContactView(at=at, tier=tier, reply=reply, **fields)


def sent(letter: str, at: datetime = HEARD, tier: str = M) -> ContactView:
    return ContactView(at=at, tier=tier, direction="out", letter_code=letter)


def promise(tier: str = M, **fields: Any) -> DeadlineView:
    values: dict[str, Any] = {"id": 1, "rule": "CLK01", "trigger_at": HEARD, "due_at": DUE, **fields}
    return DeadlineView(lane="theirs", tier=tier, **values)


def dispute(**fields: Any) -> DeadlineView:
    return promise(P, **({"id": 2, "rule": "CLK07"} | fields))


def window(due_at: datetime, rule: str = "CLK02", **fields: Any) -> DeadlineView:
    return DeadlineView(id=9, lane="mine", rule=rule, trigger_at=OPENED, due_at=due_at, **fields)


def at_tier(tier: str, **fields: Any) -> CaseSnapshot:
    """A case that has been handed to the tier and waits there."""
    return case(tier, filed_at=None if tier == M else HEARD, **fields)


# tier, what is known, now -> kind, actor, letter, when the step falls due or ends
CELLS = [
    ("merchant: nothing yet", case(), NOW, ("contact", "me", "T1", OPENED)),
    ("merchant: opening letter sent", case(contacts=(sent("T1", NOW - H),)), NOW, ("ask_time", "me", "T3", NOW - H)),
    ("merchant: only a bot", case(contacts=(heard("auto", NOW - H),)), NOW, ("reach_human", "me", "T2", NOW - H)),
    (
        "merchant: got your message",
        case(contacts=(heard("received", NOW - H),)),
        NOW,
        ("ask_time", "me", "T3b", NOW - H),
    ),
    (
        "merchant: asked by when",
        case(contacts=(heard("received", NOW - 2 * H), sent("T3", NOW - H))),
        NOW,
        ("wait", "them", "", NOW + 23 * H),
    ),
    (
        "merchant: asked, a day of silence",
        case(contacts=(sent("T3", NOW - 24 * H),)),
        NOW,
        ("nudge", "me", "T5", NOW - 24 * H),
    ),
    (
        "merchant: silence clock runs",
        case(contacts=(sent("T1", NOW - H),), deadlines=(promise(rule="CLK15", trigger_at=NOW - H, due_at=NOW + H),)),
        NOW,
        ("ask_time", "me", "T3", NOW - H),
    ),
    (
        "merchant: silence clock ran out",
        case(
            contacts=(sent("T1", NOW - 9 * H),), deadlines=(promise(rule="CLK15", trigger_at=NOW - 9 * H, due_at=NOW),)
        ),
        NOW,
        ("nudge", "me", "T5", NOW),
    ),
    ("merchant: promise runs", case(deadlines=(promise(),)), DUE - H, ("wait", "them", "", DUE)),
    ("merchant: due, within grace", case(deadlines=(promise(),)), DUE, ("nudge", "me", "T5", DUE)),
    ("merchant: overdue", case(deadlines=(promise(state="lapsed"),)), NOW, ("nudge", "me", "T5", DUE)),
    (
        "merchant: days overdue, never nudged",
        case(deadlines=(promise(state="lapsed"),)),
        LONG_OVERDUE + H,
        ("nudge", "me", "T5", DUE),
    ),
    (
        "merchant: nudged",
        case(deadlines=(promise(state="lapsed", nudged_at=NOW - H),)),
        NOW,
        ("wait_nudge", "them", "", OVERDUE),
    ),
    (
        "merchant: nudge unanswered at the next stage",
        case(deadlines=(promise(state="lapsed", nudged_at=NOW - H),)),
        OVERDUE,
        ("step_up", "me", "", OVERDUE),
    ),
    (
        "merchant: nudged after the first stage, before the last",
        case(deadlines=(promise(state="lapsed", nudged_at=OVERDUE + H),)),
        OVERDUE + 2 * H,
        ("wait_nudge", "them", "", LONG_OVERDUE),
    ),
    (
        "merchant: nudged after every stage",
        case(deadlines=(promise(state="lapsed", nudged_at=LONG_OVERDUE + H),)),
        LONG_OVERDUE + 2 * H,
        ("wait_nudge", "them", "", LONG_OVERDUE + timedelta(days=1)),
    ),
    (
        "merchant: 没回复 answered",
        case(deadlines=(promise(state="lapsed"),), no_reply_at=NOW - H),
        NOW,
        ("step_up", "me", "", NOW - H),
    ),
    (
        "merchant: 没回复 before the time is not yet an end",
        case(deadlines=(promise(),), no_reply_at=HEARD + H),
        DUE - H,
        ("wait", "them", "", DUE),
    ),
    (
        "merchant: 没回复 without a promise",
        case(contacts=(sent("T1", NOW - 2 * H),), no_reply_at=NOW - H),
        NOW,
        ("step_up", "me", "", NOW - H),
    ),
    (
        "merchant: a real answer",
        case(contacts=(heard("substantive", NOW - H),)),
        NOW,
        ("review_reply", "me", "", NOW - H),
    ),
    (
        "merchant: part of it",
        case(contacts=(heard("partly_agreed", NOW - H),)),
        NOW,
        ("review_part", "me", "", NOW - H),
    ),
    ("merchant: refused", case(contacts=(heard("refused", NOW - H),)), NOW, ("step_up", "me", "", NOW - H)),
    (
        "merchant: the shopper did not accept",
        case(contacts=(heard("substantive", NOW - 2 * H),), refused_at=NOW - H),
        NOW,
        ("step_up", "me", "", NOW - H),
    ),
    ("merchant: agreed", case(contacts=(heard("agreed", NOW - H),)), NOW, ("ask_agreed", "me", "T3", NOW - H)),
    (
        "merchant: the shopper accepted",
        case(contacts=(heard("substantive", NOW - 2 * H),), agreed_at=NOW - H),
        NOW,
        ("ask_agreed", "me", "T3", NOW - H),
    ),
    (
        "merchant: agreed by a day",
        case(contacts=(heard("agreed", HEARD),), deadlines=(promise(),)),
        DUE - H,
        ("wait_agreed", "them", "", DUE),
    ),
    (
        "merchant: agreed, and it has not come",
        case(contacts=(heard("agreed", HEARD),), deadlines=(promise(state="lapsed"),)),
        NOW,
        ("nudge", "me", "T5", DUE),
    ),
    (
        "merchant: refused, then promised again",
        case(contacts=(heard("refused", HEARD - H),), deadlines=(promise(),)),
        DUE - H,
        ("wait", "them", "", DUE),
    ),
    (
        "merchant: refused with a date is refused",
        case(contacts=(heard("refused", HEARD),), deadlines=(promise(),)),
        DUE - H,
        ("step_up", "me", "", HEARD),
    ),
    (
        "merchant: a promise after the broken one silences the chase",
        case(
            deadlines=(
                promise(state="lapsed"),
                promise(id=2, trigger_at=NOW - H, due_at=NOW + 5 * H),
            )
        ),
        NOW,
        ("wait", "them", "", NOW + 5 * H),
    ),
    (
        "merchant: of two promises the broken one speaks",
        case(deadlines=(promise(), promise(id=2, due_at=NOW + 5 * H))),
        NOW,
        ("nudge", "me", "T5", DUE),
    ),
    ("platform: filed, no date", at_tier(P), HEARD + H, ("wait_filed", "them", "", HEARD + 48 * H)),
    ("platform: filed, no date, two days on", at_tier(P), HEARD + 48 * H, ("call_platform", "me", "", HEARD)),
    ("platform: not filed", case(P), NOW, ("file_platform", "me", "", OPENED)),
    ("platform: review runs", at_tier(P, deadlines=(promise(P, rule="CLK12"),)), DUE - H, ("wait", "them", "", DUE)),
    ("platform: review overdue", at_tier(P, deadlines=(promise(P, rule="CLK12"),)), NOW, ("nudge", "me", "T5", DUE)),
    (
        "platform: nudge unanswered",
        at_tier(P, deadlines=(promise(P, nudged_at=NOW - H),)),
        OVERDUE,
        ("step_up", "me", "", OVERDUE),
    ),
    (
        "platform: decided against",
        at_tier(P, contacts=(heard("refused", NOW - H, P),)),
        NOW,
        ("step_up", "me", "", NOW - H),
    ),
    (
        "platform: the merchant's broken promise is history",
        at_tier(
            P,
            contacts=(heard("refused", HEARD - H),),
            deadlines=(promise(M, state="lapsed"), promise(P, due_at=NOW + H)),
        ),
        NOW,
        ("wait", "them", "", NOW + H),
    ),
    (
        "regulator: decision runs",
        at_tier(R, deadlines=(promise(R, rule="CLK20"),)),
        DUE - H,
        ("wait_acceptance", "them", "", DUE),
    ),
    ("regulator: overdue", at_tier(R, deadlines=(promise(R, rule="CLK20"),)), NOW, ("ask_acceptance", "me", "", DUE)),
    (
        "regulator: not accepted",
        at_tier(R, contacts=(heard("refused", NOW - H, R),)),
        NOW,
        ("ask_ground", "me", "", NOW - H),
    ),
    ("regulator: not filed", case(R), NOW, ("file_regulator", "me", "", OPENED)),
    (
        "a window within twelve hours outranks a refusal",
        case(contacts=(heard("refused", NOW - H),), deadlines=(window(NOW + 12 * H),)),
        NOW,
        ("file_window", "me", "", NOW + 12 * H),
    ),
    (
        "a window further off does not",
        case(contacts=(heard("refused", NOW - H),), deadlines=(window(NOW + 12 * H + timedelta(seconds=1)),)),
        NOW,
        ("step_up", "me", "", NOW - H),
    ),
    (
        "a window that was used does not",
        case(deadlines=(window(NOW + H, state="met"), promise())),
        DUE - H,
        ("wait", "them", "", DUE),
    ),
    ("a window that has closed does not", case(deadlines=(window(NOW),)), NOW, ("contact", "me", "T1", OPENED)),
    (
        "waiting ends when the window comes near",
        case(deadlines=(promise(due_at=NOW + 40 * H), window(NOW + 30 * H))),
        NOW,
        ("wait", "them", "", NOW + 18 * H),
    ),
    (
        "merchant: the second nudge asked an answer by then",
        case(
            contacts=(sent("T5b", NOW - H),),
            nudged_at=NOW - H,
            deadlines=(promise(id=2, rule="REPLYBY", trigger_at=NOW - H, due_at=NOW + H),),
        ),
        NOW,
        ("wait_nudge", "them", "", NOW + H),
    ),
    (
        "merchant: nothing came by then",
        case(
            contacts=(sent("T5b", NOW - 2 * H),),
            nudged_at=NOW - 2 * H,
            deadlines=(promise(id=2, rule="REPLYBY", trigger_at=NOW - 2 * H, due_at=NOW - H),),
        ),
        NOW,
        ("step_up", "me", "", NOW - H),
    ),
    (
        "jd: the seller's 24 hours for the dispute run",
        at_tier(P, step_in_at=DUE, deadlines=(dispute(),)),
        DUE - H,
        ("wait", "them", "", DUE),
    ),
    (
        "jd: they are over: the platform is asked before anybody is nudged or 12315",
        at_tier(P, step_in_at=DUE, deadlines=(dispute(state="lapsed"),)),
        NOW,
        ("step_in", "me", "", DUE),
    ),
    (
        "jd: days over",
        at_tier(P, step_in_at=DUE, deadlines=(dispute(state="lapsed"),)),
        LONG_OVERDUE + H,
        ("step_in", "me", "", DUE),
    ),
    (
        "jd: refused before they are over",
        at_tier(P, step_in_at=DUE, deadlines=(dispute(),), contacts=(heard("refused", DUE - 3 * H, P),)),
        DUE - H,
        ("wait", "them", "", DUE),
    ),
    (
        "jd: refused, and they are over",
        at_tier(P, step_in_at=DUE, deadlines=(dispute(),), contacts=(heard("refused", DUE - 3 * H, P),)),
        NOW,
        ("step_in", "me", "", DUE),
    ),
    (
        "jd: refused after they were over",
        at_tier(P, step_in_at=DUE, deadlines=(dispute(),), contacts=(heard("refused", NOW - H, P),)),
        NOW,
        ("step_in", "me", "", NOW - H),
    ),
    (
        "jd: an offer is looked at first",
        at_tier(P, step_in_at=DUE, deadlines=(dispute(),), contacts=(heard("partly_agreed", NOW - H, P),)),
        NOW,
        ("review_part", "me", "", NOW - H),
    ),
    (
        "jd: a promise of theirs in the dispute is waited for",
        at_tier(
            P, step_in_at=DUE, deadlines=(dispute(state="lapsed"), promise(P, id=3, trigger_at=DUE + H, due_at=NOW + H))
        ),
        NOW,
        ("wait", "them", "", NOW + H),
    ),
    (
        "jd: the platform was asked, what the seller refused before counts no more",
        case(P, filed_at=NOW - H, stepped_in_at=NOW - H, contacts=(heard("refused", NOW - 2 * H, P),)),
        NOW,
        ("wait_filed", "them", "", NOW + 47 * H),
    ),
    (
        "jd: the platform was asked and refused",
        at_tier(P, stepped_in_at=NOW - 2 * H, contacts=(heard("refused", NOW - H, P),)),
        NOW,
        ("step_up", "me", "", NOW - H),
    ),
    (
        "closed",
        case(state="closed", outcome="full", deadlines=(window(NOW + H), promise())),
        NOW,
        ("closed", "none", "", None),
    ),
]
