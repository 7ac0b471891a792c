"""The sample shopper's exhibits: drawn pictures on the first case, one of them not sorted yet."""

from __future__ import annotations

from datetime import datetime, timedelta

from cases.adapters.sample_pictures import chat_picture, order_picture, sleeve_picture
from cases.adapters.storage import Intake
from cases.adapters.upload import Arrived
from cases.models import Case, Evidence
from cases.services.evidence_edit import ExhibitWords, evidence_edit
from cases.services.evidence_receive import evidence_receive


def demo_evidence(*, case: Case, now: datetime) -> None:
    """Add a chat that proves the promise, the order and a photo to the case, and leave another chat in the inbox."""
    promise = case.promises.select_related("contact").first()
    kinds = Evidence.Kind
    for content, kind, media_type, caption, proves in (
        (chat_picture(), kinds.CHAT, "image/png", "答应 24 小时内答复", "客服 6789 答应 24 小时内给答复"),
        (order_picture(), kinds.ORDER, "image/png", "订单详情页", "在这家店买的：订单号、金额、下单和签收时间"),
        (sleeve_picture(), kinds.GOODS, "image/jpeg", "袖口近景", "右边袖口缝线处开了线"),
    ):
        row = _received(case, content, media_type, now)
        tied = promise if kind == kinds.CHAT else None
        formed = promise.heard_at if tied and promise else now - timedelta(days=3)
        words = ExhibitWords(kind=kind, caption=caption, proves=proves, formed_at=formed, promise=tied)
        evidence_edit(case=case, evidence=row, words=words, version=row.version, now=now)
    _received(case, chat_picture(4), "image/png", now - timedelta(days=2), unsorted=True)


def _received(case: Case, content: bytes, media_type: str, at: datetime, *, unsorted: bool = False) -> Evidence:
    intake = Intake()
    intake.write(content)
    intake.finish()
    one = Arrived(f"微信图片{len(content)}.png", media_type=media_type, intake=intake)
    try:
        return evidence_receive(owner=case.owner, case=None if unsorted else case, files=[one], now=at).items[0]
    finally:
        intake.discard()
