"""What we ship is sound, complete and says no more than the facts; and the checks find what is not."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from guides.adapters.knowledge_files import FOLDER, files_fingerprint, read_knowledge
from guides.domain.checks import knowledge_faults
from guides.domain.clock_rules import RuleFacts, rule_in_force
from guides.domain.knowledge import Knowledge
from guides.domain.platforms import PlatformFacts
from guides.domain.problems import DemandFacts, ProblemFacts
from guides.domain.sources import UnknownSource
from guides.management.commands.load_knowledge import shipped_faults
from guides.selectors.lint import lint_rules

TODAY = date(2026, 11, 23)
SHIPPED = read_knowledge()
PLATFORMS = {row["slug"]: PlatformFacts.of(row) for row in SHIPPED.platforms if row["kind"] == "platform"}
RULES = [RuleFacts.of(row) for row in SHIPPED.clock_rules]


def test_it_ships_nothing_unsound() -> None:
    assert knowledge_faults(SHIPPED, TODAY) == []
    assert shipped_faults() == []


def test_it_ships_the_twenty_rules_and_no_more() -> None:
    numbers = [*range(1, 17), *range(20, 24)]
    assert [rule.code for rule in RULES] == [f"CLK{number:02}" for number in numbers]


def test_it_ships_sixteen_problems_with_six_first_and_only_wrong_size_simple() -> None:
    problems = [ProblemFacts.of(row) for row in SHIPPED.problem_types]
    assert len(problems) == 16
    assert [one.chip.zh for one in problems if one.common] == [
        "坏了、有瑕疵",
        "和描述不符",
        "疑似假货",
        "少发、漏发",
        "没收到货",
        "不退款",
    ]
    assert [one.slug for one in problems if one.simple] == ["wrong_size"]


def test_it_ships_the_eight_demands_of_the_letters() -> None:
    demands = {DemandFacts.of(row).name.zh for row in SHIPPED.demands}
    assert demands == {"退款", "退货退款", "换货", "补发", "维修", "补差价", "赔偿", "道歉"}


def test_it_ships_every_platform_with_the_landing_ones_first() -> None:
    assert [one.chip.zh for one in PLATFORMS.values() if one.common] == ["淘宝", "京东", "拼多多", "抖音", "别的"]
    assert set(PLATFORMS) == {
        *("taobao", "jd", "jd_self", "pdd", "douyin", "kuaishou", "xiaohongshu"),
        *("xianyu", "wxshop", "ali1688", "vip", "dewu", "meituan", "other"),
    }


def test_it_ships_only_the_numbers_the_facts_allow() -> None:
    numbers = {slug: [line.number for line in one.hotlines] for slug, one in PLATFORMS.items() if one.hotlines}
    assert numbers == {
        "taobao": ["9510211"],
        "jd": ["950618", "400-610-1360"],
        "douyin": ["95152"],
        "meituan": ["1010-7888", "1010-0011", "1010-9777", "1010-7177"],
    }
    assert "未在官网逐一核对" in PLATFORMS["taobao"].hotlines[0].source.label.zh
    assert "不要拨搜索结果里的号码" in PLATFORMS["pdd"].no_hotline.zh


def test_it_calls_the_second_tier_what_the_platform_calls_it() -> None:
    assert PLATFORMS["taobao"].tier_two.verb.zh == "申请平台介入"
    assert PLATFORMS["jd"].tier_two.verb.zh == "交易纠纷 → 申请京东介入"
    assert PLATFORMS["jd"].tier_two.alias.zh == "客服仲裁（文章叫法）"


@pytest.mark.parametrize(
    ("slug", "number", "fine"),
    [
        ("taobao", "", True),
        ("taobao", "1182 6640 4821", True),
        ("taobao", "12345", False),
        ("taobao", "A123456", False),
        ("jd", "123456", True),
        ("pdd", "230101-123456789012345", True),
        ("pdd", "订单号", False),
        ("other", "AB-1234", True),
    ],
)
def test_it_hints_at_odd_order_numbers(slug: str, number: str, fine: bool) -> None:
    assert PLATFORMS[slug].order_number.looks_right(number) is fine


def test_it_never_cites_what_was_repealed_or_forbidden() -> None:
    text = "".join(path.read_text() for path in FOLDER.rglob("*.yaml"))
    shown = re.sub(r"^\s*#.*$", "", text, flags=re.M).replace("暂行办法》（2020年修订）", "")
    for banned in ("45 个工作日", "45个工作日", "暂行办法", "仅退款\n", "38/500", "强制退款", "直接走第三级", "店托易"):
        assert banned not in shown, banned


def test_it_labels_what_is_only_experience() -> None:
    labels = {rule.code: rule.source.label.zh for rule in RULES if rule.source.confidence == "C"}
    assert labels["CLK05"] == labels["CLK12"] == labels["CLK14"] == "经验"
    assert set(labels) == {"CLK01", "CLK05", "CLK12", "CLK13", "CLK14", "CLK15"}


def test_it_keeps_my_deadlines_and_theirs_apart() -> None:
    mine = {rule.code for rule in RULES if rule.lane == "mine"}
    assert mine == {"CLK02", "CLK03", "CLK04", "CLK05", "CLK08", "CLK09", "CLK11", "CLK23"}


def test_it_ships_two_ways_to_the_seller_from_the_article_under_its_label() -> None:
    assert [(row["slug"], row["recommended"], len(row["steps"])) for row in SHIPPED.entrances] == [
        ("order", True, 4),
        ("shop", False, 4),
    ]
    assert {(row["source"], row["label_zh"]) for row in SHIPPED.entrances} == {("SEED", "入口名称以 App 为准")}


def test_it_picks_the_version_in_force_when_the_clock_started() -> None:
    mediation = next(rule for rule in RULES if rule.code == "CLK21")
    assert rule_in_force([mediation], date(2026, 4, 14)) is None
    assert rule_in_force([mediation], date(2026, 4, 15)) is mediation
    newer = replace(mediation, source=replace(mediation.source, effective_from=date(2027, 1, 1)))
    assert rule_in_force([newer, mediation], date(2026, 12, 31)) is mediation
    assert rule_in_force([newer, mediation], date(2027, 1, 1)) is newer
    longest = next(rule for rule in RULES if rule.code == "CLK23")
    assert rule_in_force([longest], date(2024, 5, 1)) is longest


def test_it_fits_every_variant_into_the_deadline_column() -> None:
    categories = next(rule for rule in RULES if rule.code == "CLK11").categories
    assert max(len(f"{one.slug}:{step.length}{step.unit[0]}") for one in categories for step in one.steps) <= 30


def test_it_has_enough_vague_words_each_tried_both_ways() -> None:
    rules = lint_rules()
    assert len(rules.vague) >= 30
    assert len({word.word for word in rules.vague}) == len(rules.vague)
    assert all(word.fires and word.silent for word in (*rules.vague, *rules.private_deal, *rules.threat))


VAGUE = (
    "商品有问题、东西有问题、质量不好、质量差、不好用、坏了、有瑕疵、不满意、不行、太差了、有毛病、"
    "跟想的不一样、赶紧处理、给个说法"
)
PRIVATE = (
    "私下、私了、线下解决、加微信、加V、微信转、支付宝转你、发个红包、不走平台、不走售后、不用走流程、先撤销、"
    "撤销申请、取消退款、先确认收货、好评返现、改好评、删差评再退"
)


@pytest.mark.parametrize("text", VAGUE.split("、"))
def test_it_finds_each_vague_word_of_the_facts(text: str) -> None:
    assert any(re.search(word.pattern, text) for word in lint_rules().vague)
    assert any(re.search(word.pattern, f"你好，我买的杯子{text}，请处理。") for word in lint_rules().vague)


@pytest.mark.parametrize("text", PRIVATE.split("、"))
def test_it_finds_each_private_deal_of_the_facts(text: str) -> None:
    assert any(re.search(word.pattern, text) for word in lint_rules().private_deal)


@pytest.mark.parametrize(
    "text",
    [
        "订单 123456，衬衫袖口开线，想换货",
        "我的订单 123456，买的保温杯不保温（倒开水 2 小时变凉），想申请退款，请协助处理。",
        "我的订单 118266404821，买的蓝牙耳机左耳没有声音，连过三部手机都一样，想申请退款。",
        "商家说『不影响使用』，但商品开线明显，附 3 张照片。",
        "谢谢。请问这个问题最晚什么时候能给我答复？方便告诉我您的工号吗？我记录一下，后续好对接。",
        "请在11月25日 18:00前给出方案；到时仍无结果，我将按平台规则申请平台介入，相关记录我已保存。谢谢理解。",
        "屏幕右下角有一条 3 厘米裂纹",
        "少发了两包垃圾袋",
        "退货 11月10日签收，到今天没有退款",
        "照片曝光过度，订单页看不清",
        "我已向市场监管部门举报，编号 123",
        "师傅上门取件时说外箱完好",
    ],
)
def test_it_leaves_concrete_and_polite_words_alone(text: str) -> None:
    rules = lint_rules()
    found = [word.word for word in (*rules.vague, *rules.private_deal, *rules.threat) if re.search(word.pattern, text)]
    assert found == []


def _set(noun: str, index: int, **changes: Any) -> Callable[[Knowledge], None]:
    def change(knowledge: Knowledge) -> None:
        getattr(knowledge, noun)[index].update(changes)

    return change


def _nested(name: str, **changes: Any) -> Callable[[Knowledge], None]:
    def change(knowledge: Knowledge) -> None:
        knowledge.platforms[0][name].update(changes)

    return change


BROKEN = {
    "entrance order: a step lacks a language": _set("entrances", 0, steps=[["打开 App", ""]]),
    "does not ship": _set("platforms", 0, confidence="D"),
    "needs a label": _nested("tier_two", label_zh="", label_en=""),
    "missing in one language": _set("demands", 0, name_en=""),
    "has no address": _set("clock_rules", 1, source_url=""),
    "never checked": _set("clock_rules", 1, checked_on=None),
    "has not come yet": _set("clock_rules", 1, checked_on=date(2027, 1, 1)),
    "is not a date": _set("clock_rules", 1, effective_from="soon"),
    "ends before it begins": _set("clock_rules", 1, effective_to=date(2001, 1, 1)),
    "expired on": _set("problem_types", 0, effective_from=None, effective_to=date(2026, 1, 1)),
    "no version is in force": _set("clock_rules", 4, effective_to=date(2026, 1, 1)),
    "listed 2 times": _set("platforms", 0, slug="jd"),
    "nothing to gather": _set("problem_types", 0, must=[]),
    "is no length": _set("clock_rules", 1, steps=[{"unit": "moons", "length": 1}]),
    "do not agree": _set("clock_rules", 1, steps=[]),
    "no worked example": _set("clock_rules", 1, examples=[]),
    "is not listed": _set("clock_rules", 6, platforms=["ebay"]),
    "lane": _set("clock_rules", 1, lane="ours"),
    "two versions": _set("clock_rules", 2, code="CLK02", effective_from=SHIPPED.clock_rules[1]["effective_from"]),
    "is in another year": _set("calendars", 0, days={"2025-01-01": [False, "元旦"]}),
    "needs no extra working day": _set("calendars", 0, days={"2024-01-03": [True, "调休上班"]}),
    "order number pattern": _nested("order_number", pattern="["),
}


@pytest.mark.parametrize("words", BROKEN)
def test_it_finds_what_is_broken(words: str) -> None:
    knowledge = copy.deepcopy(SHIPPED)
    BROKEN[words](knowledge)
    assert any(words in fault for fault in knowledge_faults(knowledge, TODAY))


def changed_folder(tmp_path: Path, name: str, old: str, new: str) -> Path:
    folder = copytree(FOLDER, tmp_path / "knowledge")
    text = (folder / name).read_text()
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1))
    return folder


@pytest.mark.parametrize(
    ("name", "old", "new", "fault"),
    [
        ("clock_rules.yaml", "due: [2026-09-30]", "due: [2026-10-01]", "the example says"),
        ("lint.yaml", "fires: [商品有问题", "fires: [杯底漏水", "must fire on"),
        ("lint.yaml", "silent: [商品有问题：袖口开线", "silent: [商品有问题", "must not fire on"),
        ("demands.yaml", "source: OWN", "source: NOWHERE", "UnknownSource"),
        ("demands.yaml", "demands:", "demands: [", "Error"),
    ],
)
def test_it_finds_what_is_broken_in_the_files(tmp_path: Path, name: str, old: str, new: str, fault: str) -> None:
    faults = shipped_faults(changed_folder(tmp_path, name, old, new))
    assert any(fault in one for one in faults)


def test_it_refuses_a_source_that_is_not_listed(tmp_path: Path) -> None:
    with pytest.raises(UnknownSource):
        read_knowledge(changed_folder(tmp_path, "demands.yaml", "source: OWN", "source: NOWHERE"))


def test_it_names_the_files_by_their_content(tmp_path: Path) -> None:
    folder = changed_folder(tmp_path, "demands.yaml", "退款", "退钱")
    assert files_fingerprint(folder) != files_fingerprint()
    assert files_fingerprint(copytree(FOLDER, tmp_path / "same")) == files_fingerprint()


def test_it_calls_no_fixed_time_changeable() -> None:
    """Of what we count, only a promise as it was read can be corrected; the 24 hours of silence cannot."""
    for row in SHIPPED.clock_rules:
        said = " ".join(str(value) for name, value in row.items() if name.startswith(("counting", "label")))
        assert row["code"] == "CLK01" or ("可以改" not in said and "change it" not in said), row["code"]
