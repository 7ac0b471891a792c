"""What stands against publishing a guide, in sentences an editor understands."""

from __future__ import annotations

from datetime import date

import pytest

from guides.domain.private_words import private_words
from guides.domain.publishing import Known, publishing_faults

KNOWN = Known(date(2026, 11, 23), {"SEED", "TB"}, frozenset({"taobao"}), frozenset(), {"9510211"}, {7: True, 8: False})
BOX = {"kind": "box", "x": 511, "y": 600, "w": 440, "h": 210, "alt_zh": "按钮", "alt_en": "The button"}

NAMED = {"rows": [{"kind": "row", "text": ["收货人：张小明", "To"]}]}


def picture(**more):
    return {
        "kind": "screen",
        "alt_zh": "退款详情",
        "alt_en": "Refund page",
        "screen": {"rows": []},
        "marks": [BOX],
    } | more


def step(**more):
    return {
        "slug": "open",
        "title_zh": "点开订单",
        "title_en": "Open the order",
        "text_zh": "点开它。",
        "text_en": "Open it.",
        "caption_zh": "红框处",
        "caption_en": "In the red box",
        "picture": picture(),
    } | more


def guide(*steps, **more):
    return {
        "slug": "taobao-step-in",
        "platform": "taobao",
        "title_zh": "申请平台介入",
        "title_en": "Step in",
        "lead_zh": "先提交。",
        "lead_en": "File first.",
        "confidence": "B",
        "tier": "platform",
        "kind": "steps",
        "source": "SEED",
        "checked_on": "2026-11-20",
        "steps": list(steps or [step()]),
    } | more


def said(doc):
    return [fault.words.zh for fault in publishing_faults(doc, KNOWN)]


def test_it_lets_a_sound_guide_through():
    assert said(guide()) == []


@pytest.mark.parametrize(
    ("doc", "words"),
    [
        (guide(steps=[]), "至少要有一步。"),
        (guide(title_en=""), "标题缺一种语言。"),
        (guide(platform="nowhere"), "没有这个平台：nowhere。"),
        (guide(source=""), "没有来源或核对日期。"),
        (guide(source="HEARSAY"), "来源“HEARSAY”不在来源表里。"),
        (guide(checked_on=None), "没有来源或核对日期。"),
        (guide(checked_on="yesterday"), "核对日期不是日期。"),
        (guide(checked_on="2026-11-24"), "核对日期还没到。"),
        (guide(confidence="D"), "可信度只能是 A、B 或 C。"),
        (guide(confidence="C"), "可信度 C 必须写给读者看的标签，中英文都要。"),
        (guide(label_zh="经验"), "标签缺一种语言。"),
        (guide(step(), step()), "第 2 步：有两步用了同一个标识。"),
        (guide(step(text_zh="", text_en="")), "第 1 步：这一步的文字还没写。"),
        (guide(step(caption_zh="", caption_en="")), "第 1 步：图下的说明还没写。"),
        (guide(step(stuck_zh="往下翻")), "第 1 步：“找不到”的说明缺一种语言。"),
        (guide(step(paste="T99")), "第 1 步：没有这段话：T99。"),
        (guide(step(source="SEED", confidence="C")), "第 1 步：可信度 C 必须写给读者看的标签，中英文都要。"),
        (guide(step(source="NOBODY")), "第 1 步：来源“NOBODY”不在来源表里。"),
        (guide(step(picture=picture(alt_zh="", alt_en=""))), "第 1 步：替代文字还没写。"),
        (guide(step(picture=picture(marks=[BOX | {"alt_en": ""}]))), "第 1 步：第 1 个标注：替代文字缺一种语言。"),
        (guide(step(picture=picture(marks=[BOX | {"w": 600}]))), "第 1 步：第 1 个标注：画到图外面了。"),
        (guide(step(picture=picture(marks=[BOX | {"h": 0}]))), "第 1 步：第 1 个标注：框没有大小。"),
        (guide(step(picture=picture(kind="screenshot", screenshot=None))), "第 1 步：还没有上传截图。"),
        (guide(step(picture=picture(kind="screenshot", screenshot=9))), "第 1 步：上传的截图找不到了。"),
        (guide(step(picture=picture(kind="screenshot", screenshot=8))), "第 1 步：还没有确认截图里没有个人信息。"),
        (guide(step(text_zh="打 13800138000 找他。")), "第 1 步：里面有手机号：13800138000。"),
        (guide(lead_zh="找王女士。", lead_en="Ask."), "里面有人名：王女士。"),
        (
            guide(
                step(picture=picture(screen={"rows": [{"kind": "row", "text": ["收货人：张小明", "To"]}]}, marks=[]))
            ),
            "第 1 步：里面有人名：张小明。",
        ),
    ],
)
def test_it_names_each_fault(doc, words):
    assert words in said(doc)


def test_it_says_every_fault_in_english_too():
    faults = publishing_faults({"steps": [{"slug": "Not Good", "picture": {"marks": [{"kind": "cloud"}]}}]}, KNOWN)
    assert len(faults) > 6
    assert all(fault.words.zh and fault.words.en for fault in faults)


def test_it_accepts_a_confirmed_screenshot():
    assert said(guide(step(picture=picture(kind="screenshot", screenshot=7)))) == []


def test_it_needs_no_words_for_an_arrow_that_points_at_a_described_box():
    arrow = {"kind": "arrow", "x": 100, "y": 100, "x2": 520, "y2": 610}
    assert said(guide(step(picture=picture(marks=[BOX, arrow])))) == []
    alone = "没有指着写了替代文字的框，它自己要有替代文字，中英文都要。"
    assert said(guide(step(picture=picture(marks=[arrow])))) == [f"第 1 步：标注 1 {alone}"]
    far = arrow | {"x2": 10, "y2": 10}
    assert said(guide(step(picture=picture(marks=[BOX, far])))) == [f"第 1 步：标注 2 {alone}"]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("打 9510211", []),
        ("打 950618", ["phone"]),
        ("010-12345678", ["phone"]),
        ("400 800 1234", ["phone"]),
        ("拨 12398", ["phone"]),
        ("拨 10107888", ["phone"]),
        ("我的订单 123456，共 12 件", []),
        ("身份证 11010119900307123X", ["id_card"]),
        ("138 0013 8000", ["mobile"]),
        ("订单 2876543210987654321", ["order"]),
        ("订单 1182 6640 4821，¥299.00，11月21日 10:12", []),
        ("me@example.com", ["mail"]),
        ("李先生和某女士", ["name"]),
        ("联系人：×××", []),
        ("点“高级”里的联系方式", []),
    ],
)
def test_it_tells_private_words_from_harmless_ones(text, kinds):
    assert [kind for kind, _words in private_words(text, {"9510211"})] == kinds


@pytest.mark.parametrize(
    ("alts", "is_drawn"),
    [
        ({"alt_zh": "示意图：退款详情"}, True),
        ({"alt_en": "Sketch: the refund page"}, True),
        ({}, False),
    ],
)
def test_it_finds_a_screenshot_that_is_still_called_a_sketch(alts, is_drawn):
    shot = {**picture(**alts), "kind": "screenshot", "screenshot": 7}
    shot.pop("screen")
    assert any("替代文字还是示意图的" in one for one in said(guide(step(picture=shot)))) is is_drawn
    # A drawn screen may say so.
    assert not any("替代文字还是示意图的" in one for one in said(guide(step(picture=picture(**alts)))))
