"""What is handed in: claims backed by the whole record, marks for what the law asks for, the own name never."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from cases.domain.messages import Exchange, Exhibit, LetterFacts, compose, shortest
from cases.domain.messages.fields import field_text
from tests.letter_facts import NOW, PROMISED

# What is handed in says more: everything that may be on record is.
ON_RECORD = replace(
    PROMISED,
    platform="淘宝",
    shop="示例店",
    amount="299.00",
    signed_at=NOW - timedelta(days=4),
    paid_at=NOW - timedelta(days=8),
    first_contact_at=NOW - timedelta(days=2, hours=5),
    filed_at=NOW - timedelta(days=1),
    case_no="JF98",
    refusal_reason="不影响使用",
    ruling="证据不足",
    ruled_at=NOW - timedelta(hours=2),
    evidence=(Exhibit(1, "聊天截图"), Exhibit(2, "商品照片"), Exhibit(3, "订单截图")),
    timeline=(Exchange(at=NOW - timedelta(days=2), side="merchant", answer="不影响使用", reply="refused"),),
)
# What a letter claims, and the record without which it may not.
CLAIMS = [
    ("T8", "signed_at", "签收"),
    ("T8", "contact_at", "联系商家要求退款"),
    ("T8", "refusal_reason", "理由是“不影响使用”"),
    ("T8", "refusal_reason", "我不认可"),
    ("T8", "evidence", "如证据所示"),
    ("T8", "evidence", "证据共3份"),
    ("T9", "first_contact_at", "我于11月21日 10:20起"),
    ("T9", "first_contact_at", "未获有效答复"),
    ("T9", "evidence", "（联系记录见证据1 聊天截图"),
    ("T10", "filed_at", "11月22日 15:20已申请介入"),
    ("T10", "filed_at", "已经 1 天没有答复"),
    ("T10", "case_no", "编号 JF98"),
    ("T11", "ruled_at", "平台11月23日 13:20判定"),
    ("T11", "evidence", "新证据或被遗漏的事实"),
    ("T12", "refused_at", "拒绝；平台"),
    ("T12", "ruling", "处理结果为：“证据不足”"),
    ("T12", "evidence", "证据清单"),
    ("T12", "timeline", "对方原话“不影响使用”"),
    ("T12", "paid_at", "于2026年11月15日 15:20在淘宝“示例店”购买"),
    ("T13", "evidence", "材料："),
    ("T14", "ruling", "平台处理结果是“证据不足”"),
    ("T14", "refusal_reason", "拒绝的理由是"),
    ("T15", "promised_due", "应在11月23日 10:12前完成"),
]


@pytest.mark.parametrize(("code", "record", "claim"), CLAIMS)
def test_it_claims_only_what_a_record_backs(code: str, record: str, claim: str) -> None:
    facts = replace(ON_RECORD, refused_at=NOW - timedelta(hours=20)) if record == "refused_at" else ON_RECORD
    assert claim in compose(code, facts).text
    empty = {"evidence": (), "timeline": ()}.get(record, None if record.endswith(("_at", "_due")) else "")
    without = replace(facts, **{record: empty})
    for letter in (compose(code, without), compose(code, without).short(0)):
        assert claim not in letter.text


@pytest.mark.parametrize(
    ("code", "facts", "missing"),
    [
        ("T8", replace(ON_RECORD, problem="", demand=""), ("problem", "demand")),
        ("T11", replace(ON_RECORD, ruling=""), ("ruling",)),
        ("T13", ON_RECORD, ("merchant_legal_name",)),
        ("T15", replace(ON_RECORD, ruling=""), ("ruling",)),
        (
            "T12",
            ON_RECORD,
            ("name", "phone", "address", "merchant_legal_name", "merchant_address", "entrusts"),
        ),
    ],
)
@pytest.mark.parametrize("lang", ["zh-hans", "en"])
def test_it_shows_what_is_missing_and_cannot_be_sent(
    code: str, facts: LetterFacts, missing: tuple[str, ...], lang: str
) -> None:
    letter = compose(code, facts, lang)
    assert letter.missing == missing
    assert not letter.can_send
    assert letter.text.count("【") >= len(missing)


@pytest.mark.parametrize(
    ("code", "claim"),
    [
        ("T8", "至今没有做到"),
        ("T9", "未获有效答复"),
        ("T10", "没有答复"),
    ],
)
@pytest.mark.parametrize("record", ["answered_at", "refused_at"])
def test_it_does_not_claim_silence_after_an_answer(code: str, claim: str, record: str) -> None:
    facts = replace(ON_RECORD, refusal_reason="")
    assert claim in compose(code, facts).text
    assert claim not in compose(code, replace(facts, **{record: NOW})).text


def test_it_writes_the_statement_of_the_article() -> None:
    """S50: what the seller says, what is wrong all the same, and how many exhibits show it."""
    text = compose("T8", ON_RECORD).text
    assert text.splitlines()[1:] == [
        "我于11月21日 10:20联系商家要求退款；商家拒绝，理由是“不影响使用”。",
        "我不认可，原因：商品问题如证据所示。证据共3份：证据1 聊天截图；证据2 商品照片；证据3 订单截图。",
        "诉求：退款。请平台核实处理，需要补充材料请随时通知我。",
    ]


@pytest.mark.parametrize(
    ("code", "zh", "en"),
    [
        ("T8", "诉求：退款（200.00 元）。", "I ask for a refund (200.00 yuan)."),
        ("T8b", "诉求：退款（200.00 元）。", "I ask for a refund (200.00 yuan)."),
        ("T12", "\n退款（200.00 元）。\n", "a refund (200.00 yuan)."),
        ("T14", "我的请求是退款（200.00 元）。", "I ask for a refund (200.00 yuan)."),
    ],
)
def test_it_names_the_part_of_the_price_asked_for(code: str, zh: str, en: str) -> None:
    asked = replace(ON_RECORD, asked_amount="200.00")
    assert zh in compose(code, asked).text
    assert zh in shortest(code, asked).text
    assert en in compose(code, asked, "en").text
    assert "200.00" not in compose(code, ON_RECORD).text


def test_it_puts_the_sum_before_the_other_losses() -> None:
    facts = replace(ON_RECORD, asked_amount="200.00", loss="退货运费 12 元")
    assert "1. 退款（200.00 元）；2. 退货运费 12 元。" in compose("T12", facts).text
    assert field_text("request", facts).text == "1. 退款（200.00 元）；2. 退货运费 12 元。"
    assert field_text("request", replace(facts, loss="", asked_amount="")).text == "退款。"


def test_it_cites_an_exhibit_nobody_named_by_its_number_alone() -> None:
    bare = replace(ON_RECORD, evidence=(Exhibit(1, ""), Exhibit(2, "商品照片")))
    assert "证据共2份：证据1；证据2 商品照片。" in compose("T8", bare).text


def test_it_counts_more_exhibits_than_it_names() -> None:
    many = replace(ON_RECORD, evidence=tuple(Exhibit(number, "照片", "photo") for number in range(1, 41)))
    chinese, english = compose("T8", many).text, compose("T8", many, "en").text
    assert "证据共40份：证据1 照片；" in chinese
    assert "证据20 照片等。" in chinese
    assert "证据21" not in chinese
    assert "(40)" in english
    assert "exhibit 20 photo and 20 more" in english
    assert "证据20 照片\n等" in compose("T12", many).text
    few = replace(ON_RECORD, evidence=many.evidence[:20])
    assert "证据20 照片。" in compose("T8", few).text


def test_it_keeps_the_shoppers_own_name_a_mark() -> None:
    """Nobody stores them: the page fills them in where the text is copied."""
    text = compose("T12", ON_RECORD).text
    assert text.startswith("投诉人：【姓名】 电话：【电话】 通讯地址：【通讯地址】\n")
    assert "电话联系我：【电话】" in compose("T8b", replace(ON_RECORD, phone="【电话】")).text
    assert "电话联系我" not in compose("T8b", ON_RECORD).text


def test_it_never_says_that_12315_orders_anything() -> None:
    for code in ("T12", "T13", "T14"):
        for lang in ("zh-hans", "en"):
            assert not re.search("判|强制|赔一|order(s|ed) them", compose(code, replace(ON_RECORD, ruling="")).text), (
                lang
            )


def test_it_lists_how_a_long_dispute_began_and_how_it_stands() -> None:
    rows = tuple(
        Exchange(at=NOW - timedelta(hours=40 - hour), side="merchant", answer=f"第{hour}次") for hour in range(30)
    )
    text = compose("T12", replace(ON_RECORD, timeline=rows)).text
    told = [line for line in text.splitlines() if "对方原话" in line]
    assert len(told) == 10
    assert "第1次" in told[1]
    assert "第22次" in told[2]
    assert len(text) <= 2000
