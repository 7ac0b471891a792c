"""Copying in a real browser: a letter with an unfilled mark stays on the page."""

from __future__ import annotations

from django.urls import reverse

from tests.browser.scene import context_for


def test_it_copies_no_letter_with_a_mark_in_it(scene, browser):
    context = context_for(browser, scene, "alice", permissions=["clipboard-read", "clipboard-write"])
    tab = context.new_page()
    tab.goto(scene.url + reverse("case-say", args=[scene.ref("S76")]) + "?code=T1")
    button = tab.locator(".actbar button[data-copy='#text']")
    assert tab.get_by_text("复制这段话").locator("visible=true").count() == 1
    tab.evaluate("navigator.clipboard.writeText('before')")
    tab.fill("#text", "我希望【诉求】。")
    button.click()
    tab.locator(".flash").wait_for()
    assert tab.evaluate("navigator.clipboard.readText()") == "before"
    tab.fill("#text", "我希望退款，送的是【限量】款。")
    button.click()
    button.filter(has_text="已复制").wait_for()
    assert tab.evaluate("navigator.clipboard.readText()") == "我希望退款，送的是【限量】款。"
    context.close()
