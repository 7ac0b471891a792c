"""A guide's document: read into a view, every fault found and said, differences named by part."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from datetime import date, timedelta
from typing import Any

import pytest

from guides.adapters.knowledge_files import read_knowledge
from guides.domain.freshness import Freshness, freshness
from guides.domain.guide import GuideView
from guides.domain.guide_difference import difference
from guides.domain.guide_faults import guide_faults
from guides.domain.words import Words

KNOWLEDGE = read_knowledge()
PLATFORMS = frozenset(row["slug"] for row in KNOWLEDGE.platforms)
PROBLEMS = frozenset(row["slug"] for row in KNOWLEDGE.problem_types)
SHIPPED = next(doc for doc in KNOWLEDGE.guides if doc["slug"] == "taobao-step-in")
OUTSIDE = {"kind": "box", "x": 900, "y": 0, "w": 200, "h": 9, "alt_zh": "甲", "alt_en": "A"}
Change = Callable[[dict[str, Any]], object]


def faults_of(change: Change) -> list[str]:
    document = deepcopy(SHIPPED)
    change(document)
    return [f"{fault.step}|{fault.words.zh}|{fault.words.en}" for fault in guide_faults(document, PLATFORMS, PROBLEMS)]


def picture(document: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = document["steps"][2]["picture"]
    return found


def test_it_reads_into_steps_with_pictures_and_letters() -> None:
    view = GuideView.of(SHIPPED, 7, 2, date(2026, 11, 27))
    assert (view.platform, view.tier, view.kind, view.use) == ("taobao", "platform", "steps", "step_in")
    assert view.title == Words("申请平台介入", "Ask Taobao to step in")
    assert [step.number for step in view.steps] == [1, 2, 3, 4]
    assert (view.steps[3].paste, view.steps[3].files, view.files) == ("T8", True, True)
    assert view.attach == ("chat", "goods", "refusal")
    assert view.checked_on == date(2026, 11, 27)
    assert (view.revision_id, view.revision_number) == (7, 2)
    assert view.step("step-in") is view.steps[2]
    assert view.step("gone") is None
    assert view.steps[0].source is view.source
    marks = view.steps[2].picture.marks if view.steps[2].picture else ()
    assert [mark.kind for mark in marks] == ["box", "arrow"]


def test_it_finds_nothing_wrong_with_what_ships() -> None:
    for document in KNOWLEDGE.guides:
        assert guide_faults(document, PLATFORMS, PROBLEMS) == [], document["slug"]


@pytest.mark.parametrize(
    ("change", "zh", "en"),
    [
        (lambda doc: doc.update(slug="Big One"), "标识", "slug"),
        (lambda doc: doc.update(platform="nowhere"), "没有这个平台", "platform"),
        (lambda doc: doc.update(tier="top"), "没有这一级", "tier"),
        (lambda doc: doc.update(kind="poem"), "没有这种攻略", "kind of guide"),
        (lambda doc: doc.update(use="nap"), "没有这种用途", "use"),
        (lambda doc: doc.update(problems=["boredom"]), "没有这种问题", "kind of problem"),
        (lambda doc: doc.update(title_en=""), "标题缺一种语言", "title is missing in one language"),
        (lambda doc: doc.update(lead_zh="", lead_en=""), "开头还没写", "lead is missing"),
        (lambda doc: doc.update(steps=[]), "至少要有一步", "no step"),
        (lambda doc: doc.update(source=""), "没有来源", "no source"),
        (lambda doc: doc["steps"][1].update(slug="open-order"), "同一个标识", "same slug"),
        (lambda doc: doc["steps"][1].update(title_zh="", title_en=""), "标题还没写", "title is missing"),
        (lambda doc: doc["steps"][1].update(text_en=""), "文字缺一种语言", "text is missing in one language"),
        (lambda doc: doc["steps"][1].update(caption_zh="", caption_en=""), "图下的说明还没写", "caption is missing"),
        (lambda doc: doc["steps"][1].update(paste="T99"), "没有这段话", "letter"),
        (lambda doc: doc["steps"][1].update(attach=["gold"]), "没有这种材料", "evidence"),
        (lambda doc: picture(doc).update(alt_zh="", alt_en=""), "替代文字还没写", "alternative text is missing"),
        (lambda doc: picture(doc).update(kind="film"), "没有这种图", "kind of picture"),
        (lambda doc: picture(doc).update(kind="screenshot"), "还没有上传截图", "no screenshot"),
        (lambda doc: picture(doc)["screen"]["rows"].append({"kind": "door"}), "没有这种：door", "door"),
        (lambda doc: picture(doc)["screen"]["rows"].append({"kind": "row"}), "画不出来", "cannot be drawn"),
        (lambda doc: picture(doc)["screen"]["rows"][0].update(title=["只有中文", ""]), "缺一种语言", "one language"),
        (lambda doc: picture(doc)["marks"].append({"kind": "cloud"}), "没有这种标注", "cloud"),
        (lambda doc: picture(doc)["marks"].append({"kind": "arrow", "target": "tabs.9"}), "图里没有", "has no tabs.9"),
        (lambda doc: picture(doc)["marks"].append({"kind": "number", "x": 1, "y": 1}), "没写第几", "no number"),
        (lambda doc: picture(doc)["marks"].append({"kind": "arrow", "x": "left"}), "位置要用数字", "must be numbers"),
        (
            lambda doc: picture(doc)["marks"].append(OUTSIDE),
            "画到图外面了",
            "outside",
        ),
        (lambda doc: picture(doc)["marks"].append({"kind": "box", "x": 1, "y": 1}), "框没有大小", "no size"),
        (
            lambda doc: picture(doc)["marks"].append({"kind": "box", "x": 1, "y": 1, "w": 9, "h": 9}),
            "替代文字还没写",
            "alternative text is missing",
        ),
    ],
)
def test_it_says_what_is_wrong_in_both_languages(change: Change, zh: str, en: str) -> None:
    found = faults_of(change)
    assert any(zh in fault and en in fault for fault in found), found


def test_it_never_breaks_on_an_unfinished_draft() -> None:
    assert guide_faults({}, PLATFORMS, PROBLEMS)
    assert guide_faults({"steps": [{}, {"picture": {}}, {"picture": {"kind": "screen"}}]}, PLATFORMS, PROBLEMS)


def test_it_names_what_differs_by_part() -> None:
    ours = deepcopy(SHIPPED)
    ours["title_en"] = "Ask for help"
    ours["steps"][0]["text_zh"] = "别的话"
    ours["steps"] = [ours["steps"][0], *ours["steps"][2:], {"slug": "new", "title_zh": "新的"}]
    found = difference(SHIPPED, ours)
    assert set(found) == {"title_en", "steps", "steps.open-order.text_zh", "steps.after-sale", "steps.new"}
    assert found["steps.after-sale"][1] is None
    assert found["steps.new"][0] is None
    assert difference(SHIPPED, deepcopy(SHIPPED)) == {}


@pytest.mark.parametrize(
    ("days", "expected"),
    [(0, Freshness.FRESH), (90, Freshness.FRESH), (91, Freshness.STALE), (180, Freshness.STALE), (181, Freshness.OLD)],
)
def test_it_grows_stale_after_three_months_and_old_after_six(days: int, expected: Freshness) -> None:
    today = date(2026, 11, 23)
    assert freshness(today - timedelta(days=days), today) is expected
    view = GuideView.of(SHIPPED)
    assert view.freshness(view.checked_on + timedelta(days=days)) is expected
