"""Every letter as it is sent, beside its translation: compared with tests/golden/letters/.

A changed letter is a changed file: read the new text aloud before you replace the old one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from cases.domain.messages import CODES, FILED, Exchange, Exhibit, Letter, LetterFacts, compose, shortest
from cases.domain.zone import SHANGHAI

FOLDER = Path(__file__).parent / "letters"


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


NOW = at("2026-11-23T15:20:00")
EMPTY = LetterFacts(now=NOW)
FULL = LetterFacts(
    now=NOW,
    order_no="1182 6640 4821",
    shop="声野数码旗舰店",
    platform="淘宝",
    item="蓝牙耳机",
    amount="299.00",
    paid_at=at("2026-11-15T09:30:00"),
    signed_at=at("2026-11-18T00:00:00"),
    problem="左耳没有声音",
    problem_detail="连过三部手机都一样",
    demand="退款",
    demand_deadline=at("2026-11-24T18:00:00"),
    contact_at=at("2026-11-21T10:12:00"),
    channel="淘宝聊天",
    agent_no="6789",
    promise="48小时内给您答复",
    promised_due=at("2026-11-23T10:12:00"),
    reminded_at=at("2026-11-23T10:50:00"),
    english={"item": "Bluetooth headphones", "channel": "Taobao chat"},
)
TALKED = (
    Exchange(
        at=at("2026-11-21T10:12:00"),
        side="merchant",
        channel="平台聊天",
        channel_en="the in-app chat",
        agent_no="6789",
        demand="退款",
        demand_en="a refund",
    ),
    Exchange(
        at=at("2026-11-21T10:15:00"),
        side="merchant",
        channel="平台聊天",
        channel_en="the in-app chat",
        agent_no="6789",
        answer="48小时内给您答复",
        reply="received",
    ),
    Exchange(at=at("2026-11-22T09:30:00"), side="merchant", answer="不影响使用。", reply="refused"),
    Exchange(at=at("2026-11-23T11:00:00"), side="platform", channel="电话", channel_en="phone", reply="refused"),
)
# What a platform and an office are told: the seller has refused, the platform was asked and has decided.
HANDED = replace(
    FULL,
    first_contact_at=at("2026-11-21T10:12:00"),
    refusal_reason="不影响使用。",
    refused_at=at("2026-11-22T09:30:00"),
    filed_at=at("2026-11-22T10:00:00"),
    case_no="JF-2026-0098",
    ruling="证据不足，不支持退款。",
    ruled_at=at("2026-11-23T11:00:00"),
    evidence=(Exhibit(1, "聊天截图", "chat"), Exhibit(2, "左耳无声视频", "video"), Exhibit(4, "订单截图", "order")),
    timeline=TALKED,
    loss="退货运费 12 元",
    url="https://example.com/item/1",
    entrusts="同意",
    nowhere_else=True,
    merchant_legal_name="声野数码（示例）有限公司",
    merchant_credit_code="91330000EXAMPLE000",
    merchant_address="示例市示例路 1 号",
    english={"item": "Bluetooth headphones", "channel": "Taobao chat", "platform": "Taobao", "entrusts": "agree"},
)
# Nobody has answered these yet.
WAITING = replace(HANDED, refused_at=None, refusal_reason="", ruled_at=None, ruling="")

# What only one kind of problem makes a letter say.
FAKE = replace(FULL, problem="序列号查不到", problem_detail="官网查了两次", suspected_fake=True)
FAKE_CODES = ("T1", "T1b")


def facts_for(code: str) -> LetterFacts:
    if code in ("T9", "T10"):
        return WAITING
    if code == "T8b":
        return replace(HANDED, phone="【电话】")  # as the page composes it: filled in on the shopper's device
    return replace(FULL, shop_shows="no") if code == "T18" else HANDED if code in FILED else FULL


FORMS = {
    "full": lambda code: compose(code, facts_for(code)),
    "empty": lambda code: compose(code, EMPTY),
    "short": lambda code: shortest(code, facts_for(code)),
    "english": lambda code: compose(code, facts_for(code), "en"),
    "english-empty": lambda code: compose(code, EMPTY, "en"),
}


FAKE_FORMS = {
    "fake": lambda code: compose(code, FAKE),
    "fake-short": lambda code: shortest(code, FAKE),
    "fake-english": lambda code: compose(code, FAKE, "en"),
}
# What a follow-up follows up: the request to step in, what a rule of JD's gives, a return that was not refunded.
ASKED = replace(
    FULL,
    tier="platform",
    contact_at=at("2026-11-18T14:00:00"),
    filed_at=at("2026-11-18T14:00:00"),
    case_no="JF-2026-0098",
    promise="",
    promised_due=None,
)
RULED = replace(
    ASKED,
    promise="属质量问题，支持退货退款",
    promised_due=at("2026-11-21T14:00:00"),
    ruled_at=at("2026-11-19T14:00:00"),
    by_rule=True,
    deed=True,
    origin="ruled",
)
REFUND = replace(
    HANDED,
    promise="",
    promised_due=None,
    asked=False,
    not_goods=True,
    problem="退货已签收，钱没退",
    problem_detail="",
    paid_at=at("2026-11-01T09:30:00"),
    signed_at=at("2026-11-05T00:00:00"),
    returned_at=at("2026-11-13T00:00:00"),
    refund_due=at("2026-11-20T23:59:59"),
)
OWED: dict[str, tuple[LetterFacts, tuple[str, ...]]] = {
    "asked": (ASKED, ("T5", "T5b")),
    "ruled": (RULED, ("T5", "T5b")),
    "refund": (REFUND, ("T5", "T5b", "T8", "T8b", "T9", "T12")),
}


def owed_forms(name: str) -> dict[str, Callable[[str], Letter]]:
    facts = OWED[name][0]
    return {name: lambda code: compose(code, facts), f"{name}-english": lambda code: compose(code, facts, "en")}


EVERY = [(code, form, FORMS) for code in CODES for form in FORMS] + [
    (code, form, FAKE_FORMS) for code in FAKE_CODES for form in FAKE_FORMS
]
EVERY += [
    (code, form, owed_forms(name)) for name, (_, codes) in OWED.items() for code in codes for form in owed_forms(name)
]


@pytest.mark.parametrize(("code", "form", "forms"), EVERY, ids=lambda value: value if isinstance(value, str) else "")
def test_it_writes_the_letter_word_for_word(code: str, form: str, forms: Mapping[str, Callable[[str], Letter]]) -> None:
    letter = forms[form](code)
    expected = (FOLDER / f"{code}.{form}.txt").read_text(encoding="utf-8")
    assert f"{letter.text}\n" == expected


def test_it_has_no_golden_file_without_a_letter() -> None:
    assert {path.name for path in FOLDER.iterdir()} == {f"{code}.{form}.txt" for code, form, _ in EVERY}
