"""A merchant makes a card in a real browser: seen live, a mark drawn by hand, the picture downloaded."""

from __future__ import annotations

import pytest
from django.urls import reverse
from PIL import Image

from tests.architecture.rules import ROOT
from tests.browser.scene import context_for

SHOP = "声野数码旗舰店官方直营店"


@pytest.fixture(params=[True, False], ids=["scripts", "no-scripts"])
def scripts(request):
    return request.param


@pytest.fixture
def tab(scripts, scene, browser):
    context = context_for(browser, scene, "anonymous", java_script_enabled=scripts, reduced_motion="reduce")
    tab = context.new_page()
    tab.goto(scene.url + reverse("kit"))
    tab.locator(f"a[href='{reverse('kit-card', args=['exchange'])}']").click()
    yield tab
    context.close()


def test_it_takes_three_steps_from_the_gallery_to_the_picture(tab, scripts, tmp_path):
    before = tab.locator("#look img").get_attribute("src")
    tab.locator("label", has_text="京东").first.click()
    tab.fill("[name=shop_name]", SHOP)
    if not scripts:
        tab.get_by_role("button", name="看效果").click()
    tab.locator("#look img[src^='data:image/webp']").wait_for()
    assert tab.locator("#look img").get_attribute("src") != before
    assert tab.input_value("[name=shop_name]") == SHOP
    with tab.expect_download() as download:
        tab.locator("button:visible", has_text="下载图片" if not scripts else "图片（PNG").first.click()
    assert download.value.suggested_filename == "换货流程.png"
    file = tmp_path / "card.png"
    download.value.save_as(file)
    with Image.open(file) as picture:
        assert picture.width == 1080
    if not scripts:
        return
    # What is changed after a download is seen live again, not the file once more.
    seen = tab.locator("#look img").get_attribute("src")
    with tab.expect_response("**/kit/exchange/"):
        tab.fill("[name=shop_name]", "别的店")
    tab.wait_for_function("src => document.querySelector('#look img').src !== src", arg=seen)


def test_it_places_a_mark_where_a_hand_drew_it(scene, browser):
    context = context_for(browser, scene, "anonymous", reduced_motion="reduce")
    tab = context.new_page()
    try:
        tab.goto(scene.url + reverse("kit-card", args=["entry"]))
        tab.click("#own summary")
        with tab.expect_response("**/kit/entry/"):
            tab.set_input_files("[name=picture]", str(ROOT / "docs" / "case.png"))
        shot = tab.locator("[data-marker]")
        shot.locator("img").evaluate("image => image.decode()")
        shot.scroll_into_view_if_needed()
        box = shot.bounding_box()
        assert box
        with tab.expect_response("**/kit/entry/"):
            tab.mouse.move(box["x"] + box["width"] * 0.2, box["y"] + box["height"] * 0.5)
            tab.mouse.down()
            tab.mouse.move(box["x"] + box["width"] * 0.6, box["y"] + box["height"] * 0.7)
            tab.mouse.up()
        assert tab.input_value("[name=m1_kind]") == "box"
        drawn = [float(tab.input_value(f"[name=m1_{name}]")) for name in "xywh"]
        assert drawn == pytest.approx([200, 500, 400, 200], abs=15)
        # What was drawn survives what is typed next.
        with tab.expect_response("**/kit/entry/"):
            tab.fill("[name=shop_name]", SHOP)
        assert tab.input_value("[name=m1_kind]") == "box"
    finally:
        context.close()
