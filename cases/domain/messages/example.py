"""A made-up shopper for whom letters are tried: one with every record, one who has just opened a case."""

from __future__ import annotations

from datetime import datetime

from cases.domain.messages.exchange import Exchange, Exhibit
from cases.domain.messages.facts import LetterFacts
from cases.domain.zone import SHANGHAI


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


NOW = _at("2026-11-23T15:20:00")
BEGUN = LetterFacts(
    now=NOW, order_no="123456", item="衬衫", problem="袖口开线", demand="换货", english={"item": "shirt"}
)
KNOWN = LetterFacts(
    now=NOW,
    order_no="123456",
    shop="示例店",
    platform="淘宝",
    item="衬衫",
    amount="99.00",
    paid_at=_at("2026-11-15T09:30:00"),
    signed_at=_at("2026-11-18T00:00:00"),
    problem="袖口开线",
    problem_detail="左袖约 3 厘米",
    demand="换货",
    demand_deadline=_at("2026-11-24T18:00:00"),
    contact_at=_at("2026-11-21T10:12:00"),
    channel="平台聊天",
    agent_no="6789",
    promise="48小时内给您答复",
    promised_due=_at("2026-11-23T10:12:00"),
    reminded_at=_at("2026-11-23T10:50:00"),
    first_contact_at=_at("2026-11-21T10:12:00"),
    refusal_reason="不影响使用",
    filed_at=_at("2026-11-22T10:00:00"),
    case_no="JF-0098",
    ruling="证据不足，不支持换货",
    ruled_at=_at("2026-11-23T11:00:00"),
    evidence=(Exhibit(1, "聊天截图", "chat"), Exhibit(2, "袖口照片", "photo of the cuff")),
    timeline=(
        Exchange(
            at=_at("2026-11-21T10:12:00"), side="merchant", channel="平台聊天", demand="换货", demand_en="an exchange"
        ),
    ),
    loss="退货运费 12 元",
    url="https://example.com/item/1",
    entrusts="同意",
    merchant_legal_name="示例服饰有限公司",
    merchant_credit_code="91330000EXAMPLE000",
    merchant_address="示例市示例路 1 号",
    english={"item": "shirt", "platform": "Taobao", "entrusts": "agree", "channel": "in-app chat"},
)
