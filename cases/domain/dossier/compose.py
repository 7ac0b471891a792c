"""The dossier's content: every section as data, ready to be typeset, shown, compared and read out."""

from __future__ import annotations

from typing import Any

from cases.domain.dossier import said
from cases.domain.dossier.exhibits import exhibit_rows
from cases.domain.dossier.facts import CaseFacts, ComparisonFact, ContactFact, PromiseFact, ResultFact
from cases.domain.dossier.proofs import Proofs
from cases.domain.dossier.standing import stands
from cases.domain.dossier.summary import claims, lateness, of_answer
from cases.domain.dossier.timeline import timeline
from cases.domain.wording import duration

FORMAT = 1
RESULTS = {
    "running": "还没到时间",
    "replaced": "后来改了答复时间",
    "vague": "没有说具体时间",
    "conditional": "有条件的时间，还没有记下条件是哪天满足的",
    "paused": "对方在等本人补材料，暂停计时",
    "unwatched": "案件已了结、已升级或款项已到，未再计时",
}

UNTIMED = {"conditional": "条件满足后起算"}


def compose(facts: CaseFacts) -> dict[str, Any]:
    """Return the content of a dossier. All of it comes from records; texts are strings, numbers are exhibits."""
    proofs = Proofs.of(facts)
    return {
        "format": FORMAT,
        "file_no": facts.file_no,
        "made_on": said.stamp(facts.now),
        "order_no": facts.order_no,
        "cover": _cover(facts),
        "summary": claims(facts, proofs),
        "parties": _parties(facts, proofs),
        "demand": _demand(facts),
        "promises": [_promise(one, facts, proofs) for one in facts.promises],
        "reasons": [_reason(one, facts, proofs) for one in facts.contacts if _has_reason(one)],
        "timeline": timeline(facts, proofs),
        "filings": [_filing(one, facts) for one in facts.filings],
        "numbers": [
            *(list(pair) for pair in facts.numbers),
            *([one.body, one.number] for one in facts.bodies if one.number),
        ],
        "exhibits": exhibit_rows(facts),
        "comparisons": [_comparison(at, one) for at, one in enumerate(facts.comparisons, 1)],
    }


def _cover(facts: CaseFacts) -> list[list[str]]:
    rows = [
        ["平台", facts.platform],
        ["店铺", facts.shop or "未记录"],
        ["商品", facts.item],
        ["订单号", facts.order_no or "未记录"],
        ["金额", said.yuan(facts.amount) or "未记录"],
        ["问题", facts.problem],
        ["请求", facts.demand],
        ["现在到哪一步", stands(facts)],
    ]
    return rows


def _parties(facts: CaseFacts, proofs: Proofs) -> list[dict[str, Any]]:
    licences = proofs.of_seller()
    return [
        {
            "heading": "消费者",
            "rows": [["姓名", ""], ["电话", ""], ["地址", ""]],
            "note": "由本人在提交时填写，制作本册的应用不保存。",
        },
        {
            "heading": "被投诉方",
            "rows": [
                ["店铺", facts.shop or "未记录"],
                ["所在平台", facts.platform],
                *_seller(facts, licences),
            ],
            "note": "",
        },
        *_bodies(facts),
    ]


def _bodies(facts: CaseFacts) -> list[dict[str, Any]]:
    """Return the party that says who else has the dispute; none where the shopper noted nobody."""
    rows = [
        [one.body, said.joined([one.name, f"{said.date_(one.day)}起", f"编号 {one.number}" if one.number else ""])]
        for one in facts.bodies
    ]
    return [{"heading": "也在处理这件事的机构", "rows": rows, "note": ""}] if rows else []


def _seller(facts: CaseFacts, licences: list[int]) -> list[list[str]]:
    rows = [list(pair) for pair in facts.seller]
    if rows:
        return [*rows, ["资质页面", f"见{said.proof(licences)}"]] if licences else rows
    return [["经营者名称和地址", f"见{said.proof(licences)}" if licences else "未记录，可在店铺资质页查到"]]


def _comparison(number: int, one: ComparisonFact) -> dict[str, Any]:
    return {
        "id": one.id,
        "number": number,
        "genuine": one.genuine,
        "suspect": one.suspect,
        "caption": one.caption,
        "boxes": [dict(box) for box in one.boxes],
        "lines": list(one.lines),
    }


def _demand(facts: CaseFacts) -> dict[str, Any]:
    rows = [["请求", facts.demand]]
    if facts.asked is not None:
        rows.append(["请求金额", said.yuan(facts.asked)])
    if facts.offered is not None:
        rows.append(["对方最后提出", said.yuan(facts.offered)])
    if facts.received is not None:
        rows.append(["已经收到", said.yuan(facts.received)])
    return {"rows": rows, "fact": facts.problem, "detail": facts.detail}


def _promise(one: PromiseFact, facts: CaseFacts, proofs: Proofs) -> dict[str, Any]:
    return {
        "id": one.id,
        "who": said.source(one.tier, one.origin, facts.platform_short),
        "agent": one.agent or ("不适用" if one.origin else "没有留下"),
        "words": one.words,
        "heard": said.stamp(one.heard_at),
        "due": said.due_stamp(one.due_at) or UNTIMED.get(one.state, "没有说时间"),
        "state": one.state,
        "result": _result(one, facts),
        "exhibits": proofs.of_promise(one.id),
    }


def _result(one: PromiseFact, facts: CaseFacts) -> str:
    if one.state == "broken" and one.due_at is not None:
        return f"{'没有按时兑现' if one.deed else '没有按时'}：{lateness(one, facts)}"
    if one.state == "kept" and one.deed:
        return _done(one)
    if one.state == "kept":
        if one.answered_at is None or one.due_at is None:
            return "已兑现"
        early = one.due_at - one.answered_at
        if early.total_seconds() >= 0:
            return f"按时：{said.moment(one.answered_at)} 答复，早 {duration(early.total_seconds())}"
        return f"{said.moment(one.answered_at)} 答复，晚 {duration(-early.total_seconds())}"
    if one.state == "running" and one.due_at is not None:
        return f"{RESULTS['running']}，还有 {duration((one.due_at - facts.now).total_seconds())}"
    return RESULTS.get(one.state, one.state)


def _done(one: PromiseFact) -> str:
    if one.done_at is None or one.due_at is None:
        return "已兑现"
    early = (one.due_at - one.done_at).total_seconds()
    return f"按时兑现：{said.moment(one.done_at)} 本人记下已到" + (f"，早 {duration(early)}" if early >= 60 else "")


def _has_reason(one: ContactFact) -> bool:
    """Return whether the entry gives a reason to answer. 12315 decides on accepting and mediates, it opposes nobody;
    what the shopper has answered to it all the same stays."""
    return one.told and one.reply == "refused" and (not one.decides or one.tier == "platform" or bool(one.answer))


def _reason(one: ContactFact, facts: CaseFacts, proofs: Proofs) -> dict[str, Any]:
    return {
        "id": one.id,
        "at": said.stamp(one.at),
        "who": f"{said.to_whom(one.tier, facts.platform_short)}：{one.result}"
        if one.decides
        else said.who(one.tier, one.agent, facts.platform_short),
        "words": one.words or ("没有留下原话" if one.decides else "拒绝了，没有留下原话"),
        "told_in": of_answer(one, facts, proofs),
        "answer": one.answer,
        "exhibits": proofs.standing(one.answer_exhibits),
    }


def _came(one: ResultFact) -> str:
    if one.day:
        return f"{one.day} {one.words}{said.TOLD_DAY}"
    return f"{said.stamp(one.at)} {f'本人记下：{said.PAID}' if one.paid else one.words}"


def _filing(one: Any, facts: CaseFacts) -> dict[str, Any]:
    row = {
        "id": one.id,
        "at": said.stamp(one.at),
        "head": said.handed(one.tier, facts.platform_short, one.what),
        "text": one.text,
        "numbers": list(one.numbers),
    }
    results = [_came(result) for result in one.results]
    return row | {"results": results} if results else row
