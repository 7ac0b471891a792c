"""证据清单: what each exhibit is, where it comes from, when it was made, what it proves, where the original is."""

from __future__ import annotations

from typing import Any

from cases.domain.dossier import said
from cases.domain.dossier.facts import CaseFacts, ExhibitFact

SOURCES = {
    "chat": "本人的聊天记录",
    "order": "本人的订单页面",
    "payment": "本人的支付记录",
    "logistics": "物流页面",
    "goods": "本人提供的实物照片",
    "video": "本人提供的录像",
    "page": "商品页面",
    "licence": "店铺资质页面",
    "report": "鉴定或检测方",
    "refusal": "售后页面",
    "notice": "平台通知",
    "call": "本人的通话记录",
    "other": "本人提供",
}
KEPT = "原始文件存在“有据”，未改动"


def exhibit_rows(facts: CaseFacts) -> list[dict[str, Any]]:
    """Return the rows of the list, by number. Page numbers come from the typesetter: only it knows them."""
    heard = {one.id: one for one in facts.contacts}
    of_promise = {one.id: one.contact for one in facts.promises}
    return [_row(one, heard.get(one.contact or of_promise.get(one.promise, 0)), facts) for one in facts.exhibits]


def _row(one: ExhibitFact, contact: Any, facts: CaseFacts) -> dict[str, Any]:
    source = SOURCES.get(one.kind, SOURCES["other"])
    if contact is not None and one.kind in ("chat", "call"):
        source = f"与{said.who(contact.tier, contact.agent, facts.platform_short)}的{contact.channel or '联系'}"
    # A version made before there was any of it says the same without.
    more: dict[str, Any] = {}
    if one.details:
        more["details"] = [list(pair) for pair in one.details]
    if one.marks:
        more["marks"] = [dict(mark) for mark in one.marks]
    return more | {
        "number": one.number,
        "kind": one.kind_words,
        "name": one.caption or one.kind_words,
        "source": source,
        "formed": _formed(one),
        "proves": one.proves or "未填写",
        "original": one.original_where or KEPT,
        "sha256": one.sha256,
        "size": one.size,
        "media_type": one.media_type,
        "ending": one.ending,
        "received": said.stamp(one.received_at),
        "covered": one.covered,
        "length": _length(one),
    }


def _formed(one: ExhibitFact) -> str:
    if one.formed_at is None:
        return f"未注明；{said.stamp(one.received_at)} 收存"
    return said.stamp(one.formed_at) + ("" if one.formed_confirmed else "（文件自记）")


def _length(one: ExhibitFact) -> str:
    if one.milliseconds:
        seconds = max(round(one.milliseconds / 1000), 1)
        return f"{seconds // 60} 分 {seconds % 60} 秒" if seconds >= 60 else f"{seconds} 秒"
    return f"{one.pages} 页" if one.pages > 1 else ""
