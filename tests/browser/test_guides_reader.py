"""A guide in a real browser: readable without a network once visited, without scripts, and in type twice as large."""

from __future__ import annotations

from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.scene import Scene, context_for

GUIDE = "/guides/taobao/taobao-step-in/"
# Asked again until the worker, which starts after the page has loaded, has kept what it needs.
KEPT = """async () => {
  for (let times = 0; times < 1200; times++) {
    const cache = await caches.open('guide-pages-1');
    const pages = [location.origin + location.pathname, location.origin + '/guides/offline/'];
    const kept = await Promise.all(pages.map(page => cache.match(page)));
    const files = await (await caches.open('guide-files-1')).keys();
    if (kept.every(Boolean) && files.some(file => file.url.endsWith('.css'))) return true;
    await new Promise(resolve => setTimeout(resolve, 50));
  }
  return false;
}"""
COPY = "async () => (await (await caches.match(location.origin + location.pathname)).text())"


def test_it_stays_readable_without_a_network_and_keeps_nobodys_name(scene: Scene, browser: Browser) -> None:
    server = LiveServer("localhost")
    context = context_for(browser, Scene(server.url, scene.people, scene.cases), "alice")
    tab = context.new_page()
    try:
        tab.goto(server.url + GUIDE)
        expect(tab.locator(".top nav")).to_have_count(1)
        assert tab.evaluate(KEPT)
        copy = tab.evaluate(COPY)
    finally:
        server.stop()
    # A stopped server still answers on connections it has open.
    context.set_offline(True)
    try:
        assert "申请平台介入" in copy
        assert "alice" not in copy
        assert 'href="/accounts/login/"' in copy, "the kept copy is what a stranger sees"
        tab.goto(server.url + GUIDE)
        expect(tab.get_by_role("heading", level=1)).to_have_text("申请平台介入")
        # What is shown is the kept copy, not an answer to Alice.
        expect(tab.locator(".top nav")).to_have_count(0)
        assert tab.evaluate("getComputedStyle(document.querySelector('.shot')).overflow") == "hidden"
        tab.goto(f"{server.url}/guides/jd/jd-dispute/")
        expect(tab.get_by_role("heading", level=1)).to_have_text("没有网络")
        expect(tab.get_by_text("看过的攻略还能打开")).to_be_visible()
        # A private page was not kept: there is one to write a contact down on instead (tests/browser/test_offline.py).
        tab.goto(f"{server.url}/today/")
        expect(tab.get_by_role("heading", level=1)).to_have_text("没有网络，先记下来")
    finally:
        context.close()


def test_it_tells_and_finds_without_scripts(scene: Scene, browser: Browser) -> None:
    context = context_for(browser, scene, "anonymous", java_script_enabled=False)
    tab = context.new_page()
    tab.goto(f"{scene.url}/guides/")
    tab.fill("#gq", "淘宝申请介入")
    tab.get_by_role("button", name="搜索").click()
    tab.get_by_role("link", name="申请平台介入").first.click()
    expect(tab.get_by_role("heading", level=1)).to_have_text("申请平台介入")
    tab.locator("#step-in summary").click()
    expect(tab.locator("#step-in details p").first).to_be_visible()
    tab.locator("#step-in").get_by_role("button", name="有用").click()
    expect(tab.locator("#step-in")).to_contain_text("谢谢")
    tab.locator("#explain").get_by_role("link", name="这一步对不上").click()
    tab.fill("[name=text]", "按钮换了名字")
    tab.get_by_role("button", name="告诉编辑").locator("visible=true").click()
    expect(tab.locator("main")).to_contain_text("编辑会去核对")
    context.close()


def test_it_finds_as_one_types(scene: Scene, browser: Browser) -> None:
    context = context_for(browser, scene, "anonymous")
    tab = context.new_page()
    tab.goto(f"{scene.url}/guides/")
    with tab.expect_response("**/guides/search/**"):
        tab.locator("#gq").press_sequentially("9510211")
    expect(tab.locator("#found")).to_contain_text("9510211")
    expect(tab.locator("#gq")).to_be_focused()
    context.close()


def test_it_loses_nothing_in_type_twice_as_large(scene: Scene, browser: Browser) -> None:
    context = context_for(browser, scene, "anonymous")
    tab = context.new_page()
    tab.goto(scene.url + GUIDE)
    for width in (390, 1280):
        tab.set_viewport_size({"width": width, "height": 844})
        # As the browser's own setting does it; a page may not style its root from a script under our policy.
        tab.evaluate("document.documentElement.style.fontSize = '200%'")
        assert tab.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
        for step in tab.locator(".step").all():
            expect(step.locator("h2")).to_be_visible()
            assert step.evaluate("each => each.scrollWidth <= each.clientWidth + 1")
    context.close()
