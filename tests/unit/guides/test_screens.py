"""Schematic screens: every row is drawn, stays inside, and has areas that marks can point at in both languages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guides.adapters.knowledge_files import read_knowledge
from guides.domain.drawing import Label, Rect
from guides.domain.guide import GuideView, PictureView
from guides.domain.screen_limits import limit_faults
from guides.domain.screens import draw
from guides.domain.svg import picture_svg

GOLDEN = Path(__file__).parents[2] / "golden" / "screens"
ROWS: dict[str, dict[str, Any]] = {
    "bar": {"kind": "bar", "title_zh": "退款详情", "title_en": "Refund details"},
    "tabs": {"kind": "tabs", "items_zh": ["全部", "待付款"], "items_en": ["All", "To pay"], "on": 1},
    "card": {
        "kind": "card",
        "title": ["声野数码旗舰店", "Shengye Audio"],
        "side": ["交易成功", "Completed"],
        "thumb": True,
        "lines": [["蓝牙耳机", "Earphones"], ["¥299.00", "¥299.00"]],
    },
    "row": {"kind": "row", "text": ["收货信息", "Delivery"], "value": ["已签收", "Received"]},
    "buttons": {"kind": "buttons", "items": [["修改", "Change"], ["申请平台介入", "Platform steps in"]], "main": 1},
    "bubble": {"kind": "bubble", "side": "right", "text": ["人工客服", "人工客服 (a human)"]},
    "field": {"kind": "field", "label": ["问题描述", "What happened"], "text": ["没有声音", "No sound"], "lines": 3},
    "uploads": {"kind": "uploads", "label": ["上传凭证", "Evidence"], "count": 2},
    "note": {"kind": "note", "text": ["以页面提示为准", "Go by what the page shows"]},
    "space": {"kind": "space", "height": 12},
}
AREAS = {
    "bar": {"", "back"},
    "tabs": {"", "0", "1"},
    "card": {"", "thumb", "side"},
    "row": {""},
    "buttons": {"", "0", "1"},
    "bubble": {""},
    "field": {"", "text"},
    "uploads": {"", "0", "1", "add"},
    "note": {""},
    "space": set(),
}
WORDS = st.text(st.sampled_from("退款详情申请平台介入，。abc XYZ 12"), min_size=1, max_size=80)


@pytest.mark.parametrize("kind", ROWS)
def test_it_draws_every_kind_of_row(kind: str) -> None:
    drawing = draw({"rows": [ROWS[kind]]})
    names = {name.removeprefix(f"{kind}.0").removeprefix(".") for name in drawing.areas}
    assert names == AREAS[kind]
    if kind != "space":
        assert [shape for shape in drawing.shapes if isinstance(shape, Label | Rect)]


def test_it_puts_rows_under_each_other_and_counts_each_kind() -> None:
    drawing = draw({"title_zh": "订单", "title_en": "Order", "rows": [ROWS["card"], ROWS["row"], ROWS["card"]]})
    tops = [drawing.areas[name].y for name in ("bar.0", "card.0", "row.0", "card.1")]
    assert tops == sorted(tops)
    assert len(set(tops)) == 4
    last = drawing.areas["card.1"]
    assert last.y + last.h <= drawing.height


def test_it_draws_no_second_bar() -> None:
    drawing = draw({"title_zh": "订单", "title_en": "Order", "rows": [ROWS["bar"]]})
    assert [name for name in drawing.areas if name.startswith("bar") and "back" not in name] == ["bar.0"]


def test_it_cuts_the_picture_at_the_height_asked_for() -> None:
    assert draw({"rows": [ROWS["card"]] * 4, "height": 250}).height == 250


@given(WORDS, WORDS, st.sampled_from(["row", "note", "bubble", "field"]))
def test_it_keeps_words_of_any_length_inside(zh: str, en: str, kind: str) -> None:
    row = {**ROWS[kind], "text": [zh, en]}
    drawing = draw({"rows": [row, ROWS["buttons"]]})
    for area in drawing.areas.values():
        assert 0 <= area.x <= area.x + area.w <= drawing.width
    below = [area.y for name, area in drawing.areas.items() if name.startswith("buttons")]
    above = drawing.areas[f"{kind}.0"]
    assert above.y + above.h <= min(below)


@given(WORDS, WORDS)
def test_it_gives_both_languages_the_same_areas(zh: str, en: str) -> None:
    long = draw({"rows": [{**ROWS["note"], "text": [zh, en]}, ROWS["buttons"]]})
    turned = draw({"rows": [{**ROWS["note"], "text": [en, zh]}, ROWS["buttons"]]})
    assert long.areas == turned.areas


def test_it_draws_the_sample_screen_as_it_did() -> None:
    """One picture is pinned to the letter, so that what a change moves is looked at."""
    document = next(doc for doc in read_knowledge().guides if doc["slug"] == "taobao-step-in")
    step = GuideView.of(document).step("step-in")
    assert step is not None
    assert step.picture is not None
    for language in ("zh-hans", "en"):
        drawn = picture_svg(step.picture, language, name="golden").replace("><", ">\n<") + "\n"
        assert drawn == (GOLDEN / f"step-in.{language}.svg").read_text()


def test_it_shows_one_drawing_in_each_language() -> None:
    picture = PictureView.of({"kind": "screen", "alt_zh": "图", "alt_en": "Picture", "screen": {"rows": [ROWS["row"]]}})
    assert "收货信息" in picture_svg(picture, "zh-hans", name="a")
    assert "Delivery" not in picture_svg(picture, "zh-hans", name="a")
    assert "Delivery" in picture_svg(picture, "en", name="a")


def words_drawn(row: dict[str, Any], language: str) -> list[str]:
    return [one.text.said(language) for one in draw({"rows": [row]}).shapes if isinstance(one, Label)]


@pytest.mark.parametrize("kind", ["bar", "tabs", "row", "buttons", "field", "uploads"])
def test_it_names_a_control_in_english_as_the_app_does_too(kind: str) -> None:
    row = ROWS[kind]
    names = {
        "bar": [("退款详情", "Refund details")],
        "tabs": [("待付款", "To pay")],
        "row": [("收货信息", "Delivery"), ("已签收", "Received")],
        "buttons": [("申请平台介入", "Platform steps in"), ("修改", "Change")],
        "field": [("问题描述", "What happened")],
        "uploads": [("上传凭证", "Evidence")],
    }[kind]
    english, chinese = " ".join(words_drawn(row, "en")), " ".join(words_drawn(row, "zh-hans"))
    for zh, en in names:
        assert zh in english
        assert en in english
        assert english.index(zh) < english.index(en)
        assert chinese.count(zh) == 1
        assert en not in chinese


def test_it_says_no_name_twice_that_is_chinese_already() -> None:
    assert (
        " ".join(words_drawn({"kind": "row", "text": ["人工客服", "人工客服 (a person)"]}, "en"))
        == "人工客服 (a person)"
    )
    assert words_drawn({"kind": "buttons", "items": [["¥299.00", "¥299.00"]]}, "en").count("¥299.00") == 1


@pytest.mark.parametrize("slug", [doc["slug"] for doc in read_knowledge().guides])
def test_it_keeps_both_names_inside_their_control(slug: str) -> None:
    doc = next(doc for doc in read_knowledge().guides if doc["slug"] == slug)
    for step in doc["steps"]:
        for row in ((step.get("picture") or {}).get("screen") or {}).get("rows", ()):
            drawing = draw({"rows": [row]})
            area = next(iter(drawing.areas.values()), None)
            for one in drawing.shapes:
                if isinstance(one, Label) and area:
                    assert area.y <= one.y - one.size * 0.8, one
                    assert one.y <= area.y + area.h, one


@pytest.mark.parametrize(
    ("kind", "name", "most"), [("uploads", "count", 9), ("field", "lines", 20), ("space", "height", 600)]
)
def test_it_takes_numbers_up_to_what_a_phone_has_room_for(kind: str, name: str, most: int) -> None:
    assert limit_faults({"rows": [{**ROWS[kind], name: most}]}) == []
    for value in (most + 1, -1, 10**400, float("nan"), float("inf"), str(most), True):
        (fault,) = limit_faults({"rows": [ROWS["note"], {**ROWS[kind], name: value}]})
        assert fault.zh.startswith(f"第 2 行：{name} 要填")
        assert fault.en.startswith(f"row 2: {name} must be a number")


def test_it_takes_forty_rows_and_no_endless_number_anywhere() -> None:
    assert limit_faults({"rows": [ROWS["space"]] * 40}) == []
    assert [fault.en for fault in limit_faults({"rows": [ROWS["space"]] * 41})] == ["40 rows at most, here are 41"]
    assert limit_faults({"rows": [{**ROWS["buttons"], "main": float("nan")}]})
    assert limit_faults({"rows": [], "title_en": float("inf")})


@pytest.mark.parametrize("kind", ROWS)
def test_it_finds_nothing_too_much_in_an_ordinary_row(kind: str) -> None:
    assert limit_faults({"rows": [ROWS[kind]], "height": 250}) == []
