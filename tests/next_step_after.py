"""What may happen once they have agreed or ruled, as records of the golden table."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from cases.domain.lifecycle import Tier
from cases.domain.next_step import ContactView, DeadlineView
from tests.next_step_cells import HEARD, NOW, H, promise

DAY = timedelta(days=1)
Fields = dict[str, Any]
CALL, BACK = "24小时内给您回复", "支持退货退款，请买家在7天内寄回商品并填写运单号。"


def calls(tier: Tier, **fields: Any) -> DeadlineView:
    """Return the clock of a call they have promised since."""
    return promise(tier, **{"id": 2, "trigger_at": NOW - H, "due_at": NOW + 9 * H, "words": CALL, **fields})


def _ruled(tier: Tier, words: str = "") -> Fields:
    return {"contacts": (ContactView(at=NOW - H, tier=tier, reply="agreed", result="for", result_words=words),)}


def _partly(tier: Tier) -> tuple[ContactView, ...]:
    return (ContactView(at=NOW - H, tier=tier, reply="partly_agreed", result="partly"),)


def after(tier: Tier) -> dict[str, Fields]:
    """Return these records by the word of the table."""
    agreed = {"agreed_at": HEARD, "replied_at": HEARD}
    return {
        "agreed not paid, a call promised": {**agreed, "deadlines": (promise(tier), calls(tier))},
        "agreed, runs, a call missed": {
            **agreed,
            "deadlines": (promise(tier, due_at=NOW + 9 * H), calls(tier, trigger_at=NOW - 9 * H, due_at=NOW - H)),
        },
        "agreed, a call promised": {**agreed, "deadlines": (calls(tier),)},
        "agreed, a call missed": {**agreed, "deadlines": (calls(tier, trigger_at=NOW - 9 * H, due_at=NOW - H),)},
        "agreed not paid, new day agreed": {
            "contacts": tuple(ContactView(at=at, tier=tier, reply="agreed") for at in (HEARD, NOW - H)),
            "deadlines": (promise(tier), calls(tier, words="明天退款")),
        },
        "ruled as a day, late, a call promised": {
            "deadlines": (promise(tier, rule="CLK10"), calls(tier)),
            "moments": frozenset({"ruled"}),
        },
        "ruled for": _ruled(tier, "支持退款"),
        "ruled for, to be sent back": _ruled(tier, BACK),
        "ruled for a return, no words": {**_ruled(tier), "wants_return": True},
        "ruled for, sent back": {**_ruled(tier, BACK), "returned_at": NOW - H / 2},
        "sent back, ruled for again": {**_ruled(tier, BACK), "returned_at": NOW - 2 * H},
        "must send it back": {"owed_kind": "return", "owed_at": NOW - H, **_ruled(tier, BACK)},
        "ruled for, by a day": {**_ruled(tier, "3天内退款"), "deadlines": (calls(tier, words="3天内退款"),)},
        "ruled partly": {"contacts": _partly(tier)},
        "ruled partly, accepted": {"contacts": _partly(tier), "agreed_at": NOW},
        "ruled partly, not accepted": {"contacts": _partly(tier), "refused_at": NOW},
        "ruled partly, then an offer": {
            "contacts": (*_partly(tier), ContactView(at=NOW, tier=tier, reply="partly_agreed"))
        },
    }
