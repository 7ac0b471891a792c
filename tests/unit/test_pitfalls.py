"""Texts that would not help, and texts that harm the one who sends them."""

from __future__ import annotations

import json
import re
import time
from dataclasses import dataclass, field
from io import StringIO
from itertools import pairwise

import pytest
from django.core.management import call_command
from hypothesis import given
from hypothesis import strategies as st

from cases.domain.messages import LetterFacts, compose
from cases.domain.pitfalls import Hit, LintResult, lint
from cases.selectors.lint import lint_text
from guides.selectors.lint import lint_rules
from tests.letter_facts import FLASK, PROMISED, SHIRT


@dataclass(frozen=True)
class Word:
    pattern: str
    word: str
    suggest_zh: str = "写清楚"
    suggest_en: str = "be exact"
    unless_explained: bool = True


@dataclass(frozen=True)
class Rules:
    vague: tuple[Word, ...] = ()
    private_deal: tuple[Word, ...] = ()
    threat: tuple[Word, ...] = ()
    demands: tuple[str, ...] = field(default=("退款", "换货"))


BROKEN = Word("坏了", "坏了")
RULES = Rules(
    vague=(BROKEN, Word("质量.?差", "质量差"), Word("太差了", "太差了"), Word("赶紧", "赶紧", unless_explained=False)),
    private_deal=(Word("私下", "私下"),),
    threat=(Word("曝光", "曝光"),),
)


def words(hits: tuple[Hit, ...]) -> list[str]:
    return [hit.word for hit in hits]


@pytest.mark.parametrize(
    ("text", "vague"),
    [
        ("坏了", ["坏了"]),
        ("耳机坏了", ["坏了"]),
        ("左耳坏了", ["坏了"]),
        ("买了三天就坏了", ["坏了"]),
        ("左耳坏了，连过三部手机都没声音", []),
        ("连过三部手机都没声音，左耳坏了", []),
        ("坏了，杯子盖不上", []),
        ("坏了，订单 123456，想申请退款，请协助处理", ["坏了"]),
        ("坏了，你们怎么还不处理", ["坏了"]),
        ("左耳没声音，赶紧", ["赶紧"]),
        ("私下转我微信，坏了", ["坏了"]),
        ("质量太差了", ["质量差"]),
        ("袖口开线，想换货", []),
        ("", []),
    ],
)
def test_it_calls_a_word_vague_unless_something_concrete_goes_with_it(text: str, vague: list[str]) -> None:
    assert words(lint(text, RULES).vague) == vague


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("", ("order", "problem", "demand")),
        ("订单 123456，衬衫袖口开线，想换货", ()),
        ("衬衫袖口开线，想换货", ("order",)),
        ("订单 123456，想换货", ("problem",)),
        ("订单 123456，衬衫袖口开线", ("demand",)),
        ("1182 6640 4821 没收到货 退款", ()),
        ("订单号：AB-12 没收到货 退款", ()),
        ("12345 没收到货 退款", ("order",)),
        ("电话 13812345678，没收到货，退款", ("order",)),
        ("电话 13812345678，单号 20261123001，没收到货，退款", ()),
        ("我买的蓝牙耳机，订单 118266404821，想退款", ("problem",)),
        ("坏了，订单 123456，退款", ("problem",)),
    ],
)
def test_it_says_which_of_the_three_elements_is_missing(text: str, missing: tuple[str, ...]) -> None:
    assert lint(text, RULES).missing == missing


def test_it_finds_offers_and_threats_with_their_place_and_advice() -> None:
    text = "左耳没声音，私下给你退，不然曝光"
    result = lint(text, RULES)
    assert result.private_deal == (Hit("私下", "私下", 6, 8, "写清楚", "be exact"),)
    assert [text[hit.start : hit.end] for hit in result.threat] == ["曝光"]
    assert not result.is_clean


def test_it_is_clean_when_nothing_is_to_be_changed() -> None:
    assert lint("订单 123456，衬衫袖口开线，想换货", RULES) == LintResult()
    assert LintResult().is_clean


@given(st.text(max_size=300))
def test_it_survives_any_text(text: str) -> None:
    for result in (lint(text, RULES), lint_text(text)):
        for hits in (result.vague, result.private_deal, result.threat):
            assert all(0 <= hit.start < hit.end <= len(text) for hit in hits)
            assert all(one.end <= two.start for one, two in pairwise(hits))


# --- with the rules that are shipped ---

# The list of facts.md §6, each as a shopper would write it alone.
VAGUE = [
    "商品有问题",
    "东西有问题",
    "质量不好",
    "质量差",
    "不好用",
    "坏了",
    "有瑕疵",
    "不满意",
    "不行",
    "太差了",
    "有毛病",
    "跟想的不一样",
    "赶紧处理",
    "给个说法",
]
PRIVATE = [
    "私下",
    "私了",
    "线下解决",
    "加微信",
    "加V",
    "微信转",
    "支付宝转你",
    "发红包",
    "不走平台",
    "不走售后",
    "不用走流程",
    "先撤销",
    "撤销申请",
    "取消退款",
    "先确认收货",
    "好评返现",
    "改好评",
    "删差评再退",
]


@pytest.mark.parametrize("text", VAGUE)
def test_it_knows_every_vague_word_of_the_facts(text: str) -> None:
    assert lint_text(text).vague


@pytest.mark.parametrize(
    ("text", "vague"),
    [
        ("商品有问题，再不处理我就曝光", ["商品有问题"]),
        ("坏了，店家没回", ["坏了"]),
        ("有质量问题，不退款就给差评", ["质量问题"]),
        ("质量真差，洗一次就破洞", []),
        ("商品有问题，左耳没有声音", []),
    ],
)
def test_it_takes_only_something_concrete_as_an_explanation(text: str, vague: list[str]) -> None:
    assert [hit.said for hit in lint_text(text).vague] == vague


def test_it_is_silent_on_every_explained_text_of_the_rules() -> None:
    for word in lint_rules().vague:
        for text in word.silent:
            assert word.word not in words(lint_text(text).vague), text


@pytest.mark.parametrize("text", ["要求退一赔三", "假一赔三", "要求三倍赔偿"])
def test_it_takes_a_multiple_refund_as_a_demand(text: str) -> None:
    assert "demand" not in lint_text(text).missing


def test_it_shows_the_words_as_the_shopper_wrote_them() -> None:
    out = StringIO()
    call_command("lint_text", "质量真不行，再不处理我就曝光", "--json", stdout=out)
    said = json.loads(out.getvalue())
    assert (said["vague"], said["threat"]) == (["质量真不行"], ["曝光"])


@pytest.mark.parametrize("text", PRIVATE)
def test_it_knows_every_private_deal_of_the_facts(text: str) -> None:
    assert lint_text(text).private_deal


@pytest.mark.parametrize("text", ["不退我就曝光你们", "不退款就给差评", "给钱我就不举报"])
def test_it_knows_threats(text: str) -> None:
    assert lint_text(text).threat


@pytest.mark.parametrize("code", ["T1", "T1b", "T3", "T3b", "T4", "T5", "T5b", "T6", "T6b", "T7"])
def test_it_finds_nothing_to_blame_in_our_own_letters(code: str) -> None:
    for facts in (FLASK, SHIRT, PROMISED):
        result = lint_text(compose(code, facts).text)
        assert (result.vague, result.private_deal, result.threat) == ((), (), ())


def test_it_finds_the_opening_letter_complete() -> None:
    for facts in (FLASK, SHIRT):
        assert lint_text(compose("T1", facts).text).is_clean


def test_it_misses_the_order_number_only_where_there_is_none() -> None:
    facts = LetterFacts(now=FLASK.now, item="衬衫", problem="袖口开线", demand="换货")
    assert lint_text(compose("T1", facts).text).missing == ("order",)


@pytest.mark.parametrize("text", ["不" * 2000, "质量太" * 600, "，。" * 1000, "1" * 2000, "加" * 2000, "订单" * 1000])
def test_it_is_quick_on_the_longest_text_a_form_takes(text: str) -> None:
    lint_text("坏了")
    before = time.process_time()
    lint_text(text)
    assert time.process_time() - before < 1


def test_it_is_a_command_that_needs_no_database() -> None:
    """The unit tests have no database fixture: a query would raise."""
    out = StringIO()
    call_command("lint_text", "商品有问题", "--json", stdout=out)
    said = json.loads(out.getvalue())
    assert out.getvalue().count("\n") == 1
    assert said["vague"] == ["商品有问题"]
    assert said["missing"] == ["order", "problem", "demand"]
    assert (said["private_deal"], said["threat"]) == ([], [])
    assert said["hits"][0]["suggest_zh"]


def test_it_is_a_command_for_people_too() -> None:
    out = StringIO()
    call_command("lint_text", "私下转钱，坏了", stdout=out)
    assert re.search(r"vague: 坏了 → .+\nprivate_deal: 私下 → .+\nmissing: order, problem, demand\n", out.getvalue())
    out = StringIO()
    call_command("lint_text", "订单 123456，衬衫袖口开线，想换货", stdout=out)
    assert out.getvalue() == "nothing to change\n"
