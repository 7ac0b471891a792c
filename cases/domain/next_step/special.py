"""Where the kind of problem, a window or a certain clock makes another step right: data, read before the table.

The first row that fits wins. Advice that comes too late is never given: rows that look at a closed window stand first.
What a reason says of a rule is in facts §2 and §3 (beside each row). Titles and reasons are msgids.
"""

from __future__ import annotations

from cases.domain.lifecycle import Tier
from cases.domain.next_step.situation import Situation, Standing
from cases.domain.next_step.snapshot import PROMISE_RULE, CaseSnapshot
from cases.domain.next_step.special_regulator import REGULATOR_ROWS
from cases.domain.next_step.special_row import Special, me
from cases.domain.next_step.special_ruling import APPEAL, RULING_ROWS
from cases.domain.next_step.table import (
    ARRIVED,
    NUDGE,
    OPENING,
    PAST_PLATFORM,
    PLATFORM,
    PREPARE,
    REGULATOR,
    REPLIED,
    REVIEW,
    STEP_IN,
    STEP_UP,
    WAIT,
    Action,
    Row,
)
from cases.domain.starts import CARRIED, CONSUMER_WINDOWS, ENTRANCE_WINDOWS, PRIVATE_SELLERS, REQUEST_WINDOWS

M, P, R = Tier.MERCHANT, Tier.PLATFORM, Tier.REGULATOR
S = Situation
QUIET = (S.SILENT, S.LATE, S.LONG_LATE)
NO_RESULT = (S.UNANSWERED, S.REFUSED)
# Simple matters: the seller settles them quickest (S83).
SIMPLE = frozenset({"wrong_size", "gift_missing", "price", "wrong_item", "missing_items"})
DEFECTS = frozenset({"defect", "not_as_described"})
FAKE, GONE, FOOD = frozenset({"counterfeit"}), frozenset({"unreachable"}), frozenset({"expired_food"})
# Without an answer these go to the platform at once; nobody is nudged first.
STRAIGHT_UP = FAKE | GONE

WAYS = Action("other_ways", "See what is still open")
ELIGIBLE = Action("eligible", "Can I return it")
COMPLAINT = Action("complain", "Write the complaint")
TELL_DAY = Action("tell_day", "Enter the day")
HOTLINE = Action("call", "Call with everything at hand")
TO_REGULATOR = Action("to_regulator", "Prepare for 12315")
SEE_WAYS = "See what is still open"
JD_OVER = "The 15 days for asking JD have passed, so it may say no. 12315 does not depend on them."

CALL_AFTER = Row("wait", "them", WAIT, "Keep the after-sales request open until it has arrived.", REPLIED)

TOO_LATE = me(
    "see_ways", SEE_WAYS, "The return windows have closed; the seller’s legal duties have not.", WAYS, OPENING
)

PAST_THREE_YEARS = me("past_three_years", SEE_WAYS, "The three years for 12315 have passed.", WAYS)

SPECIALS: tuple[Special, ...] = (
    # --- too late for the usual way ---
    # R121 art. 16(4), CIV 188.
    Special((P, R), (S.NOTHING, *NO_RESULT), PAST_THREE_YEARS, over=("CLK23",)),
    # On 京东 neither the platform (JD1 art. 7) nor 12315 is left.
    Special((M,), NO_RESULT, PAST_THREE_YEARS, over=("CLK23",), past=("CLK08",)),
    Special(
        (M,),
        (*QUIET, S.NUDGED),
        PAST_THREE_YEARS,
        problems=STRAIGHT_UP,
        over=("CLK23",),
        past=("CLK08",),
    ),
    # JD1 art. 7.
    Special(
        (M,),
        NO_RESULT,
        me(PAST_PLATFORM, REGULATOR, "The 15 days for asking the platform have passed.", TO_REGULATOR, WAYS),
        over=("CLK08",),
    ),
    Special(
        (M,),
        (*QUIET, S.NUDGED),
        me(PAST_PLATFORM, REGULATOR, "The 15 days for asking the platform have passed.", TO_REGULATOR, NUDGE),
        problems=STRAIGHT_UP,
        over=("CLK08",),
    ),
    # The dispute is with the seller and 京东 itself was never asked: the 15 days are for asking it.
    Special((P,), (S.STEP_IN,), PAST_THREE_YEARS, over=("CLK23",), past=("CLK08",)),
    Special((P,), (S.STEP_IN,), me(PAST_PLATFORM, REGULATOR, JD_OVER, TO_REGULATOR, STEP_IN), over=("CLK08",)),
    Special((P,), (S.DISPUTE,), Row("wait", "them", WAIT, "They have until then.", REPLIED), over=("CLK08",)),
    # TB art. 66, JD2 art. 7.
    Special(
        (M,),
        (S.NOTHING,),
        me(
            "contact_fake",
            "Ask where it comes from",
            "Keep the goods: photograph details and codes first, then ask for proof of origin.",
            OPENING,
        ),
        problems=FAKE,
    ),
    # S88, S89; JD2 art. 19; TB art. 5. For a defect the end of the seven days closes little.
    Special((M,), (S.NOTHING,), TOO_LATE, over=ENTRANCE_WINDOWS),
    Special((M,), (S.NOTHING,), TOO_LATE, problems=SIMPLE, over=REQUEST_WINDOWS),
    # --- somebody agreed, and it has not come ---
    Special(
        (M,),
        (S.UNANSWERED,),
        me("step_up_unpaid", PLATFORM, "They agreed, and it has not come.", STEP_UP, ARRIVED),
        agreed=True,
    ),
    # They call back after they agreed: what was agreed to is still to come.
    Special((M, P, R), (S.RUNNING,), CALL_AFTER, clock=(PROMISE_RULE,), agreed=True),
    # JD1 art. 9(3), JD2 art. 16.
    Special(
        (P,),
        (S.AGREED_LATE, S.UNANSWERED),
        me(
            "ask_execution",
            "Ask the platform to carry it out",
            "It was decided for you, and it has not come.",
            HOTLINE,
            ARRIVED,
        ),
        agreed=True,
    ),
    # CPL 25, R7D 13.
    Special(
        (M,),
        (S.LATE, S.LONG_LATE),
        me(
            "nudge_refund",
            "Nudge them about the refund",
            "The seller has 7 days to refund after getting the return.",
            NUDGE,
            STEP_UP,
        ),
        clock=("CLK06",),
    ),
    # --- a fake or a seller that is gone goes straight up ---
    # TB art. 66, JD2 art. 4.
    Special(
        (M,),
        QUIET,
        me("step_up_fake", PLATFORM, "A suspected fake and no answer: no need to nudge first.", STEP_UP, NUDGE),
        problems=FAKE,
    ),
    # CPL 44, R121 art. 13.
    Special(
        (M,),
        (*QUIET, S.NUDGED),
        me(
            "step_up_gone",
            PLATFORM,
            "The platform has to be able to name the seller, its address and contact.",
            STEP_UP,
            NUDGE,
        ),
        problems=GONE,
    ),
    # --- the first word to the seller ---
    # Facts §2.5, NETJ art. 7: the return windows are rights against a business.
    Special(
        (M,),
        (S.NOTHING,),
        me(
            "contact_private",
            "Contact the seller",
            "The seven days for a return hold only if the seller is a business; a private seller may not be one.",
            OPENING,
            ELIGIBLE,
        ),
        problems=SIMPLE | DEFECTS,
        open=CONSUMER_WINDOWS,
        platforms=tuple(PRIVATE_SELLERS),
    ),
    # R7D 10; S83.
    Special(
        (M,),
        (S.NOTHING,),
        me(
            "contact_return",
            "Ask the seller, or see whether it can go back",
            "Most goods can go back without a reason until %(window)s; not fresh, custom-made or opened digital ones.",
            OPENING,
            ELIGIBLE,
        ),
        problems=SIMPLE,
        open=("CLK02",),
    ),
    Special(
        (M,),
        (S.NOTHING,),
        me("contact_simple", "Contact the seller", "A simple matter is usually settled fastest there.", OPENING),
        problems=SIMPLE,
    ),
    # JD2 arts 26–27: 12 to 48 hours for fresh food.
    Special(
        (M,),
        (S.NOTHING,),
        me(
            "contact_food",
            "Take photos, then contact the seller now",
            "Show the dates, the batch and the packaging; for fresh food hours can count.",
            OPENING,
        ),
        problems=FOOD,
    ),
    # CPL 24.
    Special(
        (M,),
        (S.NOTHING,),
        me(
            "contact_quality",
            "Tell the seller what is wrong",
            "For a defect you can ask to return it until %(window)s.",
            OPENING,
            ELIGIBLE,
        ),
        problems=DEFECTS,
        open=("CLK03",),
    ),
    # ECL 20.
    Special(
        (M,),
        (S.NOTHING,),
        me(
            "contact_carried",
            "Contact the seller",
            "The risk on the way is the seller’s, unless you chose the courier.",
            OPENING,
        ),
        problems=CARRIED,
    ),
    # --- their answer ---
    *RULING_ROWS,
    Special(
        (M, P, R),
        (S.OFFER,),
        me("review_part", "Decide on their partial offer", "They agree to a part; the rest stays open.", REVIEW),
        partly=True,
    ),
    # --- the platform ---
    # JD1 art. 9(4).
    Special(
        (P,),
        (S.REFUSED,),
        me(
            "appeal",
            "Appeal with new evidence",
            "JD takes an appeal until %(window)s; 12315 remains after it.",
            APPEAL,
            PREPARE,
        ),
        open=("CLK09",),
    ),
    Special(
        (P,),
        (S.REFUSED,),
        me(
            "tell_closed",
            "When was the dispute closed",
            "For 7 days from then JD takes an appeal with new evidence; 12315 remains.",
            TELL_DAY,
            PREPARE,
        ),
        none=("CLK09",),
        platforms=("jd",),
    ),
    # Facts §2.5, R121 art. 3: 12315 takes disputes with businesses.
    Special(
        (P,),
        NO_RESULT,
        me(
            "step_up_private",
            "First see whether the seller is a business",
            "12315 takes disputes with businesses. A private seller may not be one; who really trades there is.",
            PREPARE,
            WAYS,
        ),
        platforms=tuple(PRIVATE_SELLERS),
    ),
    # S94, S95.
    Special(
        (P,),
        (S.SILENT,),
        me("call_platform", "Call the platform", "Nothing has come since %(since)s.", HOTLINE, NUDGE),
    ),
    # JD2 art. 19, TB art. 5: the usual windows are over, the platform may still say no.
    Special(
        (M,),
        NO_RESULT,
        me(
            "step_up_late",
            PLATFORM,
            "The usual windows have passed, so it may say no; other ways remain.",
            STEP_UP,
            WAYS,
        ),
        over=ENTRANCE_WINDOWS,
    ),
    # S92.
    Special(
        (M,),
        (S.UNANSWERED,),
        me(
            "complain_silence",
            "Complain that they do not answer",
            "A simple matter: the platform can urge them first. What the entrance is called differs.",
            COMPLAINT,
            STEP_UP,
        ),
        problems=SIMPLE,
    ),
    *REGULATOR_ROWS,
)

# Past which window of the shopper's own a tier can no longer be left upwards.
LAST_FOR_UP = {M: "CLK08", P: "CLK23"}


def special_row(case: CaseSnapshot, place: Standing, open_: frozenset[str], over: frozenset[str]) -> Special | None:
    """Return the first special row that fits, None when the table decides. `open_`, `over`: the windows by rule."""
    return next((one for one in SPECIALS if _fits(one, case, place, open_, over)), None)


def _fits(one: Special, case: CaseSnapshot, place: Standing, open_: frozenset[str], over: frozenset[str]) -> bool:
    if case.tier not in one.tiers or place.situation not in one.situations:
        return False
    rule = place.clock.rule if place.clock else ""
    wanted = (
        (one.problems, case.problem in one.problems),
        (one.platforms, case.platform in one.platforms),
        (one.clock, rule in one.clock),
        (one.known, bool(case.moments & set(one.known))),
        (one.grounds, case.refused_for() in one.grounds),
        (one.agreed, case.agreed_last() and (place.clock is None or case.is_of_agreement(place.clock))),
        (one.partly, case.partly_last()),
        (one.ruled, case.ruled_last() in one.ruled),
        (one.returns, case.returns_first()),
        (one.owed, case.owed_kind in one.owed),
        (one.unexplained, case.is_unexplained()),
        (one.open, bool(open_ & set(one.open))),
        (one.over, bool(over & set(one.over)) and not open_ & set(one.over)),
        (one.past, bool(over & set(one.past)) and not open_ & set(one.past)),
        (one.none, not (open_ | over) & set(one.none)),
    )
    return all(holds for asked, holds in wanted if asked)
