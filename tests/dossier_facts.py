"""Facts of a dossier as the tests of its texts take them: one shirt, one promise that was broken, two exhibits."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from cases.domain.dossier.facts import (
    CaseFacts,
    ContactFact,
    ExhibitFact,
    FilingFact,
    PromiseFact,
    ResultFact,
)
from cases.domain.dossier.said import claim_text
from tests.factories import NOW

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
HEARD = NOW - 3 * DAY


def contact(pk: int = 1, **fields) -> ContactFact:
    known = {
        "at": HEARD, "noted_at": HEARD, "tier": "merchant", "channel": "平台聊天", "told": True, "agent": "6789",
        "words": "24小时内给您回复", "note": "", "reply": "received", "reply_words": "已收到",
    }  # fmt: skip
    return ContactFact(id=pk, **(known | fields))


def promise(pk: int = 1, **fields) -> PromiseFact:
    known = {
        "contact": 1, "tier": "merchant", "agent": "6789", "words": "24小时内给您回复", "heard_at": HEARD,
        "due_at": HEARD + DAY, "state": "broken",
    }  # fmt: skip
    return PromiseFact(id=pk, **(known | fields))


def exhibit(number: int = 1, **fields) -> ExhibitFact:
    known = {
        "kind": "chat", "kind_words": "聊天", "caption": "聊天截图", "proves": "答应了 24 小时", "formed_at": HEARD,
        "formed_confirmed": True, "original_where": "", "sha256": "ab" * 32, "size": 12, "media_type": "image/png",
        "ending": "png", "received_at": NOW, "covered": False,
    }  # fmt: skip
    return ExhibitFact(number=number, **(known | fields))


def facts(**fields) -> CaseFacts:
    known = {
        "now": NOW, "file_no": "0007", "platform": "淘宝 / 天猫", "platform_short": "淘宝", "shop": "示例店",
        "item": "衬衫", "order_no": "4012345678901234567", "amount": Decimal("129"), "asked": None, "offered": None,
        "received": None, "problem": "袖口开线", "detail": "", "demand": "换货", "tier": "merchant", "outcome": "",
        "opened_at": HEARD, "contacts": (contact(),), "promises": (promise(),),
        "exhibits": (exhibit(promise=1), exhibit(2, kind="goods", caption="袖口")),
    }  # fmt: skip
    return CaseFacts(**(known | fields))


def handed_in(*results: ResultFact, pk: int = 4, at=NOW - 2 * DAY, tier: str = "regulator") -> FilingFact:
    return FilingFact(pk, at, tier, "12315 投诉书", "全文", (), results)


def came(kind: str, words: str = "结果", pk: int = 1, at=NOW - DAY) -> ResultFact:
    return ResultFact(pk, at, words, "原话", kind != "paid", kind)


def claim(content: dict, name: str) -> str:
    return next((claim_text(one) for one in content["summary"] if one["id"] == name), "")


def ruled(
    pk: int, kind: str, at, words: str = "支持退货退款", tier: str = "platform"
) -> tuple[ContactFact, ResultFact]:
    """Return a result with the entry that tells it."""
    reply = {"for": "agreed", "settled": "agreed", "partly": "partly_agreed"}.get(kind, "refused")
    told = contact(
        pk, at=at, tier=tier, agent="", words=words, reply=reply, reply_words="结果", result="结果", result_kind=kind
    )
    return told, ResultFact(pk, at, "结果", words, True, kind, pk)
