"""What starts each clock of a case, as data: the trigger, whom the clock belongs to, and when its day is asked for.

A trigger nobody has told is a question on the page, never a guess: 签收, 收到, 确认收货, 拒绝, 提交 are different days.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from cases.domain.lifecycle import Tier


class Trigger(StrEnum):
    SIGNED = "signed"
    CONFIRMED = "confirmed"
    RECEIVED = "received"
    DELIVERED = "delivered"
    AFTER_SALE_FILED = "after_sale_filed"
    AFTER_SALE_REFUSED = "after_sale_refused"
    RETURN_RECEIVED = "return_received"
    COURIER_COMPLAINT = "courier_complaint"
    RULED = "ruled"
    DISPUTE_CLOSED = "dispute_closed"
    COMPLAINT_ACCEPTED = "complaint_accepted"
    MEDIATION_ENDED = "mediation_ended"
    HARM_KNOWN = "harm_known"


# Two of them are the order's: every case of it has them. The others are the case's own.
OF_ORDER: Mapping[Trigger, str] = {Trigger.SIGNED: "signed_at", Trigger.CONFIRMED: "confirmed_at"}
# These start clocks that run in hours, so their time of day counts.
TO_THE_MINUTE = frozenset({Trigger.AFTER_SALE_FILED, Trigger.RULED})

QUALITY = frozenset({"defect", "not_as_described", "counterfeit", "damaged", "wrong_item", "repair_refused"})
CARRIED = frozenset({"damaged", "missing_items", "not_received"})
RETURNS = frozenset({"refund", "return_refund"})


@dataclass(frozen=True, slots=True)
class Start:
    """One rule's beginning. `tier` is with whom its clock runs; `ends` are the clocks that its trigger answers."""

    rule: str
    trigger: Trigger
    tier: Tier
    problems: frozenset[str] = frozenset()
    needs_warranty: bool = False
    needs_goods: bool = False
    ends: tuple[str, ...] = ()


STARTS: tuple[Start, ...] = (
    Start("CLK02", Trigger.SIGNED, Tier.MERCHANT),
    Start("CLK03", Trigger.RECEIVED, Tier.MERCHANT, problems=QUALITY),
    Start("CLK04", Trigger.DELIVERED, Tier.MERCHANT, needs_warranty=True),
    Start("CLK05", Trigger.CONFIRMED, Tier.MERCHANT),
    Start("CLK06", Trigger.RETURN_RECEIVED, Tier.MERCHANT),
    Start("CLK08", Trigger.AFTER_SALE_REFUSED, Tier.MERCHANT),
    # Decided by 京东, there is nothing left to ask it for.
    Start("CLK09", Trigger.DISPUTE_CLOSED, Tier.PLATFORM, ends=("CLK08",)),
    Start("CLK10", Trigger.RULED, Tier.PLATFORM, ends=("CLK08",)),
    Start("CLK11", Trigger.SIGNED, Tier.MERCHANT, needs_goods=True),
    Start("CLK13", Trigger.AFTER_SALE_FILED, Tier.MERCHANT),
    Start("CLK16", Trigger.COURIER_COMPLAINT, Tier.MERCHANT, problems=CARRIED),
    Start("CLK21", Trigger.COMPLAINT_ACCEPTED, Tier.REGULATOR, ends=("CLK20",)),
    Start("CLK22", Trigger.MEDIATION_ENDED, Tier.REGULATOR, ends=("CLK21",)),
    Start("CLK23", Trigger.HARM_KNOWN, Tier.REGULATOR),
)
RULES = tuple(one.rule for one in STARTS)
# The windows for asking the seller: one request meets them all.
REQUEST_WINDOWS = ("CLK02", "CLK03", "CLK04", "CLK05", "CLK11")
# Past these the platform's own entrance may be closed (S88; JD2 arts 19, 26–27).
ENTRANCE_WINDOWS = ("CLK05", "CLK11")
# Of them the seven days are the way only for goods sent back without a reason (R7D art. 10).
NO_REASON_WINDOW, NO_REASON = "CLK02", frozenset({"wrong_size"})
# What the law excepts from it (CPL 25, R7D 6), as far as a record can tell: goods the shopper said are of that kind,
# spoilt food, and a platform that delivers meals. Of the rest it holds only if it is no exception: the page asks.
EXCEPTED = ("fresh", "made", "digital", "papers")
EXCEPTED_GOODS, PERISHABLE_PROBLEMS = frozenset({*EXCEPTED, "fresh_live"}), frozenset({"expired_food"})
PERISHABLE_PLATFORMS = frozenset({"meituan"})
# Where sellers may be private persons and no businesses: then what the law gives a consumer may not hold (facts §2.5).
PRIVATE_SELLERS = frozenset({"xianyu"})
CONSUMER_WINDOWS = ("CLK02", "CLK03")
# By tier, the windows for asking whom the case has gone past: no step of it any more, though they run on.
GONE_PAST: Mapping[Tier, tuple[str, ...]] = {
    Tier.MERCHANT: (),
    Tier.PLATFORM: REQUEST_WINDOWS,
    Tier.REGULATOR: (*REQUEST_WINDOWS, "CLK08", "CLK09"),
}
# What a result tells: 12315 has accepted or ended it (R121 art. 23), 京东 has closed the dispute (JD1 art. 9(4)).
OF_RESULT: Mapping[tuple[str, str], Trigger] = {
    (Tier.REGULATOR, "accepted"): Trigger.COMPLAINT_ACCEPTED,
    (Tier.REGULATOR, "ended"): Trigger.MEDIATION_ENDED,
    (Tier.PLATFORM, "against"): Trigger.DISPUTE_CLOSED,
    (Tier.PLATFORM, "partly"): Trigger.DISPUTE_CLOSED,
    (Tier.PLATFORM, "for"): Trigger.RULED,
    (Tier.MERCHANT, "against"): Trigger.AFTER_SALE_REFUSED,
}
# The days that whoever has a filing sets, so that none of them comes before it.
OF_FILING: Mapping[Trigger, Tier] = {
    Trigger.RULED: Tier.PLATFORM,
    Trigger.DISPUTE_CLOSED: Tier.PLATFORM,
    Trigger.COMPLAINT_ACCEPTED: Tier.REGULATOR,
    Trigger.MEDIATION_ENDED: Tier.REGULATOR,
}
# Decided for the shopper, it is a ruling on quality (JD2 art. 16) only where the quality was in dispute.
RULED_ON_QUALITY = frozenset({"defect", "damaged"})
# What going up meets.
MET_BY_TIER: Mapping[Tier, tuple[str, ...]] = {Tier.PLATFORM: ("CLK05",), Tier.REGULATOR: ("CLK23",)}
# What asking the platform itself meets. A dispute with the seller on 京东 (JD1 art. 3) is not that: the 15 days for
# asking to step in (JD1 art. 7) run on.
MET_BY_ASKING = ("CLK08",)
# The windows for asking 京东, first and again.
ASKED_OF_JD = (*MET_BY_ASKING, "CLK09")


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What decides which clocks a case can have, and what is asked."""

    tier: str
    platform: str = ""
    problem: str = ""
    demand: str = ""
    goods: str = ""
    warranty: str = ""
    refused: bool = False
    agreed: bool = False
    contacted: bool = False
    filed: bool = False
    windows_over: bool = False
    # A dispute runs with the seller, and the platform itself was not asked yet.
    unasked: bool = False
    moments: frozenset[str] = field(default_factory=frozenset)


def entrance_windows(problem: str, demand: str) -> tuple[str, ...]:
    """Return the windows whose end may close the way such a case goes. A defect, a fake or spoilt food needs no
    no-reason return, so the end of the seven days says nothing about it."""
    no_reason = problem in NO_REASON and demand in RETURNS
    return (*ENTRANCE_WINDOWS, NO_REASON_WINDOW) if no_reason else ENTRANCE_WINDOWS


def starts_for(known: Known, platforms: Mapping[str, Iterable[str]]) -> tuple[Start, ...]:
    """Return the rules that count for this case, their day known or not. `platforms` are those a rule is about."""
    return tuple(one for one in STARTS if _fits(one, known, tuple(platforms.get(one.rule, ()))))


def trigger_of_result(tier: str, kind: str, problem: str, starts: Iterable[Start]) -> Trigger | None:
    """Return which day a result tells; None where it tells none that one of these rules counts from."""
    trigger = OF_RESULT.get((tier, kind))
    if trigger is Trigger.RULED and problem not in RULED_ON_QUALITY:
        return None
    return trigger if any(one.trigger is trigger for one in starts) else None


def _fits(start: Start, known: Known, platforms: tuple[str, ...]) -> bool:
    if platforms and known.platform not in platforms:
        return False
    if start.problems and known.problem not in start.problems:
        return False
    if start.needs_warranty and known.warranty != "yes":
        return False
    if start.rule == NO_REASON_WINDOW and is_excepted(known):
        return False
    return not start.needs_goods or bool(known.goods)


def is_excepted(known: Known) -> bool:
    """Return whether the seven days hardly hold for such goods, as far as the record tells."""
    return (
        known.goods in EXCEPTED_GOODS or known.problem in PERISHABLE_PROBLEMS or known.platform in PERISHABLE_PLATFORMS
    )


def questions(known: Known, starts: Iterable[Start]) -> tuple[Trigger, ...]:
    """Return the days the page asks for now, the most pressing first: those a clock of this stage waits for."""
    waiting = {one.trigger for one in starts if one.trigger not in known.moments}
    asked = (trigger for trigger in Trigger if trigger in waiting and _is_time(trigger, known))
    return tuple(sorted(asked, key=lambda trigger: _press(trigger, known)))


# What an answer has just told comes first: it starts the window that the next step goes by (JD1 arts 7 and 9(4)), or
# the time of whoever has it now. Then what starts the shopper's own windows by how soon they close: 12 hours to 7 days
# from signing or receiving, 7 or 15 days from delivery and confirming. What starts theirs comes after, and last what
# counts in years. Of the same press the order of the triggers holds.
PRESSING = (
    (Trigger.AFTER_SALE_REFUSED, Trigger.DISPUTE_CLOSED, Trigger.RULED),
    (Trigger.COMPLAINT_ACCEPTED, Trigger.MEDIATION_ENDED, Trigger.RETURN_RECEIVED),
    (Trigger.SIGNED, Trigger.RECEIVED),
    (Trigger.DELIVERED, Trigger.CONFIRMED),
    (Trigger.AFTER_SALE_FILED, Trigger.COURIER_COMPLAINT),
    (Trigger.HARM_KNOWN,),
)


def _press(trigger: Trigger, known: Known) -> int:
    if trigger is Trigger.DISPUTE_CLOSED and known.unasked:
        # While 京东 itself can be asked, the days for that come before an appeal.
        return 1
    return next(place for place, row in enumerate(PRESSING) if trigger in row)


def _is_time(trigger: Trigger, known: Known) -> bool:
    tier = known.tier
    with_seller, with_platform = tier == Tier.MERCHANT, tier == Tier.PLATFORM
    with_regulator = tier == Tier.REGULATOR
    if known.windows_over and trigger is Trigger.HARM_KNOWN:
        return True
    due = {
        Trigger.SIGNED: with_seller,
        Trigger.CONFIRMED: with_seller and known.contacted,
        Trigger.RECEIVED: with_seller,
        Trigger.DELIVERED: with_seller,
        Trigger.AFTER_SALE_FILED: with_seller and known.contacted,
        Trigger.AFTER_SALE_REFUSED: known.refused and (with_seller or (with_platform and known.unasked)),
        Trigger.RETURN_RECEIVED: with_seller
        and (known.problem == "refund_late" or known.agreed)
        and known.demand in RETURNS,
        Trigger.COURIER_COMPLAINT: False,  # offered on the page of all days; nobody is asked for it
        Trigger.RULED: with_platform and known.agreed,
        Trigger.DISPUTE_CLOSED: with_platform and known.refused,
        # Turned down or ended, nothing waits for it any more.
        Trigger.COMPLAINT_ACCEPTED: with_regulator and known.filed and not known.refused,
        Trigger.MEDIATION_ENDED: with_regulator and known.refused and Trigger.COMPLAINT_ACCEPTED in known.moments,
        Trigger.HARM_KNOWN: with_platform,
    }
    return due[trigger]
