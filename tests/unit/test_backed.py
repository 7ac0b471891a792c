"""A reply says only what an exhibit backs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from guides.adapters.knowledge_files import read_knowledge
from guides.domain.advice_faults import EXHIBITS, known_in, refusal_row_faults
from guides.domain.backed import Part, parts_of, said_with, strange_signs
from guides.domain.claims import CLAIM, OF_PROBLEM
from guides.domain.refusals import RefusalFacts, refusal_faults
from guides.domain.words import Words

KNOWLEDGE = read_knowledge()
CARDS = {row["slug"]: RefusalFacts.of(row) for row in KNOWLEDGE.refusals}
PROBLEMS = tuple(row["slug"] for row in KNOWLEDGE.problem_types)
DEMANDS = tuple(row["slug"] for row in KNOWLEDGE.demands)
# What names quality or a defect without claiming one.
NEUTRAL = {
    "sale_item": "where there is a defect",
    "no_defect": "You say there is no defect",
    "signed_for": "does not accept the quality",
}
TEXT = "您好，商品有问题[?goods/video ，照片附上][?chat ，见截图|，请看记录]。"


@pytest.mark.parametrize(
    ("kinds", "words"),
    [
        ((), "您好，商品有问题，请看记录。"),
        (("goods",), "您好，商品有问题，照片附上，请看记录。"),
        (("video", "chat"), "您好，商品有问题，照片附上，见截图。"),
        (("order",), "您好，商品有问题，请看记录。"),
        (("problem:goods",), "您好，商品有问题，请看记录。"),
    ],
)
def test_it_says_what_the_exhibits_back(kinds, words):
    assert said_with(TEXT, kinds) == words


def test_it_lists_what_may_be_added():
    assert parts_of(TEXT) == (Part(("goods", "video"), "照片附上"), Part(("chat",), "见截图"))


@pytest.mark.parametrize("text", ["照片[附上]", "照片[?goods附上]", "照片附上]", "a|b"])
def test_it_names_signs_that_are_no_part(text):
    assert list(strange_signs(text))


@pytest.mark.parametrize("slug", CARDS)
def test_it_ships_no_reply_that_claims_proof_without_an_exhibit(slug):
    card = CARDS[slug]
    assert not CLAIM.search(card.bare_reply.zh)
    assert not any(word in card.bare_reply.zh for word in ("附上", "截图", "已提供", "["))
    assert "[" not in card.reply_with({"goods", "video", "page", "chat"}).en
    assert "  " not in card.bare_reply.en


@pytest.mark.parametrize(
    ("zh", "en", "fault"),
    [
        ("您好，照片附上，请处理。", "Photos attached.", "没有证据也会说"),
        ("您好[?goods ，照片附上]，请处理。", "Please act.", "中英文要求的证据不一样"),
        ("您好[，照片附上]，请处理。", "Please act.", "不成对"),
    ],
)
def test_it_names_a_reply_that_claims_more(zh, en, fault):
    card = replace(CARDS["opened"], reply=Words(zh, en))
    assert any(fault in one.said("zh") for one in refusal_faults(card))


@pytest.mark.parametrize("demand", ["refund", "exchange"])
@pytest.mark.parametrize("slug", CARDS)
def test_it_claims_no_defect_where_only_the_size_is_wrong(slug, demand):
    said = CARDS[slug].reply_with(EXHIBITS, "wrong_size", demand)
    assert not OF_PROBLEM.search(said.zh)
    for words in (
        "质量要求",
        "有问题",
        "不是无理由",
        "没有收到",
        "未收到",
        "过期",
        "诉求是退货",
        "开箱时",
        "|",
        "[",
        "。。",
        "，。",
    ):
        assert words not in said.zh, words
    for words in ("defect", "quality", "did not receive", "spoiled", "return and refund", "|", "[", "  "):
        assert words not in said.en.replace(NEUTRAL.get(slug, "-"), "…"), words
    # What is left is a whole reply, with or without exhibits.
    for left in (said, CARDS[slug].bare_reply):
        assert len(left.zh) >= 30
        assert left.zh.endswith(("。", "？"))
        assert left.en[0].isupper() or left.en[0] == "“"
        assert left.en.endswith((".", "?"))


@pytest.mark.parametrize("slug", CARDS)
@pytest.mark.parametrize("problem", PROBLEMS)
def test_it_says_of_each_case_what_is_whole_and_short(slug, problem):
    for demand in DEMANDS:
        said = CARDS[slug].reply_with(EXHIBITS, problem, demand)
        assert len(said.zh) <= 200
        assert not any(sign in said.zh for sign in ("[", "|", "。。", "，。", "，，"))
        assert "  " not in said.en


@pytest.mark.parametrize(
    ("slug", "problem", "demand", "words"),
    [
        ("your_freight", "defect", "refund", "不符合质量要求或约定，不是无理由退货，运输等必要费用应由商家承担"),
        ("too_late", "damaged", "repair", "不符合质量要求或约定"),
        ("tag_cut", "not_as_described", "refund", "与吊牌无关"),
        ("still_usable", "defect", "refund", "这件商品不符合质量要求或约定"),
        ("exchange_only", "wrong_size", "return_refund", "我的诉求是退货退款，请按规定受理"),
        ("exchange_only", "defect", "refund", "商品不符合质量要求或约定，我的诉求是退款，请按规定受理"),
        ("exchange_only", "wrong_size", "exchange", "您好，请按规定受理我的申请"),
        ("shown_delivered", "not_received", "refund", "我本人没有收到这个包裹"),
        ("gift_first", "gift_missing", "resend", "我没有收到赠品"),
        ("gift_first", "defect", "resend", "赠品能退的一并退回"),
        ("nobody_fell_ill", "expired_food", "refund", "食品过期或变质"),
    ],
)
def test_it_still_says_what_is_true_of_the_case(slug, problem, demand, words):
    assert words in CARDS[slug].reply_with((), problem, demand).zh


@pytest.mark.parametrize(
    ("zh", "fault"),
    [
        ("您好，这是质量问题，请处理。", "“质量问题”不是每件事都符合"),
        ("您好[?goods ，这是质量问题]，请处理。", "“质量问题”不是每件事都符合"),
        ("您好[?demand:refund ，这是质量问题]，请处理。", "“质量问题”不是每件事都符合"),
        ("您好[?problem:wrong_size ，请处理|，商品有问题]。", "“商品有问题”不是每件事都符合"),
        ("您好，我没有收到包裹。", "“没有收到”不是每件事都符合"),
        ("您好，我的诉求是退款。", "“诉求是”不是每件事都符合"),
        ("您好[?problem:defect ，诉求是退款]。", "“诉求是”不是每件事都符合"),
    ],
)
def test_it_names_a_claim_that_is_true_of_some_cases_only(zh, fault):
    card = replace(CARDS["opened"], reply=Words(zh, "Please act."))
    assert any(fault in one.said("zh") for one in refusal_faults(card))


@pytest.mark.parametrize(
    "zh",
    [
        "您好[?problem:defect/damaged ，这是质量问题]，请处理。",
        "您好[?demand:refund ，我的诉求是退款]，请处理。",
        "您好，如果是质量问题，请处理。您说没有质量问题，请给出检测报告。",
    ],
)
def test_it_takes_a_claim_of_the_cases_it_is_true_of(zh):
    en = "Hello[?problem:defect/damaged , a defect]." if "problem" in zh else "Hello."
    en = "Hello[?demand:refund , a refund]." if "demand" in zh else en
    assert list(refusal_faults(replace(CARDS["opened"], reply=Words(zh, en)))) == []


@pytest.mark.parametrize("condition", ["problem:quality", "demand:money", "selfie"])
def test_it_names_a_condition_that_nothing_meets(condition):
    row = next(row for row in KNOWLEDGE.refusals if row["slug"] == "opened")
    row = row | {"reply_zh": f"您好[?{condition} ，谢谢]。", "reply_en": f"Hello[?{condition} , thanks]."}
    (fault,) = refusal_row_faults(row, known_in(KNOWLEDGE))
    assert f"没有 {condition.rpartition(':')[2]} 这一项" in fault.said("zh")
