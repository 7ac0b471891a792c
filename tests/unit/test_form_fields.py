"""The fields of a form as texts: short forms lose no element, and nothing is ever cut."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.domain.messages import Exchange, LetterFacts, compose
from cases.domain.messages.exchange import exchange_lines
from cases.domain.messages.fields import field_text
from tests.letter_facts import NOW
from tests.unit.test_letters_filed import ON_RECORD

HAN = st.text(alphabet="左耳没有声音线头开裂按键失灵", min_size=1, max_size=30)
LIMITS = st.integers(min_value=1, max_value=600)


@st.composite
def cases(draw: st.DrawFn) -> LetterFacts:
    rows = tuple(
        Exchange(at=NOW - timedelta(hours=n + 1), side="merchant", answer=draw(HAN), reply="received")
        for n in range(draw(st.integers(0, 6)))
    )
    facts = replace(ON_RECORD, problem=draw(HAN), problem_detail=draw(HAN | st.just("")), timeline=rows)
    return replace(facts, demand=draw(st.sampled_from(["退款", "换货", "赔偿"])))


@given(cases(), LIMITS)
def test_it_keeps_every_element_in_every_length(facts: LetterFacts, limit: int) -> None:
    story = field_text("story", facts, limit)
    assert facts.order_no in story.text
    assert facts.problem in story.text
    assert story.fits == (len(story.text) <= limit)
    assert facts.demand in field_text("request", facts, limit).text
    letter = compose("T8", facts).short(limit)
    for element in (facts.order_no, facts.problem, facts.demand):
        assert element in letter.text


@given(cases())
def test_it_is_the_fullest_form_that_fits(facts: LetterFacts) -> None:
    full = field_text("story", facts)
    assert field_text("story", facts, len(full.text)) == full
    shorter = field_text("story", facts, len(full.text) - 1)
    assert len(shorter.text) < len(full.text) or not shorter.fits


@pytest.mark.parametrize(
    ("name", "facts", "text"),
    [
        ("request", ON_RECORD, "退款。"),
        ("request", replace(ON_RECORD, loss="退货运费 12 元"), "1. 退款；2. 退货运费 12 元。"),
        ("problem", ON_RECORD, "不保温"),
        ("clue", ON_RECORD, "时间 2026年11月15日 15:20，订单号 123456，页面或批号：倒开水 2 小时变凉。"),
        ("clue", replace(ON_RECORD, paid_at=None, order_no="", problem_detail=""), ""),
    ],
)
def test_it_says_what_the_record_says(name: str, facts: LetterFacts, text: str) -> None:
    assert field_text(name, facts).text == text


def test_it_marks_what_is_missing() -> None:
    assert field_text("request", replace(ON_RECORD, demand="")).missing == ("demand",)
    assert field_text("story", replace(ON_RECORD, problem="")).missing == ("problem",)


def test_it_tells_a_notice_apart_from_a_contact() -> None:
    row = Exchange(at=NOW, side="platform", reply="refused", answer="凭证不足", notice=True)
    text = field_text("story", replace(ON_RECORD, timeline=(row,))).text
    assert "平台告知结果：不支持我方请求；原话“凭证不足”。" in text
    assert "联系平台" not in text


def test_it_says_the_decision_of_the_platform_once() -> None:
    row = Exchange(at=NOW, side="platform", reply="refused", answer="凭证不足", notice=True)
    earlier = Exchange(at=NOW - timedelta(hours=1), side="platform", reply="refused", answer="稍等")
    facts = replace(ON_RECORD, timeline=(earlier, row), ruling="凭证不足", ruled_at=NOW)
    for text in (field_text("story", facts).text, compose("T12", facts).text):
        assert text.count("凭证不足") == 1
        assert "平台于2026年11月23日 15:20处理结果为：“凭证不足”" in text
        assert "联系平台：平台不支持我方请求；平台原话“稍等”。" in text
    assert compose("T12", facts, "en").text.count("凭证不足") == 1


@pytest.mark.parametrize(
    ("result", "reply", "zh", "en"),
    [
        ("accepted", "received", "12315 受理：原话“见页面”。", "12315 accepted the complaint: their words “见页面”."),
        (
            "not_accepted",
            "refused",
            "12315 不予受理：告知的理由是“见页面”。",
            "12315 did not accept the complaint: the reason it gave “见页面”.",
        ),
        (
            "settled",
            "agreed",
            "12315 调解达成：双方约定“见页面”。",
            "mediation by 12315 ended with an agreement: both sides agreed “见页面”.",
        ),
        (
            "ended",
            "refused",
            "12315 告知调解终止：原话“见页面”。",
            "12315 told that mediation had ended: their words “见页面”.",
        ),
    ],
)
def test_it_says_what_12315_told_in_its_own_kinds(result: str, reply: str, zh: str, en: str) -> None:
    """R121 arts 15, 18, 23, 24: it takes a complaint or not and mediates; it refuses and agrees to nothing."""
    row = Exchange(at=NOW, side="regulator", reply=reply, answer="见页面", notice=True, result=result)
    assert exchange_lines([row], NOW, "zh-hans").endswith(f"，{zh}")
    assert exchange_lines([row], NOW, "en").endswith(f", {en}")
    wordless = exchange_lines([replace(row, answer="")], NOW, "zh-hans")
    assert wordless.endswith(f"，{zh.partition('：')[0]}。")


@pytest.mark.parametrize("side", ["platform", "regulator"])
@pytest.mark.parametrize("reply", ["received", "substantive", "agreed", "partly_agreed", "refused"])
@pytest.mark.parametrize("notice", [True, False])
def test_it_calls_nobody_but_the_seller_the_other_side(side: str, reply: str, notice: bool) -> None:
    row = Exchange(at=NOW, side=side, reply=reply, answer="见页面", notice=notice)
    assert "对方" not in exchange_lines([row], NOW, "zh-hans")


@pytest.mark.parametrize("code", ["T12", "T13"])
def test_it_never_states_the_platform_as_the_shop(code: str) -> None:
    nameless = replace(ON_RECORD, platform="淘宝", shop="")
    assert "店铺" not in compose(code, nameless).text
    assert "平台：淘宝" in compose(code, nameless).text
    assert "Platform: Taobao" in compose(code, replace(nameless, english={"platform": "Taobao"}), "en").text
    assert "店铺：淘宝“示例店”" in compose(code, replace(nameless, shop="示例店")).text
    assert "店铺：“示例店”" in compose(code, replace(nameless, platform="", shop="示例店")).text
