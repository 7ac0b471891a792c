"""The article's two shoppers and one who was promised something, as the facts of a letter."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from cases.domain.messages import LetterFacts
from cases.domain.zone import SHANGHAI

NOW = datetime(2026, 11, 23, 15, 20, tzinfo=SHANGHAI)
FLASK = LetterFacts(
    now=NOW, order_no="123456", item="保温杯", problem="不保温", problem_detail="倒开水 2 小时变凉", demand="退款"
)
SHIRT = LetterFacts(now=NOW, order_no="123456", item="衬衫", problem="袖口开线", demand="换货")
PROMISED = replace(
    FLASK,
    contact_at=NOW - timedelta(days=2, hours=5),
    channel="淘宝聊天",
    agent_no="6789",
    promise="48小时内给您答复",
    promised_due=NOW - timedelta(hours=5, minutes=8),
    reminded_at=NOW - timedelta(hours=1),
    demand_deadline=NOW + timedelta(days=1),
)
