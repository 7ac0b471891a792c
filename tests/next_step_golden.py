"""The golden table of issue 5: tier × what happened × clocks × kind of problem → the one next step, read against facts.

Each row is written out; nothing here is worked out by the code under test.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from cases.domain.lifecycle import Tier
from cases.domain.next_step import CaseSnapshot, ContactView, DeadlineView
from tests.next_step_after import after, calls
from tests.next_step_cells import DUE, HEARD, NOW, OPENED, H, M, P, R, promise

DAY = timedelta(days=1)
Fields = dict[str, Any]


def _said(tier: Tier, reply: str) -> Fields:
    return {"contacts": (ContactView(at=NOW - H, tier=tier, reply=reply),)}


def _wrote(tier: Tier, letter: str, hours: int) -> Fields:
    return {"contacts": (ContactView(at=NOW - hours * H, tier=tier, direction="out", letter_code=letter),)}


def _below(tier: Tier, reply: str, clock: str = "", **fields: Any) -> Fields:
    """Return what a tier below said at HEARD while the present one has its own time running."""
    who = P if clock == "P" else M
    own = promise(tier, id=7, rule="CLK12", due_at=NOW + 3 * DAY)
    theirs = (promise(who, id=8, trigger_at=HEARD, **fields),) if clock else ()
    return {"contacts": (ContactView(at=HEARD, tier=who, reply=reply),), "deadlines": (own, *theirs)}


def happened(tier: Tier, what: str) -> Fields:
    """Return the record behind a word of the table."""
    late = {"deadlines": (promise(tier, state="running"),)}
    agreed = {"agreed_at": HEARD, "replied_at": HEARD}
    records: dict[str, Fields] = {
        "nothing": {},
        "told once": _wrote(tier, "T1", 2),
        "bot only": _said(tier, "auto"),
        "acknowledged": _said(tier, "received"),
        "asked by when": _wrote(tier, "T3", 2),
        "no reply": _wrote(tier, "T1", 24 * 8),
        "no reply, noted": {"no_reply_at": NOW - H, **_wrote(tier, "T1", 9)},
        "promise runs": {"deadlines": (promise(tier, due_at=NOW + 9 * H),)},
        "promise late": late,
        "nudged": {"deadlines": (promise(tier, nudged_at=NOW - H),)},
        "nudge unanswered": {
            "deadlines": (promise(tier, nudged_at=NOW - 4 * DAY, due_at=DUE - 5 * DAY, trigger_at=HEARD - 5 * DAY),)
        },
        "partial": _said(tier, "partly_agreed"),
        "answered": _said(tier, "substantive"),
        "refused": _said(tier, "refused"),
        "dispute runs": {"step_in_at": NOW + H, "dispute_first": True},
        "dispute over, JD not asked": {"step_in_at": NOW - H, "dispute_first": True},
        "refused in the dispute": {"step_in_at": NOW - H, "dispute_first": True, **_said(tier, "refused")},
        "JD asked, told once": {"stepped_in_at": NOW - 3 * H, **_wrote(tier, "T8b", 2)},
        "ruled against": _said(tier, "refused"),
        "agreed, no time": _said(tier, "agreed"),
        "agreed, runs": {**agreed, "deadlines": (promise(tier, due_at=NOW + 9 * H),)},
        "agreed not paid": {**agreed, "deadlines": (promise(tier),)},
        "agreed not paid, no reply": {**agreed, "deadlines": (promise(tier),), "no_reply_at": NOW - H},
        "seller agreed, late, a call promised": {
            **(below := _below(tier, "agreed", "M", due_at=NOW - H)),
            "deadlines": (*below["deadlines"], calls(M, trigger_at=NOW - H / 2)),
            "contacts": (*below["contacts"], ContactView(at=NOW - H / 2, tier=M, reply="received")),
        },
        "seller agreed, no time": _below(tier, "agreed"),
        "seller agreed, runs": _below(tier, "agreed", "M", due_at=NOW + 9 * H),
        "seller agreed, late": _below(tier, "agreed", "M", due_at=NOW - H),
        "ruled for, late, seller agreed, late": {
            **agreed,
            "contacts": (ContactView(at=HEARD + H, tier=M, reply="agreed"),),
            "deadlines": (
                promise(tier, rule="CLK10"),
                promise(M, id=8, trigger_at=HEARD + H, due_at=NOW - H),
            ),
        },
        "seller agreed, late, nudged": _below(tier, "agreed", "M", due_at=NOW - H, nudged_at=NOW - H / 2),
        "seller agreed, then refused": {
            **_below(tier, "agreed", "M", due_at=NOW - H),
            "contacts": (
                ContactView(at=HEARD, tier=M, reply="agreed"),
                ContactView(at=NOW - H, tier=M, reply="refused"),
            ),
        },
        "seller agreed, then ruled against": {**_below(tier, "agreed", "M", due_at=NOW - H), "refused_at": NOW - H},
        "refused, then seller agreed, runs": {
            **_below(tier, "agreed", "M", due_at=NOW + 9 * H),
            "refused_at": HEARD - H,
            "moments": frozenset({"complaint_accepted"}),
        },
        "seller agreed long before": {"contacts": (ContactView(at=HEARD - 2 * DAY, tier=M, reply="agreed"),)},
        "seller late": _below(tier, "received", "M", due_at=NOW - H),
        "seller late, ruled against": {**_below(tier, "received", "M", due_at=NOW - H), "refused_at": NOW - H},
        "platform agreed, late": _below(tier, "agreed", "P", due_at=NOW - H),
        "ruled as a day": {
            "deadlines": (promise(tier, rule="CLK10", due_at=NOW + H),),
            "moments": frozenset({"ruled"}),
        },
        "ruled as a day, late": {"deadlines": (promise(tier, rule="CLK10"),), "moments": frozenset({"ruled"})},
        "ruled for, late, put off": {
            **agreed,
            "contacts": (ContactView(at=HEARD + H, tier=tier, reply="substantive"),),
            "deadlines": (promise(tier, rule="CLK10"),),
        },
        "must send": {"owed_kind": "evidence", "owed_at": NOW - H},
        "being tested": {"owed_kind": "testing", "owed_at": NOW - H},
        "acceptance runs": {"deadlines": (promise(tier, rule="CLK20", due_at=NOW + DAY),)},
        "acceptance late": {"deadlines": (promise(tier, rule="CLK20"),)},
        "mediation runs": {"deadlines": (promise(tier, rule="CLK21", due_at=NOW + 30 * DAY),)},
        "mediation late": {"deadlines": (promise(tier, rule="CLK21"),)},
        "notice runs": {"deadlines": (promise(tier, rule="CLK22", due_at=NOW + DAY),)},
        "notice late": {"deadlines": (promise(tier, rule="CLK22"),)},
        "refund late": {"deadlines": (promise(tier, rule="CLK06"),)},
        "paid": {**agreed, "contacted_at": HEARD, "paid_at": NOW - H},
        "paid, then refused": {**_said(tier, "refused"), "paid_at": NOW - 2 * H},
        "paid, then asked": {"paid_at": NOW - 2 * H, "owed_kind": "evidence", "owed_at": NOW - H},
        "not accepted, taken elsewhere": {
            "contacts": (ContactView(at=NOW - H, tier=tier, reply="refused", ground="elsewhere"),)
        },
        **{
            f"not accepted, {ground}": {
                "contacts": (ContactView(at=NOW - H, tier=tier, reply="refused", ground=ground),)
            }
            for ground in ("incomplete", "identity", "competence", "three_years")
        },
        "taken elsewhere, then refused": {
            "contacts": (
                ContactView(at=NOW - 2 * H, tier=tier, reply="refused", ground="elsewhere"),
                ContactView(at=NOW - H, tier=tier, reply="refused"),
            )
        },
        "refused, asked why": {
            "contacts": tuple(ContactView(at=NOW - hours * H, tier=tier, reply="refused") for hours in (2, 1))
        },
        "an answer not accepted": {
            "contacts": (ContactView(at=NOW - 2 * H, tier=tier, reply="substantive"),),
            "refused_at": NOW - H,
        },
        "ended, its acceptance not noted": {**_said(tier, "refused"), "moments": frozenset({"mediation_ended"})},
        "mediated in vain": {**_said(tier, "refused"), "moments": frozenset({"complaint_accepted"})},
    }
    return (records | after(tier))[what]


def windows(words: str) -> tuple[DeadlineView, ...]:
    """Return the windows of "CLK02 open, CLK05 over, CLK08 closing"."""
    ends = {"open": NOW + 3 * DAY, "over": NOW - DAY, "closing": NOW + 2 * H}
    states = {"open": "running", "over": "lapsed", "closing": "running"}
    return tuple(
        DeadlineView(
            id=50 + place, lane="mine", rule=rule, trigger_at=OPENED - 9 * DAY, due_at=ends[how], state=states[how]
        )
        for place, (rule, how) in enumerate(one.split() for one in words.split(", ") if one)
    )


def golden_case(tier: Tier, what: str, clocks: str = "", problem: str = "", platform: str = "taobao") -> CaseSnapshot:
    record = happened(tier, what)
    record["deadlines"] = (*record.get("deadlines", ()), *windows(clocks))
    filed = {} if tier is M or what == "nothing" else {"filed_at": HEARD - DAY}
    return CaseSnapshot(
        opened_at=OPENED, tier=tier, platform=platform, platform_name="淘宝", problem=problem, **{**filed, **record}
    )


# tier, what happened, clocks, problem, platform -> step
GOLDEN: tuple[tuple[Tier, str, str, str, str, str], ...] = (
    # --- the seller, first word: simple matters there first, with the no-reason return where it is open ---
    (M, "nothing", "", "", "taobao", "contact"),
    (M, "nothing", "", "wrong_size", "taobao", "contact_simple"),
    (M, "nothing", "CLK02 open", "wrong_size", "taobao", "contact_return"),
    (M, "nothing", "CLK02 open", "price", "jd", "contact_return"),
    (M, "nothing", "CLK02 open", "wrong_size", "xianyu", "contact_private"),
    (M, "nothing", "CLK03 open", "defect", "xianyu", "contact_private"),
    (M, "nothing", "", "wrong_item", "meituan", "contact_simple"),
    (M, "nothing", "CLK02 over", "wrong_size", "taobao", "see_ways"),
    (M, "nothing", "CLK02 over, CLK05 open", "wrong_size", "taobao", "contact_simple"),
    (M, "nothing", "CLK02 closing", "wrong_size", "taobao", "file_window"),
    (M, "nothing", "", "gift_missing", "taobao", "contact_simple"),
    (M, "nothing", "CLK03 open", "defect", "taobao", "contact_quality"),
    (M, "nothing", "CLK03 over, CLK02 over", "defect", "taobao", "contact"),
    (M, "nothing", "CLK05 over", "defect", "taobao", "see_ways"),
    (M, "nothing", "CLK11 over", "defect", "jd", "see_ways"),
    (M, "nothing", "CLK11 closing", "defect", "jd", "file_window"),
    (M, "nothing", "", "counterfeit", "taobao", "contact_fake"),
    (M, "nothing", "CLK05 over", "counterfeit", "taobao", "contact_fake"),
    (M, "nothing", "", "expired_food", "jd", "contact_food"),
    (M, "nothing", "", "damaged", "taobao", "contact_carried"),
    (M, "nothing", "", "not_received", "pdd", "contact_carried"),
    # --- the seller, talking ---
    (M, "told once", "", "defect", "taobao", "ask_time"),
    (M, "bot only", "", "defect", "taobao", "reach_human"),
    (M, "bot only", "", "counterfeit", "taobao", "reach_human"),
    (M, "acknowledged", "", "wrong_size", "taobao", "ask_time"),
    (M, "asked by when", "", "defect", "taobao", "wait"),
    (M, "promise runs", "", "counterfeit", "taobao", "wait"),
    (M, "must send", "", "defect", "taobao", "send_owed"),
    (M, "must send", "CLK02 closing", "defect", "taobao", "file_window"),
    # --- the seller, no answer ---
    (M, "no reply", "", "defect", "taobao", "nudge"),
    (M, "no reply", "", "wrong_size", "taobao", "nudge"),
    (M, "no reply", "", "counterfeit", "taobao", "step_up_fake"),
    (M, "no reply", "", "unreachable", "taobao", "step_up_gone"),
    (M, "no reply", "CLK08 over", "counterfeit", "jd", "regulator_instead"),
    (M, "promise late", "", "defect", "taobao", "nudge"),
    (M, "promise late", "", "counterfeit", "taobao", "step_up_fake"),
    (M, "nudged", "", "defect", "taobao", "wait_nudge"),
    (M, "nudged", "", "unreachable", "taobao", "step_up_gone"),
    (M, "nudge unanswered", "", "defect", "taobao", "step_up"),
    (M, "no reply, noted", "", "defect", "taobao", "step_up"),
    (M, "no reply, noted", "", "wrong_size", "taobao", "complain_silence"),
    (M, "no reply, noted", "CLK05 over", "defect", "taobao", "step_up_late"),
    (M, "no reply, noted", "CLK08 over", "defect", "jd", "regulator_instead"),
    # --- the seller, an answer ---
    (M, "answered", "", "defect", "taobao", "review_reply"),
    (M, "partial", "", "defect", "taobao", "review_part"),
    (M, "refused", "", "defect", "taobao", "step_up"),
    (M, "refused", "", "wrong_size", "taobao", "step_up"),
    (M, "refused", "CLK08 open", "defect", "jd", "step_up"),
    (M, "refused", "CLK08 closing", "defect", "jd", "file_window"),
    (M, "refused", "CLK08 over", "defect", "jd", "regulator_instead"),
    (M, "refused", "CLK08 over, CLK23 over", "defect", "jd", "past_three_years"),
    (M, "no reply", "CLK08 over, CLK23 over", "counterfeit", "jd", "past_three_years"),
    (M, "refused", "CLK23 over", "defect", "taobao", "step_up"),
    (M, "refused", "CLK05 over", "defect", "taobao", "step_up_late"),
    (M, "agreed, no time", "", "defect", "taobao", "ask_agreed"),
    (M, "agreed, runs", "", "defect", "taobao", "wait_agreed"),
    (M, "agreed not paid", "", "refund_late", "taobao", "nudge"),
    (M, "agreed not paid, no reply", "", "refund_late", "taobao", "step_up_unpaid"),
    # A call they promise takes the place of nothing that is owed.
    (M, "agreed not paid, a call promised", "", "refund_late", "taobao", "nudge"),
    (M, "agreed, runs, a call missed", "", "refund_late", "taobao", "nudge"),
    (M, "agreed, a call promised", "", "refund_late", "taobao", "wait"),
    (M, "agreed, a call missed", "", "refund_late", "taobao", "nudge"),
    (M, "agreed not paid, new day agreed", "", "refund_late", "taobao", "wait_agreed"),
    (P, "agreed not paid, a call promised", "", "defect", "taobao", "ask_execution"),
    (P, "ruled as a day, late, a call promised", "", "defect", "jd", "ask_execution"),
    (P, "seller agreed, late, a call promised", "", "defect", "pdd", "nudge"),
    (R, "agreed not paid, a call promised", "", "defect", "taobao", "agreement_unkept"),
    (R, "agreed, a call missed", "", "defect", "taobao", "ask_regulator"),
    (M, "refund late", "", "refund_late", "taobao", "nudge_refund"),
    (M, "paid", "", "refund_late", "taobao", "close"),
    (M, "paid", "CLK06 over", "refund_late", "taobao", "close"),
    (M, "paid", "CLK02 closing", "defect", "taobao", "file_window"),
    (M, "paid, then refused", "", "defect", "taobao", "step_up"),
    # --- the platform ---
    (P, "nothing", "", "defect", "taobao", "file_platform"),
    (P, "nothing", "CLK23 over", "defect", "taobao", "past_three_years"),
    (P, "bot only", "", "defect", "taobao", "reach_human"),
    (P, "acknowledged", "", "defect", "taobao", "ask_time"),
    (P, "promise runs", "", "defect", "taobao", "wait"),
    (P, "promise late", "", "defect", "taobao", "nudge"),
    (P, "no reply", "", "defect", "taobao", "call_platform"),
    (P, "no reply, noted", "", "defect", "taobao", "step_up"),
    (P, "must send", "", "defect", "jd", "send_owed"),
    (P, "partial", "", "defect", "jd", "review_part"),
    # TB arts 43–45: what has to go back first goes back in the platform's time.
    (P, "ruled for, to be sent back", "", "defect", "taobao", "ruled_return"),
    (P, "ruled for a return, no words", "", "defect", "pdd", "ruled_return"),
    (P, "sent back, ruled for again", "", "defect", "taobao", "ruled_return"),
    (P, "must send it back", "", "defect", "taobao", "send_back"),
    (P, "ruled for, sent back", "", "defect", "taobao", "ask_agreed"),
    (P, "ruled for", "", "defect", "taobao", "ask_agreed"),
    (P, "ruled for, by a day", "", "defect", "taobao", "wait_agreed"),
    # A decision for a part is no offer: it is accepted, objected to (JD1 art. 9(4)), or taken to 12315 (R121 art. 16).
    (P, "ruled partly", "", "defect", "taobao", "ruled_partly"),
    (P, "ruled partly", "CLK09 open", "defect", "jd", "ruled_partly"),
    (P, "ruled partly", "CLK09 over", "defect", "jd", "ruled_partly"),
    (P, "ruled partly", "CLK09 closing", "defect", "jd", "file_window"),
    (P, "ruled partly", "CLK23 over", "defect", "taobao", "ruled_partly_here"),
    (P, "ruled partly", "", "defect", "xianyu", "ruled_partly_here"),
    (P, "ruled partly, accepted", "", "defect", "taobao", "ask_agreed"),
    (P, "ruled partly, not accepted", "", "defect", "taobao", "step_up"),
    (P, "ruled partly, then an offer", "", "defect", "taobao", "review_part"),
    (P, "ruled against", "", "defect", "taobao", "step_up"),
    (P, "ruled against", "", "defect", "xianyu", "step_up_private"),
    (P, "no reply, noted", "", "defect", "xianyu", "step_up_private"),
    (P, "ruled against", "CLK23 over", "defect", "xianyu", "past_three_years"),
    (P, "ruled against", "", "defect", "jd", "tell_closed"),
    (P, "ruled against", "CLK09 open", "defect", "jd", "appeal"),
    (P, "ruled against", "CLK09 closing", "defect", "jd", "file_window"),
    (P, "ruled against", "CLK09 over", "defect", "jd", "step_up"),
    (P, "ruled against", "CLK23 over", "defect", "taobao", "past_three_years"),
    (P, "agreed, no time", "", "defect", "taobao", "ask_agreed"),
    (P, "agreed not paid", "", "defect", "jd", "ask_execution"),
    (P, "agreed not paid, no reply", "", "defect", "jd", "ask_execution"),
    # JD2 art. 16: what was ruled is to be carried out; no answer to the shopper ends the 48 hours.
    (P, "ruled as a day", "", "defect", "jd", "wait_agreed"),
    (P, "ruled as a day, late", "", "defect", "jd", "ask_execution"),
    (P, "ruled for, late, put off", "", "defect", "jd", "ask_execution"),
    # JD1 art. 9(3), JD2 art. 16: JD can carry its ruling out; a seller who agreed and is late too is nudged no more.
    (P, "ruled for, late, seller agreed, late", "", "defect", "jd", "ask_execution"),
    # A window for asking the seller is no step any more once the case has gone past the seller.
    (P, "promise runs", "CLK05 closing", "counterfeit", "taobao", "wait"),
    (P, "promise late", "CLK02 closing", "defect", "taobao", "nudge"),
    (P, "ruled against", "CLK05 closing", "counterfeit", "taobao", "step_up"),
    (P, "ruled against", "CLK09 closing, CLK05 closing", "defect", "jd", "file_window"),
    # JD1 art. 7: the 15 days are for asking JD itself; a dispute with the seller does not meet them.
    (P, "dispute runs", "CLK08 open", "defect", "jd", "wait"),
    (P, "dispute runs", "CLK08 closing", "defect", "jd", "file_window"),
    (P, "dispute runs", "CLK08 over", "defect", "jd", "wait"),
    (P, "dispute over, JD not asked", "CLK08 open", "defect", "jd", "step_in"),
    (P, "dispute over, JD not asked", "CLK08 closing", "defect", "jd", "file_window"),
    (P, "dispute over, JD not asked", "CLK08 over", "defect", "jd", "regulator_instead"),
    (P, "refused in the dispute", "CLK08 over", "defect", "jd", "regulator_instead"),
    (P, "refused in the dispute", "CLK08 over, CLK23 over", "defect", "jd", "past_three_years"),
    (P, "JD asked, told once", "CLK08 closing", "defect", "jd", "ask_time"),
    (P, "JD asked, told once", "CLK08 over", "defect", "jd", "ask_time"),
    # The seller agrees or promises while the platform has the case: that outranks waiting for the platform.
    (P, "seller agreed, no time", "", "defect", "pdd", "ask_agreed"),
    (P, "seller agreed, runs", "", "defect", "pdd", "wait_agreed"),
    (P, "seller agreed, late", "", "defect", "pdd", "nudge"),
    (P, "seller agreed, late, nudged", "", "defect", "pdd", "wait"),
    (P, "seller agreed, then refused", "", "defect", "pdd", "nudge"),
    (P, "seller agreed, then ruled against", "", "defect", "pdd", "step_up"),
    (P, "seller agreed long before", "", "defect", "pdd", "call_platform"),
    (P, "seller late", "", "defect", "pdd", "nudge"),
    (P, "seller late, ruled against", "", "defect", "pdd", "step_up"),
    (P, "paid", "", "defect", "jd", "close"),
    (P, "paid, then refused", "", "defect", "taobao", "step_up"),
    (P, "paid, then asked", "", "defect", "taobao", "send_owed"),
    # --- 12315 ---
    (R, "nothing", "", "defect", "taobao", "file_regulator"),
    (R, "nothing", "CLK23 over", "defect", "taobao", "past_three_years"),
    (R, "acceptance runs", "", "defect", "taobao", "wait_acceptance"),
    (R, "acceptance late", "", "defect", "taobao", "ask_acceptance"),
    (R, "must send", "", "defect", "taobao", "send_owed"),
    (R, "being tested", "", "defect", "taobao", "await_test"),
    (R, "mediation runs", "", "defect", "taobao", "wait_mediation"),
    (R, "mediation late", "", "defect", "taobao", "ask_mediation"),
    (R, "notice runs", "", "defect", "taobao", "wait_notice"),
    (R, "notice late", "", "defect", "taobao", "ask_notice"),
    (R, "no reply", "", "defect", "taobao", "ask_regulator"),
    (R, "partial", "", "defect", "taobao", "review_part"),
    (R, "refused", "", "defect", "taobao", "ask_ground"),
    (R, "refused, asked why", "", "defect", "taobao", "other_ways"),
    (R, "not accepted, taken elsewhere", "", "defect", "taobao", "taken_elsewhere"),
    (R, "not accepted, incomplete", "", "defect", "taobao", "complete_complaint"),
    (R, "not accepted, identity", "", "defect", "taobao", "confirm_identity"),
    (R, "not accepted, competence", "", "defect", "taobao", "other_bureau"),
    (R, "not accepted, three_years", "", "defect", "taobao", "other_ways"),
    (R, "taken elsewhere, then refused", "", "defect", "taobao", "other_ways"),
    (R, "mediated in vain", "", "defect", "taobao", "after_mediation"),
    (R, "ended, its acceptance not noted", "", "defect", "taobao", "after_mediation"),
    # What the shopper did not accept is no refusal of theirs.
    (R, "an answer not accepted", "", "defect", "taobao", "other_ways"),
    (R, "agreed, no time", "", "defect", "taobao", "keep_agreement"),
    (R, "agreed, runs", "", "defect", "taobao", "wait_agreed"),
    (R, "seller agreed, no time", "", "defect", "taobao", "ask_agreed"),
    (R, "seller agreed, runs", "", "defect", "taobao", "wait_agreed"),
    (R, "seller agreed, late", "", "defect", "taobao", "nudge"),
    (R, "platform agreed, late", "", "defect", "taobao", "nudge"),
    (R, "agreed not paid", "", "defect", "taobao", "agreement_unkept"),
    (R, "agreed not paid, no reply", "", "defect", "taobao", "agreement_unkept"),
    (R, "refused, then seller agreed, runs", "", "defect", "taobao", "wait_agreed"),
    (R, "nothing", "CLK05 closing", "counterfeit", "taobao", "file_regulator"),
    (R, "nothing", "CLK23 closing, CLK05 closing", "counterfeit", "taobao", "file_window"),
    (R, "acceptance runs", "CLK05 closing", "counterfeit", "taobao", "wait_acceptance"),
    (R, "acceptance runs", "CLK08 closing, CLK09 closing", "defect", "jd", "wait_acceptance"),
    (R, "mediation runs", "CLK05 closing", "counterfeit", "taobao", "wait_mediation"),
    (R, "agreed, no time", "CLK05 closing", "counterfeit", "taobao", "keep_agreement"),
    (R, "refused", "CLK11 closing", "defect", "jd", "ask_ground"),
    (R, "paid", "", "defect", "taobao", "close"),
)
