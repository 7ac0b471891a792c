"""The components in a real browser: accessible, within the screen, and alive under the strict CSP."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

Opener = Callable[..., Page]
GUIDE = "/styleguide/"


@pytest.mark.parametrize("look", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_it_passes_axe_and_fits_the_screen(open_page: Opener, axe_violations: Any, width: int, look: str) -> None:
    page = open_page(f"{GUIDE}?look={look}", width)

    assert axe_violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") == 0


def test_it_moves_no_bar_while_its_content_comes(open_page: Opener) -> None:
    page = open_page("/guides/")
    icon = page.locator(".tabbar svg").first
    before = icon.bounding_box()
    page.evaluate("document.querySelector('.tabbar a').lastChild.remove()")
    assert icon.bounding_box() == before
    page.evaluate("document.querySelectorAll('.tabbar li').forEach(one => one.remove())")
    assert page.locator(".tabbar ul").evaluate("list => list.clientHeight") == 64

    page = open_page(GUIDE)
    page.evaluate("document.querySelectorAll('.actbar a, .actbar button').forEach(one => one.remove())")
    expect(page.locator(".actbar").first).to_be_hidden()


def test_it_loads_little_and_only_from_home(open_page: Opener, live_server: Any) -> None:
    page = open_page(GUIDE)
    loaded = page.evaluate("performance.getEntriesByType('resource').map(e => e.name)")

    assert len(loaded) + 1 <= 10
    assert all(name.startswith((live_server.url, "data:")) for name in loaded)


def test_it_copies_the_letter_and_says_so(open_page: Opener) -> None:
    page = open_page(GUIDE, permissions=["clipboard-read", "clipboard-write"])
    page.locator("[data-copy='#letter']").click()

    page.get_by_text("已复制，去粘贴").wait_for()
    text = page.evaluate("navigator.clipboard.readText()")
    assert text.startswith("您好，我的订单 118266404821，买的蓝牙耳机左耳没有声音")
    assert "\n" not in text
    expect(page.locator("#live")).to_contain_text("已复制")
    page.get_by_text("复制这段话").wait_for()


def test_it_does_what_was_tapped_before_the_scripts_had_come(open_page: Opener) -> None:
    page = open_page(GUIDE, permissions=["clipboard-read", "clipboard-write"])
    held: list[Route] = []
    page.route("**/js/app*.js", lambda route: held.append(route))
    with page.expect_request("**/js/app*.js"):
        page.reload(wait_until="commit")
    page.locator("[data-copy='#letter']").click()
    held[0].continue_()

    page.get_by_text("已复制，去粘贴").wait_for()
    assert page.evaluate("navigator.clipboard.readText()").startswith("您好")


def test_it_copies_without_the_clipboard_interface(open_page: Opener) -> None:
    page = open_page(GUIDE, permissions=["clipboard-read"])
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject() }")
    page.locator("[data-copy='#letter']").click()

    page.get_by_text("已复制，去粘贴").wait_for()
    assert page.evaluate("navigator.clipboard.readText()").startswith("您好")


def test_it_selects_the_text_when_copying_is_refused(open_page: Opener) -> None:
    page = open_page(GUIDE)
    page.evaluate("navigator.clipboard.writeText = () => Promise.reject(); document.execCommand = () => false")
    page.locator("[data-copy='#letter']").click()

    page.locator("[data-copy='#letter']").get_by_text("已选中，请长按复制").wait_for()
    assert page.evaluate("getSelection().toString()").startswith("您好")


def test_it_tells_the_server_once_the_text_was_copied(open_page: Opener) -> None:
    page = open_page(GUIDE, permissions=["clipboard-read", "clipboard-write"])
    page.route("**/copied/", lambda route: route.fulfill(status=204))
    page.evaluate("document.querySelector('[data-copy]').dataset.copiedUrl = '/copied/'")
    with page.expect_request("**/copied/") as sent:
        page.locator("[data-copy='#letter']").click()

    assert sent.value.method == "POST"
    assert len(sent.value.headers["x-csrftoken"]) == 64
    assert "text=%E6%82%A8%E5%A5%BD" in (sent.value.post_data or "")


def test_it_ticks_by_the_server_clock(open_page: Opener) -> None:
    page = open_page(GUIDE)
    # The sample's moment is 15:20; the browser's own clock is somewhere else altogether.
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")

    # A second may have passed since 15:20:00.
    assert page.locator(".todo .v").nth(0).inner_text() in ("8小时40分", "8小时39分")
    assert page.locator(".todo .v").nth(1).inner_text() == "5小时8分"


def test_it_turns_late_while_the_page_is_open(open_page: Opener) -> None:
    page = open_page(GUIDE)
    page.evaluate("document.querySelector('.todo .v').dataset.due = youju.now() / 1000 - 90")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")

    assert page.locator(".todo .clock").first.inner_text().split() == ["退货入口已关闭", "1分钟"]
    assert "is-late" in (page.locator(".todo .clock").first.get_attribute("class") or "")


def test_it_opens_the_sheet_and_gives_the_focus_back(open_page: Opener) -> None:
    page = open_page(GUIDE)
    page.route(
        "**/log/", lambda route: route.fulfill(body='<form><h2 id="log-h" tabindex="-1" autofocus>记</h2></form>')
    )
    page.evaluate("Object.assign(document.querySelector('.actbar a'), {href: '/log/'}).dataset.dialog = '#log'")
    page.locator(".actbar a").first.click()
    page.locator("dialog[open] h2").wait_for()

    expect(page.locator("dialog[open] h2")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".actbar a").first).to_be_focused()


def test_it_fetches_the_sheet_once_however_often_it_is_tapped(open_page: Opener) -> None:
    page = open_page(GUIDE)
    asked: list[Route] = []
    page.route("**/log/", lambda route: asked.append(route))
    page.evaluate("Object.assign(document.querySelector('.actbar a'), {href: '/log/'}).dataset.dialog = '#log'")
    with page.expect_request("**/log/"):
        page.locator(".actbar a").first.click()
    page.locator(".actbar a").first.click()
    asked[0].fulfill(body='<form><h2 id="log-h" tabindex="-1" autofocus>记</h2><input id="said"></form>')
    page.locator("#said").fill("两天内答复")
    page.wait_for_load_state("networkidle")

    assert len(asked) == 1
    expect(page.locator("#said")).to_have_value("两天内答复")


def test_it_follows_the_link_when_the_sheet_does_not_come(open_page: Opener) -> None:
    page = open_page(GUIDE)
    page.evaluate("Object.assign(document.querySelector('.actbar a'), {href: '?look=dark'}).dataset.dialog = '#log'")
    page.evaluate("() => { htmx.ajax = () => Promise.reject() }")
    page.locator(".actbar a").first.click()

    page.wait_for_url("**/styleguide/?look=dark")


def test_it_says_what_the_server_asks_to_say(open_page: Opener) -> None:
    page = open_page(GUIDE)
    page.route(
        "**/quick/",
        lambda route: route.fulfill(
            # ASCII in headers: the server escapes, as django-htmx does.
            headers={"HX-Trigger": '{"say": "\\u5df2\\u8bb0\\u4e0b"}'},
            body='<section id="next" tabindex="-1" data-focus>neu</section>',
        ),
    )
    page.evaluate("htmx.ajax('POST', '/quick/', {target: '#next', swap: 'outerHTML'})")

    expect(page.locator("#live")).to_have_text("已记下")
    expect(page.locator("#next")).to_be_focused()


def test_it_hears_a_touch_as_soon_as_the_answer_is_there(open_page: Opener) -> None:
    page = open_page(GUIDE)
    asked = '<section id="next"><button type="button" hx-post="/again/" hx-target="#next">weiter</button></section>'
    page.route("**/quick/", lambda route: route.fulfill(body=asked))
    page.route("**/again/", lambda route: route.fulfill(body="neu"))
    # The earliest moment at which anybody could touch it.
    page.evaluate(
        """() => new MutationObserver((changes, observer) => {
          const button = document.querySelector("[hx-post='/again/']");
          if (button) { observer.disconnect(); setTimeout(() => button.click(), 0); }
        }).observe(document.body, { childList: true, subtree: true })"""
    )
    page.evaluate("htmx.ajax('POST', '/quick/', {target: '#next', swap: 'outerHTML'})")

    expect(page.locator("#next")).to_have_text("neu")


def test_it_swaps_in_a_form_with_errors(open_page: Opener) -> None:
    page = open_page(GUIDE)
    page.route("**/bad/", lambda route: route.fulfill(status=422, body='<div id="next" data-focus>有 1 处要改</div>'))
    page.evaluate("htmx.ajax('POST', '/bad/', {target: '#next', swap: 'outerHTML'})")

    page.get_by_text("有 1 处要改").wait_for()
    expect(page.locator("#next")).to_be_focused()


def test_it_says_when_a_request_fails(open_page: Opener) -> None:
    page = open_page(GUIDE)
    page.evaluate("document.body.dispatchEvent(new CustomEvent('htmx:sendError'))")

    page.locator(".flash").get_by_text("没有传上去，请再试一次").wait_for()


def test_it_goes_to_the_errors_first(open_page: Opener) -> None:
    page = open_page(GUIDE)

    assert page.evaluate("document.querySelector('[data-focus]') === document.activeElement")


def test_it_reads_and_submits_without_javascript(open_page: Opener) -> None:
    page = open_page(GUIDE, java_script_enabled=False)

    assert page.locator("[data-copy='#letter']").is_hidden()
    assert page.locator("#letter").is_visible()
    assert page.locator("form.quick button").first.is_enabled()
