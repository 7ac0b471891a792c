"""What was decided of each filing stays in the dossier's summary, and what left it is told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cases.domain.dossier.changes import changes
from cases.domain.dossier.compose import compose
from cases.domain.dossier.facts import ResultFact
from cases.domain.dossier.plain import plain_text
from tests.dossier_facts import DAY, HEARD, HOUR, claim, contact, facts, handed_in, promise, ruled
from tests.factories import NOW


@pytest.mark.parametrize("kind", ["for", "partly", "against", "not_accepted", "settled", "ended"])
@pytest.mark.parametrize("reply", ["substantive", "refused", "agreed"])
def test_it_keeps_the_ruling_of_each_filing_in_the_summary(kind, reply):
    first, second = ruled(2, kind, NOW - 5 * DAY), ruled(3, kind, NOW - 3 * DAY, "达成调解", "regulator")
    earlier = ruled(5, kind, NOW - 6 * DAY, "之前的决定")
    chat = contact(4, at=NOW - DAY, tier="platform", reply=reply, words="退款处理中")
    shown = facts(
        contacts=(contact(), earlier[0], first[0], second[0], chat),
        filings=(
            handed_in(earlier[1], first[1], tier="platform", at=NOW - 7 * DAY),
            handed_in(second[1], pk=5, at=NOW - 4 * DAY),
        ),
    )
    content = compose(shown)
    assert "支持退货退款" in claim(content, "contact-2")
    assert "达成调解" in claim(content, "contact-3")
    assert "退款处理中" in claim(content, "contact-4")
    assert claim(content, "contact-5") == ""
    names = [one["id"] for one in content["summary"]]
    assert len(names) == len(set(names))


TOLD = [
    ("platform", "for", "支持退款", "淘宝处理结果：支持本人，“支持退款”"),
    ("platform", "partly", "退一半", "淘宝处理结果：部分支持本人，“退一半”"),
    ("platform", "against", "凭证不足", "淘宝处理结果：不支持本人，“凭证不足”"),
    ("platform", "against", "", "淘宝处理结果：不支持本人"),
    ("platform", "not_accepted", "超过期限", "淘宝不予受理，告知的理由是“超过期限”"),
    ("regulator", "not_accepted", "不属本局管辖", "12315 不予受理，告知的理由是“不属本局管辖”"),
    ("regulator", "not_accepted", "", "12315 不予受理"),
    ("regulator", "ended", "双方分歧较大，调解终止", "12315 告知调解终止：“双方分歧较大，调解终止”"),
    ("regulator", "ended", "", "12315 告知调解终止"),
    ("regulator", "settled", "被投诉人3日内退款60元", "12315 调解达成，双方约定“被投诉人3日内退款60元”"),
]


@pytest.mark.parametrize(("tier", "kind", "words", "said"), TOLD)
def test_it_tells_an_outcome_as_what_it_is(tier, kind, words, said):
    told, result = ruled(2, kind, NOW - DAY, words, tier)
    content = compose(facts(contacts=(contact(), told), filings=(handed_in(result, tier=tier),), promises=()))
    assert claim(content, "contact-2") == f"2026年11月22日 15:20，{said}（无证据）。"
    text = plain_text(content)
    assert "拒绝" not in text
    assert "12315答应" not in text
    # Only the platform's reason can be answered: to the platform, in an appeal.
    shown = [(one["who"], one["words"]) for one in content["reasons"]]
    answerable = tier == "platform" and told.reply == "refused"
    assert shown == ([("淘宝：结果", words or "没有留下原话")] if answerable else [])


def test_it_says_a_decision_once_with_what_it_set():
    told, result = ruled(2, "for", HEARD, "支持仅退款，商家3天内退款")
    late = promise(3, contact=2, tier="platform", agent="", words="商家3天内退款", deed=True, origin="ruled")
    content = compose(facts(contacts=(told,), filings=(handed_in(result, tier="platform"),), promises=(late,)))
    assert claim(content, "promise-3") == ""
    assert claim(content, "contact-2") == (
        "2026年11月20日 15:20，淘宝处理结果：支持本人，“支持仅退款，商家3天内退款”，应在 2026年11月21日 15:20 前兑现，"
        "到 2026年11月23日 15:20 还没有兑现，超时 2 天（无证据）。"
    )


def test_it_says_once_what_the_seller_agreed_to_and_did_not_do():
    told = contact(2, at=HEARD, agent="", words="3天内退款", reply="agreed", reply_words="同意")
    late = promise(3, contact=2, agent="", words="3天内退款", deed=True)
    names = [one["id"] for one in compose(facts(contacts=(told,), promises=(late,)))["summary"]]
    assert "promise-3" in names
    assert "contact-2" not in names


def test_it_says_when_12315_took_a_complaint_up():
    told, taken = ruled(2, "accepted", NOW - DAY, "", "regulator")
    content = compose(facts(contacts=(told,), filings=(handed_in(taken),), promises=()))
    assert claim(content, "taken-4") == "2026年11月22日 15:20，12315 受理“投诉书”（无证据）。"
    day = ResultFact(0, NOW - DAY, "受理", kind="complaint_accepted", day="2026-11-22")
    content = compose(facts(filings=(handed_in(day),), promises=()))
    assert claim(content, "taken-4") == "2026年11月22日（本人补记的日期），12315 受理“投诉书”（无证据）。"


def test_it_waits_for_no_result_of_a_report():
    complaint, report = handed_in(pk=4), replace(handed_in(pk=5), what="举报线索", reports=True)
    content = compose(facts(filings=(complaint, report), promises=()))
    assert "还没有记下结果" in claim(content, "filing-4")
    assert "还没有记下结果" not in claim(content, "filing-5")


def test_it_keeps_what_was_answered_to_12315():
    told, result = ruled(2, "ended", NOW - DAY, "双方分歧较大", "regulator")
    told = replace(told, answer="对方没有到场")
    content = compose(facts(contacts=(contact(), told), filings=(handed_in(result),)))
    assert [one["answer"] for one in content["reasons"]] == ["对方没有到场"]


@pytest.mark.parametrize(
    ("tier", "origin", "summary", "who"),
    [
        ("regulator", "mediated", "双方在 12315 调解中约定“3日内退款60元”", "双方（12315 调解约定）"),
        ("platform", "ruled", "淘宝处理结果：“3日内退款60元”", "淘宝（平台处理结果）"),
        ("platform", "", "淘宝客服答应“3日内退款60元”", "淘宝客服"),
    ],
)
def test_it_says_who_stands_behind_what_was_not_done(tier, origin, summary, who):
    told = contact(2, at=HEARD, tier=tier, agent="", words="3日内退款60元", reply="agreed")
    late = promise(3, contact=2, tier=tier, agent="", words=told.words, deed=True, origin=origin)
    content = compose(facts(contacts=(told,), promises=(late,)))
    assert claim(content, "promise-3") == (
        f"2026年11月20日 15:20，{summary}，应在 2026年11月21日 15:20 前兑现，"
        "到 2026年11月23日 15:20 还没有兑现，超时 2 天（无证据）。"
    )
    (row,) = content["promises"]
    assert (row["who"], row["agent"]) == (who, "不适用" if origin else "没有留下")
    assert "没有答复" not in plain_text(content)


def test_it_says_what_left_the_summary():
    chat = contact(2, at=NOW - DAY, reply="agreed", words="同意退款", reply_words="同意")
    later = contact(3, at=NOW - HOUR, reply="substantive", words="退款处理中")
    old, new = (compose(facts(contacts=rows)) for rows in ((contact(), chat), (contact(), chat, later)))
    (gone,) = [one for one in changes(old, new) if one["part"] == "summary"]
    assert gone["op"] == "gone"
    assert "同意退款" in gone["text"]
    assert [one for one in changes(new, new) if one["part"] == "summary"] == []


def test_it_compares_a_sentence_that_lost_its_name_on_the_way():
    """A version brought along from another installation may hold sentences of rows that did not come."""
    old = compose(facts())
    old["summary"] = [{key: value for key, value in row.items() if key != "id"} for row in old["summary"]]
    assert {one["part"] for one in changes(old, compose(facts()))} == {"summary"}
