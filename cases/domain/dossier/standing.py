"""Where the dispute stands at the making: who has it, what came of it there last, whether the money came."""

from __future__ import annotations

from datetime import datetime

from cases.domain.dossier import said
from cases.domain.dossier.facts import CaseFacts, ResultFact

OUTCOMES = {
    "full": "全部解决",
    "partial": "部分解决",
    "refused": "没有谈成",
    "withdrawn": "本人撤回",
    "promised_not_paid": "答应了没有兑现",
    "other": "其他结果",
}
# Taken up is a state that goes on.
TAKEN_UP = "已受理，正在处理"
CAME = said.DAYS | said.RESULTS | {"accepted": TAKEN_UP, "complaint_accepted": TAKEN_UP}


def stands(facts: CaseFacts) -> str:
    """Return how the case ended, else the last result of where it is now, else that it is being handled there, and
    until when an answer was promised there that has not come."""
    if facts.closed_at:
        return f"{said.day(facts.closed_at)}了结：{OUTCOMES.get(facts.outcome, facts.outcome)}"
    filings = [one for one in facts.filings if one.tier == facts.tier]
    results = sorted(
        (one for filing in filings for one in filing.results if one.paid or one.kind in CAME),
        key=lambda one: (one.at, one.id),
    )
    if not results:
        return said.joined([_with(facts), _late(facts)], "；")
    decided = [one for one in results if one.kind in CAME][-1:]
    paid = [one for one in results if one.paid][-1:]
    rows = [(one.at, one.id, _said(one, facts)) for one in (*decided, *paid)]
    again = max(one.at for one in filings)
    told = [text for _at, _id, text in sorted(rows)]
    undone = "" if paid else _late(facts, decided=True)
    return said.joined([*told, undone, _again(again, results[-1].at, facts)], "；")


# What was due and has not come, by where it comes from.
NOT_COME = {
    "": "对方答应 {due} 前兑现，没有兑现",
    "ruled": "处理结果应在 {due} 前执行，还没有兑现",
    "mediated": "双方约定 {due} 前兑现，还没有兑现",
}


def _late(facts: CaseFacts, *, decided: bool = False) -> str:
    """Return until when something was promised there that has not come; "" where nothing is late. `decided`: only of
    what was decided or agreed on there. No length of time: that time goes on is no change of the case."""
    late = (
        one
        for one in facts.promises
        if one.tier == facts.tier and one.state == "broken" and one.answered_at is None and one.done_at is None
    )
    rows = [(one.due_at, one) for one in late if one.due_at is not None and (one.origin or not decided)]
    # What was to be done outlives a call that was promised about it.
    due, last = max(rows, key=lambda row: (row[1].deed, row[0]), default=(None, None))
    if due is None or last is None:
        return ""
    said_ = NOT_COME[last.origin] if last.deed else "对方答应 {due} 前答复，没有答复"
    return said_.format(due=said.due_moment(due))


def _said(one: ResultFact, facts: CaseFacts) -> str:
    if one.paid:
        return f"{said.day(one.at)}{said.PAID}（本人记下）"
    return f"{said.day(one.at)}{_body(facts)}{CAME[one.kind]}{said.TOLD_DAY if one.day else ''}"


def _again(filed: datetime, last: datetime, facts: CaseFacts) -> str:
    """Return that something was handed in after the last result; "" when nothing was."""
    again = "还没有受理结果" if facts.tier == "regulator" else _with(facts)
    return f"{said.day(filed)}再次提交，{again}" if filed > last else ""


def _with(facts: CaseFacts) -> str:
    """Return who has it. 12315 has it only once it was accepted (R121 art. 15)."""
    return "已提交 12315，还没有受理结果" if facts.tier == "regulator" else f"正在由{_body(facts)}处理"


def _body(facts: CaseFacts) -> str:
    to = said.to_whom(facts.tier, facts.platform_short)
    return f" {to} " if facts.tier == "regulator" else to
