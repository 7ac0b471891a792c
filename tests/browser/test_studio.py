"""An editor changes a step with the keyboard alone, publishes it, and takes it back; drawing with the mouse."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import Page as Tab
from playwright.sync_api import expect

from tests.browser.leading import lead
from tests.browser.scene import PASSWORD, context_for

STEP = "/studio/taobao-step-in/steps/after-sale/"
PUBLIC = "/guides/taobao/taobao-step-in/"


@pytest.fixture
def tab(scene, browser):
    context = context_for(browser, scene, "anonymous", reduced_motion="reduce", has_touch=True)
    tab = context.new_page()
    tab.set_viewport_size({"width": 1280, "height": 900})
    tab.complaints = []
    tab.on("pageerror", lambda error: tab.complaints.append(str(error)))
    tab.goto(f"{scene.url}/accounts/login/")
    tab.fill("input[name=login]", "grace@example.com")
    tab.fill("input[name=password]", PASSWORD)
    tab.locator("main form button[type=submit]").first.click()
    tab.wait_for_url("**/today/")
    yield tab
    context.close()
    assert not tab.complaints


def new_screen() -> dict[str, Any]:
    picture = Image.new("RGB", (1080, 1620), "#f4f4f4")
    ImageDraw.Draw(picture).rounded_rectangle((600, 1400, 1000, 1520), 60, fill="#ff7a2f")
    out = BytesIO()
    picture.save(out, "PNG")
    return {"name": "screen.png", "mimeType": "image/png", "buffer": out.getvalue()}


def saved(tab: Tab) -> None:
    expect(tab.locator("#save-state")).to_contain_text("草稿已存")
    expect(tab.locator(".st-unsaved")).to_be_hidden()


def test_it_takes_a_step_from_the_editor_to_the_reader_and_back(tab, scene, browser):
    tab.goto(scene.url + STEP)
    tab.set_input_files("#up_picture", new_screen())
    lead(tab, tab.get_by_role("button", name="换图"))
    tab.get_by_label("图里没有个人信息").check()
    lead(tab, tab.get_by_role("button", name="确认", exact=True))
    expect(tab.locator("main")).to_contain_text("已确认：图里没有个人信息")

    # A new title, then a box with the keyboard alone: added, moved by arrow keys, sized by its fields.
    tab.fill("#id_title_zh", "点“退换/售后”")
    tab.fill("#id_alt_zh", "订单详情页，红框圈住“退换/售后”按钮")
    tab.fill("#id_alt_en", "The order page; the red box is around the button 退换/售后")
    while tab.locator("[data-mark-remove]").count():
        tab.locator("[data-mark-remove]").first.press("Enter")
    tab.locator("[data-marks-add=box]").press("Enter")
    expect(tab.locator("[name=mark-0-x]")).to_be_focused()
    tab.keyboard.press("Control+A")
    tab.keyboard.type("540")
    for value in ("850", "400", "100"):
        tab.keyboard.press("Tab")
        tab.keyboard.press("Control+A")
        tab.keyboard.type(value)
    box = tab.locator("[data-marks-layer] [data-at='0']")
    box.focus()
    tab.keyboard.press("Shift+ArrowUp")
    tab.keyboard.press("ArrowRight")
    assert tab.locator("[name=mark-0-y]").input_value() == "840"
    assert tab.locator("[name=mark-0-x]").input_value() == "541"
    tab.keyboard.press("Control+z")
    assert tab.locator("[name=mark-0-x]").input_value() == "540"
    tab.fill("[name=mark-0-alt_zh]", "“退换/售后”按钮")
    tab.fill("[name=mark-0-alt_en]", "The button")
    tab.keyboard.press("Tab")
    saved(tab)

    # The preview beside it follows.
    frame = tab.frame_locator("[data-preview]")
    expect(frame.locator("#after-sale h2")).to_have_text("点“退换/售后”")

    tab.goto(f"{scene.url}/studio/taobao-step-in/publish/")
    assert tab.locator("#faults-h + ul li").all_inner_texts() == []
    assert tab.locator("figure .shot svg").count() == 2
    tab.fill("#id_note", "按钮改名了")
    tab.get_by_role("button", name="发布", exact=True).click()
    tab.wait_for_url("**/history/")

    reader = context_for(browser, scene, "anonymous").new_page()
    reader.goto(scene.url + PUBLIC)
    expect(reader.locator("#after-sale h2")).to_have_text("点“退换/售后”")
    assert "/guides/screenshots/" in reader.locator("#after-sale .shot img").get_attribute("src")
    # 0 to 1000 of a picture drawn 360 wide and 540 high.
    assert reader.locator("#after-sale svg rect").last.get_attribute("x") == "194.4"
    assert reader.locator("#after-sale svg rect").last.get_attribute("y") == "453.6"

    tab.get_by_role("button", name="回到这一版 2").click()
    expect(tab.locator("main")).to_contain_text("读者现在看到的是第 2 版。")
    reader.goto(scene.url + PUBLIC)
    expect(reader.locator("#after-sale h2")).to_have_text("点“申请售后”")
    reader.context.close()


def test_it_keeps_the_word_on_the_search_button_in_one_line_on_a_phone(tab, scene):
    tab.set_viewport_size({"width": 390, "height": 844})
    tab.goto(f"{scene.url}/studio/")
    button, field = (tab.locator(f"form.search {part}").bounding_box() for part in ("button", "input"))
    assert button["height"] < 56
    assert field["height"] < 56


def test_it_draws_and_stretches_with_the_mouse_two_clicks_or_two_taps(tab, scene):
    # Another guide than the one that is published above, whichever of the two comes first.
    tab.goto(f"{scene.url}/studio/any-step-in/steps/explain/")
    before = tab.locator("[data-mark]").count()
    stage = tab.locator("[data-marks-stage]")
    stage.scroll_into_view_if_needed()

    def at(x: float, y: float) -> tuple[float, float]:
        frame = stage.bounding_box()
        return frame["x"] + frame["width"] * x / 1000, frame["y"] + frame["height"] * y / 1000

    def row() -> dict[str, float]:
        last = tab.locator("[data-mark=box]").last
        return {name: float(last.locator(f"[data-m={name}]").input_value()) for name in "xywh"}

    tab.locator("[data-marks-tool=box]").click()
    tab.mouse.move(*at(100, 100))
    tab.mouse.down()
    tab.mouse.move(*at(300, 250), steps=4)
    tab.mouse.up()
    assert tab.locator("[data-mark]").count() == before + 1
    assert row() == pytest.approx({"x": 100, "y": 100, "w": 200, "h": 150}, abs=6)

    # Its lower right handle, 100 further.
    tab.mouse.move(*at(300, 250))
    tab.mouse.down()
    tab.mouse.move(*at(400, 350), steps=4)
    tab.mouse.up()
    assert row() == pytest.approx({"x": 100, "y": 100, "w": 300, "h": 250}, abs=8)
    tab.locator("[data-marks-undo]").click()
    assert row() == pytest.approx({"x": 100, "y": 100, "w": 200, "h": 150}, abs=6)

    tab.locator("[data-marks-tool=box]").click()
    tab.mouse.click(*at(600, 700))
    tab.mouse.click(*at(900, 800))
    assert tab.locator("[data-mark]").count() == before + 2
    assert row() == pytest.approx({"x": 600, "y": 700, "w": 300, "h": 100}, abs=6)

    tab.locator("[data-marks-tool=box]").tap()
    tab.touchscreen.tap(*at(100, 500))
    tab.touchscreen.tap(*at(300, 600))
    assert row() == pytest.approx({"x": 100, "y": 500, "w": 200, "h": 100}, abs=6)
    saved(tab)
