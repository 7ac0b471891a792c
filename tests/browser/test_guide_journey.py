"""The way of a guide: an editor changes it, a case shows it, it goes back, the case still says which it was."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.browser.scene import PASSWORD, Scene, context_for

GUIDE, STEP, NEW = "taobao-complain", "collect", "存好没人回的记录（新）"


@pytest.fixture
def editor(scene: Scene, browser):
    context = context_for(browser, scene, "anonymous", reduced_motion="reduce")
    tab = context.new_page()
    tab.set_viewport_size({"width": 1280, "height": 900})
    tab.goto(f"{scene.url}/accounts/login/")
    tab.fill("input[name=login]", "grace@example.com")
    tab.fill("input[name=password]", PASSWORD)
    tab.locator("main form button[type=submit]").first.click()
    tab.wait_for_url("**/today/")
    yield tab
    context.close()


@pytest.fixture
def shopper(scene: Scene, browser):
    context = context_for(browser, scene, "alice", reduced_motion="reduce")
    yield context.new_page()
    context.close()


def test_it_remembers_the_version_a_case_was_shown(editor: Page, shopper: Page, scene: Scene) -> None:
    guide = scene.url + reverse("case-guide", args=[scene.ref("S76"), GUIDE])
    shopper.goto(guide)
    old = shopper.locator("ol.steps > li h2").first.inner_text()
    expect(shopper.locator("main")).to_contain_text("第 1 版")

    editor.goto(f"{scene.url}/studio/{GUIDE}/steps/{STEP}/")
    editor.fill("#id_title_zh", NEW)
    editor.keyboard.press("Tab")
    expect(editor.locator("#save-state")).to_contain_text("草稿已存")
    editor.goto(f"{scene.url}/studio/{GUIDE}/publish/")
    editor.fill("#id_note", "按钮换了位置")
    editor.get_by_role("button", name="发布", exact=True).click()
    editor.wait_for_url("**/history/")

    shopper.goto(guide)
    expect(shopper.locator("ol.steps")).to_contain_text(NEW)
    expect(shopper.locator("main")).to_contain_text("你看的是第 1 版")
    shopper.locator("#dn ~ .next-a a.b").first.click()
    shopper.wait_for_url("**/filing/**")
    shopper.locator("button:visible", has_text="已提交，开始计时").click()
    shopper.wait_for_url(re.compile(r"\?filed="))

    editor.get_by_role("button", name="回到这一版 1").click()
    expect(editor.locator("main")).to_contain_text("读者现在看到的是第 1 版。")

    shopper.goto(guide)
    expect(shopper.locator("ol.steps")).to_contain_text(old)
    expect(shopper.locator("ol.steps")).not_to_contain_text(NEW)
    shopper.locator(".filed-on a").first.click()
    expect(shopper.locator("#guide-read")).to_contain_text("第 2 版")
    shopper.locator("#guide-read a").click()
    expect(shopper.locator("ol.steps")).to_contain_text(NEW)
