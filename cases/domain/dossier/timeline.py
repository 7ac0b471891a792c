"""The timeline: every exchange with its channel, direction, person and moment, and what else is on record."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from cases.domain.dossier import said
from cases.domain.dossier.facts import CaseFacts, ContactFact, FilingFact, MarkFact, ResultFact
from cases.domain.dossier.proofs import Proofs
from cases.domain.timeline import LATE_NOTE


def timeline(facts: CaseFacts, proofs: Proofs) -> list[dict[str, Any]]:
    """Return what happened, the earliest first, as {"id", "at", "who", "how", "title", "words", "note", "exhibits"}."""
    rows = [
        *_order(facts, proofs),
        *(_contact(one, facts, proofs) for one in facts.contacts),
        *(_filing(one, facts, proofs) for one in facts.filings),
        *(_result(one, filing, facts) for filing in facts.filings for one in filing.results if not one.told),
        *(_mark(one, proofs) for one in facts.marks),
    ]
    return [row for _at, row in sorted(rows, key=lambda pair: pair[0])]


def _row(at: datetime, name: str, **said_: Any) -> tuple[datetime, dict[str, Any]]:
    blank = {"who": "", "how": "", "title": "", "words": "", "note": "", "exhibits": []}
    return at, {"id": name, "at": said.stamp(at), **blank, **said_}


def _order(facts: CaseFacts, proofs: Proofs) -> list[tuple[datetime, dict[str, Any]]]:
    rows = []
    for name, at, title, exhibits in (
        ("paid", facts.paid_at, "付款", proofs.of_order()),
        ("shipped", facts.shipped_at, "发货", proofs.of_kinds("logistics")),
        ("signed", facts.signed_at, "签收", proofs.of_signing()),
    ):
        if at is not None:
            # A day without a time is kept as its midnight.
            at_, row = _row(at, name, who="订单", title=title, exhibits=exhibits)
            rows.append((at_, row | {"at": said.day_stamp(at)}))
    return rows


def _contact(one: ContactFact, facts: CaseFacts, proofs: Proofs) -> tuple[datetime, dict[str, Any]]:
    whole = said.to_whom(one.tier, facts.platform_short)
    other = whole if one.decides else said.who(one.tier, one.agent, facts.platform_short)
    title = (f"结果：{one.result}" if one.result else one.reply_words) if one.told else "本人发出"
    if one.offered is not None:
        title = said.joined([title, f"提出 {said.yuan(one.offered)}"])
    by = f"{one.by}代为记下" if one.by else ""
    note = said.joined([f"备注：{one.note}" if one.note else "", by, _late(one.at, one.noted_at)], "；")
    return _row(
        one.at,
        f"contact-{one.id}",
        who=f"{other} → 本人" if one.told else f"本人 → {other}",
        how=one.channel,
        title=title,
        words=one.words,
        note=note,
        exhibits=proofs.of_contact(one.id),
    )


def _late(at: datetime, noted_at: datetime | None) -> str:
    """Return when it was noted, "" where that was soon after."""
    return f"{said.stamp(noted_at)} 补记" if noted_at is not None and noted_at - at > LATE_NOTE else ""


def _filing(one: FilingFact, facts: CaseFacts, proofs: Proofs) -> tuple[datetime, dict[str, Any]]:
    to = said.to_whom(one.tier, facts.platform_short)
    numbers = f"编号 {'、'.join(one.numbers)}" if one.numbers else ""
    return _row(
        one.at,
        f"filing-{one.id}",
        who=f"本人 → {to}",
        how="提交",
        title=said.joined([one.what, numbers]),
        note=said.joined(["全文见“提交过的材料”" if one.text else "", _late(one.at, one.noted_at)], "；"),
        exhibits=proofs.naming(one.numbers),
    )


def _result(one: ResultFact, filing: FilingFact, facts: CaseFacts) -> tuple[datetime, dict[str, Any]]:
    """Return what came of something handed in, where no entry tells it."""
    of = f"“{filing.what}”的结果"
    if one.day:
        return _day(one, of, said.to_whom(filing.tier, facts.platform_short))
    if one.paid:
        note = said.joined([of, f"备注：{one.quote}" if one.quote else ""], "；")
        return _row(one.at, f"result-{one.id}", who="记录", how="结果", title=f"本人记下：{said.PAID}", note=note)
    to = said.to_whom(filing.tier, facts.platform_short)
    title = said.joined([of, one.words], "：")
    return _row(one.at, f"result-{one.id}", who=f"{to} → 本人", how="结果", title=title, words=one.quote)


def _day(one: ResultFact, of: str, to: str) -> tuple[datetime, dict[str, Any]]:
    """Return a day the shopper told, where they told no result."""
    title = f"{to} {one.words}" if to.isascii() else f"{to}{one.words}"
    at, row = _row(one.at, f"day-{one.kind}", who="记录", how="结果", title=title + said.TOLD_DAY, note=of)
    return at, row | {"at": one.day}


def _mark(one: MarkFact, proofs: Proofs) -> tuple[datetime, dict[str, Any]]:
    note = _late(one.at, one.noted_at)
    if one.automatic:
        # Told afterwards, or after an outage: the app was no witness, it only worked out when the time was over.
        note = "事后自动推算" if note else "自动记录"
    # What shows that time: the promise. That nothing came nobody can show.
    exhibits = proofs.of_promise(one.promise) if one.promise else []
    return _row(one.at, f"mark-{one.id}", who="记录", title=one.words, note=note, exhibits=exhibits)
