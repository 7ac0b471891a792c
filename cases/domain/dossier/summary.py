"""The one-page summary: claims in the order in which a stranger asks, each with its exhibit or 无证据."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from cases.domain.dossier import said
from cases.domain.dossier.facts import (
    DECIDED,
    ENDED,
    RULED,
    CaseFacts,
    ContactFact,
    FilingFact,
    PromiseFact,
    ResultFact,
)
from cases.domain.dossier.proofs import OF_REFUSAL, OF_RULING, Proofs
from cases.domain.wording import duration

MOST_PROMISES, MOST_FILINGS = 3, 4
ANSWERED = ("substantive", "agreed", "partly_agreed", "refused")


def claims(facts: CaseFacts, proofs: Proofs) -> list[dict[str, Any]]:
    """Return the claims as {"id", "text", "exhibits"}. Each stands on a record: without it there is no sentence."""
    signed = f"{said.day(facts.signed_at)}签收。" if facts.signed_at else ""
    found = [
        _claim("order", _bought(facts), proofs.of_order()),
        _claim("signed", signed, proofs.of_signing()),
        _claim("problem", _problem(facts), proofs.of_problem()),
    ]
    # What was promised, refused, handed in and said last, as it happened; each once, a decision with what it set.
    answers = _answers(facts)
    decided = {one.id for one in answers if one.decides}
    broken = _broken(facts, apart=decided)
    said_so = {(one.contact, one.words) for one in broken}
    told = [
        *((one.heard_at, _promise(one, facts, proofs)) for one in broken),
        *(
            (one.at, _answer(one, facts, proofs))
            for one in answers
            if one.reply == "refused" or (one.id, one.words) not in said_so
        ),
        *(taken for one in facts.filings for taken in _taken_up(one, proofs)),
        *((one.at, _filing(one, facts, proofs)) for one in facts.filings[-MOST_FILINGS:]),
    ]
    found += [claim for _at, claim in sorted(told, key=lambda pair: pair[0])]
    return [one for one in found if one["text"]]


def _claim(name: str, text: str, exhibits: list[int]) -> dict[str, Any]:
    return {"id": name, "text": text, "exhibits": exhibits}


def _bought(facts: CaseFacts) -> str:
    shop = f"“{facts.shop}”" if facts.shop else ""
    when = f"{said.day(facts.paid_at)}" if facts.paid_at else ""
    number = f"订单号 {facts.order_no}" if facts.order_no else ""
    paid = f"金额 {said.yuan(facts.amount)}" if facts.amount is not None else ""
    return said.joined([f"{when}在{facts.platform}{shop}购买{facts.item}", paid, number]) + "。"


def _problem(facts: CaseFacts) -> str:
    detail = f"（{facts.detail}）" if facts.detail else ""
    return f"商品问题：{facts.problem}{detail}。"


def _broken(facts: CaseFacts, *, apart: Collection[int]) -> list[PromiseFact]:
    """Return the latest promises that were not kept in time, but for those of the entries `apart`."""
    rows = [
        one for one in facts.promises if one.state == "broken" and one.due_at is not None and one.contact not in apart
    ]
    return sorted(rows, key=lambda one: one.heard_at)[-MOST_PROMISES:]


def _promise(one: PromiseFact, facts: CaseFacts, proofs: Proofs) -> dict[str, Any]:
    text = f"{said.moment(one.heard_at)}，{_promised(one, facts)}{said.quoted(one.words)}，{_owed(one, facts)}。"
    answers = (told.id for told in facts.contacts if told.told and told.at == one.answered_at)
    # The late answer proves the lateness as much as the promise does; alone it proves no promise.
    answered = [number for pk in answers for number in proofs.of_contact(pk)]
    own = proofs.of_promise(one.id)
    return _claim(f"promise-{one.id}", text, sorted({*own, *answered}) if own else [])


def _owed(one: PromiseFact, facts: CaseFacts) -> str:
    """Return by when it was due, and by how long it was missed."""
    assert one.due_at is not None
    return f"应在 {said.due_moment(one.due_at)} 前{'兑现' if one.deed else '答复'}，{lateness(one, facts)}"


def _promised(one: PromiseFact, facts: CaseFacts) -> str:
    """Return who promised, or that a platform decided it, or both sides agreed on it in mediation."""
    if one.origin == "mediated":
        return "双方在 12315 调解中约定"
    if one.origin == "ruled":
        return f"{facts.platform_short}处理结果："
    return f"{said.who(one.tier, one.agent, facts.platform_short)}答应"


def lateness(one: PromiseFact, facts: CaseFacts) -> str:
    """Return by how long a broken promise was missed: until what was promised came, else until now."""
    assert one.due_at is not None
    if one.deed:
        return _undone(one, facts)
    if one.answered_at is not None and one.answered_at > one.due_at:
        late = duration(said.between(one.due_at, one.answered_at))
        return f"{said.moment(one.answered_at)} 才有答复，超时 {late}"
    until = facts.closed_at or facts.now
    return f"到 {said.moment(until)} 还没有答复，超时 {duration(said.between(one.due_at, until))}"


def _undone(one: PromiseFact, facts: CaseFacts) -> str:
    """Return the same of something agreed to, which no answer brings: when it came, or that they took it back."""
    assert one.due_at is not None
    if one.done_at is not None:
        late = duration(said.between(one.due_at, one.done_at))
        return f"{said.moment(one.done_at)} 才兑现（本人记下），超时 {late}"
    back = f"{said.moment(one.answered_at)} 改为拒绝，" if one.answered_at is not None else ""
    until = facts.closed_at or facts.now
    if until <= one.due_at:
        return f"{back}没有兑现"
    return f"{back}到 {said.moment(until)} 还没有兑现，超时 {duration(said.between(one.due_at, until))}"


def _answers(facts: CaseFacts) -> list[ContactFact]:
    """Return the answers that count: what was decided of each filing, what was agreed to and is waited for, the last
    refusal of each tier, the last word."""
    decided = {pk for filing in facts.filings for pk in _decision(filing)}
    rulings = [one for one in facts.contacts if one.id in decided and one.told]
    waited = {one.contact for one in facts.promises if one.deed and one.state in ("running", "paused")}
    agreed = [one for one in facts.contacts if one.id in waited]
    return list({one.id: one for one in (*rulings, *agreed, *_refusals(facts), *_last(facts))}.values())


def _decision(one: FilingFact) -> list[int]:
    """Return the entry that tells the last decision of a filing; none where none was noted."""
    return [result.contact for result in one.results if result.contact and result.kind in DECIDED][-1:]


def _answer(one: ContactFact, facts: CaseFacts, proofs: Proofs) -> dict[str, Any]:
    if one.decides:
        text = said.outcome(one.tier, one.result_kind, one.words, facts.platform_short)
        owed = [row for row in facts.promises if row.contact == one.id and row.state == "broken"]
        late = "".join(f"，{_owed(row, facts)}" for row in owed if row.due_at is not None)
        shown = {*of_answer(one, facts, proofs), *(number for row in owed for number in proofs.of_promise(row.id))}
        return _claim(f"contact-{one.id}", f"{said.moment(one.at)}，{text}{late}。", sorted(shown))
    return (_refusal if one.reply == "refused" and one.words else _last_word)(one, facts, proofs)


def _refusals(facts: CaseFacts) -> list[ContactFact]:
    """Return the last refusal of each tier."""
    rows = (one for one in facts.contacts if one.told and one.reply == "refused" and one.words)
    return list({one.tier: one for one in rows}.values())


def _refusal(one: ContactFact, facts: CaseFacts, proofs: Proofs) -> dict[str, Any]:
    speaker = said.who(one.tier, one.agent, facts.platform_short)
    text = f"{said.moment(one.at)}，{speaker}拒绝，理由是{said.quoted(one.words)}。"
    return _claim(f"contact-{one.id}", text, of_answer(one, facts, proofs))


def of_answer(one: ContactFact, facts: CaseFacts, proofs: Proofs) -> list[int]:
    """Return what proves an answer; of the seller's last refusal and of the platform's decision that page or notice."""
    kinds = {_refused(facts): OF_REFUSAL, _ruling(facts): OF_RULING}
    return proofs.telling(one.id, *([kinds[one.id]] if one.id in kinds else []))


def _refused(facts: CaseFacts) -> int:
    refusals = [one.id for one in facts.contacts if one.tier == "merchant" and one.reply == "refused"]
    return refusals[-1] if refusals else 0


def _ruling(facts: CaseFacts) -> int:
    """Return the entry that tells what the platform decided: its last ruling, else how it ended, else its last answer.

    As the letters take it (`selectors.filings.decision_in`), so that both name the same notice.
    """
    here = [one.id for one in facts.contacts if one.tier == "platform"]
    results = [result for filing in facts.filings for result in filing.results]
    for kinds in (RULED, ENDED):
        told = {one.contact for one in results if one.kind in kinds}
        if ruled := [pk for pk in here if pk in told]:
            return ruled[-1]
    answers = [one.id for one in facts.contacts if one.tier == "platform" and one.reply in ANSWERED]
    return answers[-1] if answers else 0


def _filing(one: FilingFact, facts: CaseFacts, proofs: Proofs) -> dict[str, Any]:
    numbers = f"，编号 {'、'.join(one.numbers)}" if one.numbers else ""
    text = (
        f"{said.moment(one.at)}，{said.handed(one.tier, facts.platform_short, one.what)}{numbers}{_wait(one, facts)}。"
    )
    return _claim(f"filing-{one.id}", text, proofs.naming(one.numbers))


def _taken_up(one: FilingFact, proofs: Proofs) -> list[tuple[datetime, dict[str, Any]]]:
    """Return when 12315 took up what was handed in, as they told it or as a day was told; [] where it is not known."""
    rows = [row for row in one.results if one.tier == "regulator" and row.kind in ("accepted", "complaint_accepted")]
    return [(row.at, _taken(one, row, proofs)) for row in rows[-1:]]


def _taken(one: FilingFact, row: ResultFact, proofs: Proofs) -> dict[str, Any]:
    # A day told without a time is kept as its midnight.
    at = said.day(row.at) + said.TOLD_DAY if row.day else said.moment(row.at)
    quote = f"，告知{said.quoted(row.quote)}" if row.quote else ""
    text = f"{at}，12315 受理“{one.what.removeprefix('12315').strip()}”{quote}。"
    return _claim(f"taken-{one.id}", text, proofs.of_contact(row.contact) if row.contact else [])


def _wait(one: FilingFact, facts: CaseFacts) -> str:
    """Return since when the last paper handed in waits for a result; "" for an earlier one and once there is one.

    No time is known for a report of a violation, and nobody waits for its result.
    """
    waits = [row for row in facts.filings if not row.reports][-1:]
    if one not in waits or one.results or facts.closed_at is not None:
        return ""
    return f"，到 {said.moment(facts.now)} 还没有记下结果，已过 {duration((facts.now - one.at).total_seconds())}"


def _last(facts: CaseFacts) -> list[ContactFact]:
    """Return what the other side said last, unless that was a refusal, which is told already."""
    rows = [one for one in facts.contacts if one.told and one.words and one.reply in ANSWERED]
    return rows[-1:] if rows and rows[-1].reply != "refused" else []


def _last_word(one: ContactFact, facts: CaseFacts, proofs: Proofs) -> dict[str, Any]:
    speaker = said.who(one.tier, one.agent, facts.platform_short)
    words = (
        f"{speaker}答复{said.quoted(one.words)}（{one.reply_words}）" if one.words else f"{speaker}：{one.reply_words}"
    )
    text = f"{said.moment(one.at)}，{words}。"
    return _claim(f"contact-{one.id}", text, of_answer(one, facts, proofs))
