"""The sample shopper's exhibits: drawn pictures on the first case, one of them not sorted yet."""

from __future__ import annotations

from datetime import datetime, timedelta

from cases.adapters.sample_pictures import chat_picture, order_picture, sleeve_picture
from cases.adapters.storage import Intake
from cases.adapters.upload import Arrived
from cases.domain.zone import local
from cases.models import Case, Contact, Evidence, Order
from cases.services.evidence_edit import ExhibitWords, evidence_edit
from cases.services.evidence_receive import evidence_receive


def demo_evidence(*, case: Case, now: datetime) -> None:
    """Add a chat that proves the promise, the order and a photo to the case, and leave another chat in the inbox."""
    promise = case.promises.select_related("contact").first()
    kinds = Evidence.Kind
    for content, kind, media_type, caption, proves in (
        (_chat(case), kinds.CHAT, "image/png", "答应 24 小时内答复", "客服 6789 答应 24 小时内给答复"),
        (_order(case.order), kinds.ORDER, "image/png", "订单详情页", "在这家店买的：订单号、金额、下单和签收时间"),
        (sleeve_picture(), kinds.GOODS, "image/jpeg", "袖口近景", "右边袖口缝线处开了线"),
    ):
        row = _received(case, content, media_type, now)
        tied = promise if kind == kinds.CHAT else None
        formed = promise.heard_at if tied and promise else now - timedelta(days=3)
        words = ExhibitWords(kind=kind, caption=caption, proves=proves, formed_at=formed, promise=tied)
        evidence_edit(case=case, evidence=row, words=words, version=row.version, now=now)
    # What nobody has sorted yet: another chat, of another shop.
    other = [("at", _said(now - timedelta(days=2))), ("them", "亲，已经帮您登记换货了"), ("me", "什么时候寄出？")]
    _received(case, chat_picture("示例服饰店", other), "image/png", now - timedelta(days=2), unsorted=True)


def _chat(case: Case) -> bytes:
    """Draw the record of the case as the chat it came from."""
    told: list[tuple[str, str]] = []
    for contact in case.contacts.select_related("agent").order_by("at"):
        told.append(("at", _said(contact.at)))
        if contact.direction == Contact.Direction.IN and contact.agent:
            told.append(("them", f"您好，客服工号{contact.agent.number}为您服务"))
        told.append(("them" if contact.direction == Contact.Direction.IN else "me", contact.words))
    return chat_picture(case.order.shop, told)


def _order(order: Order) -> bytes:
    moments = (("付款时间", order.paid_at), ("签收时间", order.signed_at))
    rows = [("订单编号", order.number), *((name, _said(at, "%Y-%m-%d %H:%M")) for name, at in moments if at)]
    return order_picture("交易成功", order.shop, order.item, f"{order.amount:.2f}", rows)


def _said(at: datetime, form: str = "%m月%d日 %H:%M") -> str:
    return f"{local(at):{form}}"


def _received(case: Case, content: bytes, media_type: str, at: datetime, *, unsorted: bool = False) -> Evidence:
    intake = Intake()
    intake.write(content)
    intake.finish()
    one = Arrived(f"微信图片{len(content)}.png", media_type=media_type, intake=intake)
    try:
        return evidence_receive(owner=case.owner, case=None if unsorted else case, files=[one], now=at).items[0]
    finally:
        intake.discard()
