"""What the shipped guides say, place by place: complete, boxed, labelled, and no more than the facts."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from guides.adapters.knowledge_files import read_knowledge
from guides.domain.advice_faults import advice_faults
from guides.domain.checks import knowledge_faults
from guides.domain.copy_faults import copy_faults
from guides.domain.guide import GuideView
from guides.domain.humans import HumanRecipe, recipes_for
from guides.domain.letters import LetterFacts
from guides.domain.platforms import PlatformFacts

SHIPPED = read_knowledge()
GUIDES = {doc["slug"]: GuideView.of(doc) for doc in SHIPPED.guides}
PLACES = {row["slug"]: PlatformFacts.of(row) for row in SHIPPED.platforms}
HUMANS = tuple(HumanRecipe.of(row) for row in SHIPPED.humans)
LETTERS = {row["code"]: LetterFacts.of(row) for row in SHIPPED.letters}

DRAWN = [
    ("taobao", "merchant", "contact"),
    ("taobao", "merchant", "talk"),
    ("taobao", "merchant", "after_sale"),
    ("taobao", "platform", "step_in"),
    ("taobao", "platform", "complain"),
    ("taobao", "platform", "hotline"),
    ("jd", "merchant", "contact"),
    ("jd", "platform", "step_in"),
    ("jd", "platform", "hotline"),
    ("jd", "platform", "appeal"),
    ("pdd", "merchant", "contact"),
    ("pdd", "merchant", "after_sale"),
    ("pdd", "platform", "step_in"),
    ("douyin", "merchant", "contact"),
    ("douyin", "merchant", "after_sale"),
    ("douyin", "platform", "step_in"),
    ("kuaishou", "platform", "step_in"),
    ("xiaohongshu", "platform", "step_in"),
    ("xianyu", "platform", "step_in"),
    ("any", "merchant", "contact"),
    ("any", "merchant", "after_sale"),
    ("any", "merchant", "return"),
    ("any", "platform", "step_in"),
    ("12315", "regulator", "file"),
    ("12315", "regulator", "phone"),
    ("local", "regulator", "phone"),
]


@pytest.mark.parametrize(("platform", "tier", "use"), DRAWN)
def test_it_draws_what_the_facts_know(platform: str, tier: str, use: str) -> None:
    found = [one for one in GUIDES.values() if (one.platform, one.tier, one.use) == (platform, tier, use)]
    assert found
    assert any(step.picture for step in found[0].steps)


@pytest.mark.parametrize(
    "slug",
    [
        *("article-three-tiers", "article-which-tier", "article-three-steps"),
        *("article-three-techniques", "article-three-mistakes"),
    ],
)
def test_it_ships_the_article_as_guides(slug: str) -> None:
    assert GUIDES[slug].kind == "article"
    assert GUIDES[slug].source.id == "SEED"


@pytest.mark.parametrize(
    ("slug", "problem"),
    [
        ("nobody-answers", "unreachable"),
        ("prove-a-fake", "counterfeit"),
        ("wrong-item", "wrong_item"),
        ("damaged", "damaged"),
        ("fake-shipment", "not_received"),
        ("refund-not-arrived", "refund_late"),
    ],
)
def test_it_ships_a_playbook_for_each_hard_case(slug: str, problem: str) -> None:
    assert GUIDES[slug].kind == "playbook"
    assert problem in GUIDES[slug].problems


@pytest.mark.parametrize("tier", ["merchant", "platform", "regulator"])
@pytest.mark.parametrize("slug", [slug for slug, one in PLACES.items() if one.kind == "platform"])
def test_it_has_a_guide_or_an_honest_unknown_at_every_tier(slug: str, tier: str) -> None:
    stand_ins = {"any", "12315", "local"} if tier == "regulator" else {"any"}
    here = [one for one in GUIDES.values() if one.kind == "steps" and one.tier == tier]
    assert any(one.platform in {slug, *stand_ins} for one in here) or PLACES[slug].unknown[tier].zh


def test_it_calls_unknown_what_was_not_found_and_nothing_else() -> None:
    unknown = {slug: set(one.unknown) for slug, one in PLACES.items() if one.unknown}
    assert unknown == {
        "jd_self": {"merchant", "platform"},
        **{slug: {"platform"} for slug in ("wxshop", "ali1688", "vip", "dewu", "meituan")},
    }
    # Goods sold by JD itself never borrow the marketplace's rules.
    assert not [one for one in GUIDES.values() if one.platform == "jd_self"]


def test_it_ships_the_regulators_with_the_numbers_the_facts_allow() -> None:
    numbers = {slug: [line.number for line in one.hotlines] for slug, one in PLACES.items() if one.kind == "regulator"}
    assert numbers == {"12315": ["12315", "12345"], "local": ["12315", "12345", "114"], "12305": ["12305"]}
    by_number = {line.number: line for line in PLACES["local"].hotlines}
    assert by_number["114"].source.label.zh == "文章建议，未核实"


def test_it_says_unknown_where_no_limit_was_found() -> None:
    def known(slug: str) -> set[str]:
        return {limit.slug for limit in PLACES[slug].limits if limit.value.zh}

    assert known("taobao") == {"platform_time"}
    assert known("jd") == {"seller_time", "evidence_time", "window", "appeal"}
    assert known("douyin") == {"seller_time"}
    assert known("pdd") == known("wxshop") == known("jd_self") == set()
    assert not [
        one.slug for one in PLACES.values() for limit in one.limits if limit.slug == "attachments" and limit.value.zh
    ]


def steps() -> Iterator[tuple[str, Any]]:
    for slug, one in GUIDES.items():
        for step in one.steps:
            yield f"{slug}.{step.slug}", step


@pytest.mark.parametrize(("name", "step"), list(steps()), ids=lambda value: value if isinstance(value, str) else "")
def test_it_boxes_what_is_tapped_and_says_so_in_both_languages(name: str, step: Any) -> None:
    assert step.title.zh
    assert step.title.en
    # "Tap X" without a picture leaves the shopper searching.
    if re.match(r"点[“进]|进店铺首页|搜店铺名", step.title.zh):
        assert step.picture, name
    if step.picture:
        boxes = [mark for mark in step.picture.marks if mark.kind == "box"]
        assert boxes
        assert all(mark.alt.zh and mark.alt.en for mark in boxes)
        assert step.picture.alt.zh.startswith("示意图：")
        for mark in step.picture.marks:
            assert 0 <= mark.x <= 1000
            assert 0 <= mark.y <= 1000
            assert mark.x + mark.w <= 1000.1
            assert mark.y + mark.h <= 1000.1


def test_it_pastes_only_letters_there_are_and_says_where() -> None:
    assert list(LETTERS)[:2] == ["T1", "T1b"]
    assert {f"T{number}" for number in range(1, 18)} <= set(LETTERS)
    pasted = {step.paste for _name, step in steps() if step.paste}
    assert pasted <= set(LETTERS)
    assert {"T1", "T2", "T3", "T7", "T8", "T8b", "T9", "T10", "T11", "T12", "T13", "T14"} <= pasted


def test_it_files_only_where_something_is_handed_in() -> None:
    filed = {name for name, step in steps() if step.files}
    assert {"taobao-step-in.explain", "jd-dispute.statement", "12315-online.submit", "12315-report.submit"} <= filed
    assert all(GUIDES[name.split(".")[0]].tier != "merchant" for name in filed)


def test_it_counts_the_tries_where_a_person_is_asked_for() -> None:
    tried = {name for name, step in steps() if step.tries}
    assert {"taobao-human.ask-person", "any-human.ask-person", "pdd-human.ask-person"} <= tried


def test_it_names_no_counter_that_only_a_case_has() -> None:
    """The public page of a guide has none to tap; in a case the counter explains itself."""
    for name, step in steps():
        assert "计数" not in step.text.zh + step.stuck.zh + step.caption.zh, name
        assert "ount each try" not in step.text.en + step.stuck.en + step.caption.en, name


def test_it_says_jds_official_names_and_keeps_the_articles_as_an_alias() -> None:
    dispute = GUIDES["jd-dispute"]
    assert dispute.title.zh == "交易纠纷 → 申请京东介入"
    assert "文章把它叫“客服仲裁”" in dispute.lead.zh
    assert dispute.source.id == "JD1"
    assert GUIDES["jd-dispute-web"].source.label.zh.startswith("旧帮助页")


def test_it_knows_how_to_reach_a_person() -> None:
    assert [one.slug for one in recipes_for(HUMANS, "pdd")] == ["pdd-chat", "pdd-voice", "any-chat", "any-keyword"]
    assert [one.slug for one in recipes_for(HUMANS, "dewu")] == ["any-chat", "any-keyword"]
    chat = next(one for one in HUMANS if one.slug == "any-chat")
    assert (chat.say, chat.tries) == (("人工客服", "转人工"), 3)
    assert [one.tested_on for one in HUMANS if one.way == "voice"] == [date(2026, 9, 9)] * 2


FORBIDDEN = (
    *("不跳级", "38/500", "约 6 分钟", "直接走第三级", "45 个工作日", "强制退款", "包退", "一定能", "保证退", "胜诉"),
    *("10 分钟", "50%", "40%", "30%", "25%", "节省 8 分钟", "店托易", "仲裁需付费", "12358", "12365"),
    *("最多 3 张", "最多 5 张", "2M", "5M", "时间戳通过率"),
)


@pytest.mark.parametrize("word", FORBIDDEN)
def test_it_never_says_what_the_facts_do_not(word: str) -> None:
    assert [slug for slug, doc in ((doc["slug"], doc) for doc in SHIPPED.guides) if word in str(doc)] == []


def test_it_prints_no_platforms_number_in_running_text() -> None:
    """A number stands in its platform's row, with hours, day and source; a sentence would go stale unseen."""
    rows = [row for row in SHIPPED.platforms if row["kind"] == "platform"]
    numbers = {line["number"] for row in rows for line in row["hotlines"]}
    assert numbers
    for doc in SHIPPED.guides:
        if doc["platform"] == "any":
            assert not [number for number in numbers if number in str(doc)], doc["slug"]


def test_it_never_promises_more_than_mediation() -> None:
    for doc in SHIPPED.guides:
        for sentence in re.split("[。\n]", str(doc)):
            assert not re.search(r"12315.{0,12}(?:判决|裁决|判商家|强制|必须退)", sentence), sentence


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("先看,再拍", "half-width"),
        ("拨 4008123123 问一下", "no listed telephone"),
        ("客服电话 400-812-3123", "no listed telephone"),
        ("拼多多 95187 热线", "no listed telephone"),
        ("加我 13812345678", "no listed telephone"),
    ],
)
def test_it_finds_half_width_marks_and_strange_numbers(text: str, fault: str) -> None:
    assert any(fault in one for one in copy_faults("x", {"text_zh": text}, frozenset({"12315"})))


@pytest.mark.parametrize(
    "text",
    ["打 12315", "先看，再拍：（一）", "2026-11-23 起，24-48 小时", "订单 1182 6640 4821", "¥299.00，1-3 个工作日"],
)
def test_it_lets_good_copy_pass(text: str) -> None:
    assert list(copy_faults("x", {"text_zh": text, "patterns": ["不,退"]}, frozenset({"12315"}))) == []


def broken(noun: str, **changes: Any) -> list[str]:
    knowledge = copy.deepcopy(SHIPPED)
    getattr(knowledge, noun)[0].update(changes)
    return list(advice_faults(knowledge))


@pytest.mark.parametrize(
    ("noun", "changes", "fault"),
    [
        ("refusals", {"letter": "T99"}, "there is no letter T99"),
        ("refusals", {"exhibits": ["dream"]}, "dream is not known"),
        ("refusals", {"reply_zh": "长" * 201}, "longer than 200"),
        ("pitfalls", {"guide": "nowhere"}, "there is no guide nowhere"),
        ("humans", {"platform": "ebay"}, "there is no platform ebay"),
        ("humans", {"say": []}, "says nothing to send"),
        ("letters", {"where": "fax"}, "by 'fax'"),
        ("platforms", {"words": [{"zh": "介入", "en": "x", "means": "moon"}]}, "means 'moon'"),
        ("platforms", {"unknown": {"platform": {"zh": "没有查到", "en": "x"}}}, "is called unknown"),
    ],
)
def test_it_finds_broken_advice(noun: str, changes: dict[str, Any], fault: str) -> None:
    assert any(fault in one for one in broken(noun, **changes))


def test_it_misses_a_guide_that_is_gone() -> None:
    knowledge = copy.deepcopy(SHIPPED)
    knowledge.guides[:] = [doc for doc in knowledge.guides if doc["platform"] != "any"]
    assert any("platform wxshop merchant: neither a guide" in one for one in advice_faults(knowledge))


def test_it_checks_all_of_it_before_shipping() -> None:
    knowledge = copy.deepcopy(SHIPPED)
    knowledge.refusals[0]["confidence"] = "D"
    assert any("does not ship" in one for one in knowledge_faults(knowledge, date(2026, 11, 23)))
