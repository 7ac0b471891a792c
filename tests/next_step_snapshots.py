"""Any case whatever, for laws that must hold for all of them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from cases.domain.lifecycle import ReplyKind, Tier
from cases.domain.next_step import CaseSnapshot, ContactView, DeadlineView


def clock(start: datetime, seconds: int, **fields: Any) -> DeadlineView:
    return DeadlineView(trigger_at=start, due_at=start + timedelta(seconds=seconds), **fields)


MOMENTS = st.datetimes(datetime(2026, 11, 1), datetime(2026, 12, 20), timezones=st.just(UTC))
MAYBE = st.none() | MOMENTS
CONTACTS = st.builds(
    ContactView,
    at=MOMENTS,
    tier=st.sampled_from(Tier),
    direction=st.sampled_from(["in", "out"]),
    reply=st.sampled_from(["", *ReplyKind]),
    letter_code=st.sampled_from(["", "T1", "T3", "T5"]),
)
DEADLINES = st.builds(
    lambda start, seconds, **fields: DeadlineView(
        trigger_at=start, due_at=start + timedelta(seconds=seconds), **fields
    ),
    start=MOMENTS,
    seconds=st.integers(60, 20 * 86400),
    id=st.integers(1, 99),
    lane=st.sampled_from(["theirs", "mine"]),
    rule=st.sampled_from(["CLK01", "CLK02", "CLK05", "CLK07", "CLK08", "CLK12", "CLK15", "CLK20", "CLK23", "REPLYBY"]),
    tier=st.sampled_from(["", *Tier]),
    state=st.sampled_from(["running", "met", "lapsed", "cancelled", "paused"]),
    nudged_at=MAYBE,
)
SNAPSHOTS = st.builds(
    CaseSnapshot,
    opened_at=st.just(datetime(2026, 10, 31, tzinfo=UTC)),
    tier=st.sampled_from(Tier),
    contacts=st.lists(CONTACTS, max_size=5).map(tuple),
    deadlines=st.lists(DEADLINES, max_size=4).map(tuple),
    platform_name=st.sampled_from(["", "京东"]),
    dispute_first=st.booleans(),
    problem=st.sampled_from(["", "defect", "wrong_size", "counterfeit", "unreachable", "refund_late"]),
    platform=st.sampled_from(["", "jd", "taobao"]),
    moments=st.frozensets(st.sampled_from(["signed", "complaint_accepted"])),
    **dict.fromkeys(
        (
            "filed_at",
            "step_in_at",
            "stepped_in_at",
            "contacted_at",
            "replied_at",
            "agreed_at",
            "refused_at",
            "no_reply_at",
            "nudged_at",
            "paid_at",
        ),
        MAYBE,
    ),
)
